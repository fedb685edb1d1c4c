"""A Lambda function: its role, its environment, its logs, and what becomes of events that it fails on."""

from collections.abc import Iterator
from typing import Any

from eventgen.assertions.assertion import Asserted, Assertion, Context, logged, main, named, same
from eventgen.assertions.policies import ROLE, role, states
from eventgen.hcl import Expr, hcl
from eventgen.invocations import MAX_AGE, RETRIES
from eventgen.kinds import Node

SETTING = "aws_lambda_function_event_invoke_config"


def _of(context: Context) -> Iterator[Assertion]:
    node = context["node"]
    yield named(node, "function_name")
    yield from role(context, "role")
    yield logged(context)
    group = f"one({main(node)}.logging_config[*].log_group) == aws_cloudwatch_log_group.{node.label}.name"
    yield Assertion(Expr(group), f"{node.name}: it writes its logs elsewhere")
    if context["slots"]["invocation"]:
        yield from _invoked(context)


def _invoked(context: Context) -> Iterator[Assertion]:
    node, asked = context["node"], context["invocation"]
    it, to = f"{SETTING}.{node.label}", asked["on_failure"]
    tries = RETRIES if asked["retries"] is None else asked["retries"]
    age = MAX_AGE if asked["max_age"] is None else asked["max_age"]
    yield same(it, "function_name", node["function_name"], f"{node.name}: its tries are another's")
    yield same(it, "maximum_retry_attempts", tries, f"{node.name}: a failed event is not tried {tries} times more")
    yield same(it, "maximum_event_age_in_seconds", age, f"{node.name}: an event does not wait for {age} seconds")
    held = f'join(",", flatten({it}.destination_config[*].on_failure[*].destination))'
    says = f"what it fails on does not go to {to.name}" if to else "the page has nowhere for what it fails on"
    yield Assertion(Expr(f"{held} == {hcl(to['arn'] if to else '')}"), f"{node.name}: {says}")


def _told(node: Node[Any], variable: tuple[str, Any], why: str) -> Assertion:
    name, value = variable
    held = f"try({main(node)}.environment[0].variables[{hcl(name)}], null)"
    return Assertion(Expr(f"{held} == {hcl(value)}"), f"{why}: {name} of {node.name} says something else")


function = Asserted(
    arn="arn:aws:lambda:eu-west-1:123456789012:function:{}",
    file="versions.tf",  # of which Terraform makes a hash: any file will do
    of=_of,
    slots={"role": states(ROLE, "role"), "environment": _told},
)
