"""Targets of rules: what EventBridge hands to whom, how often it tries, and where it puts what it cannot deliver."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, alone, same
from eventgen.hcl import Expr, Value, call, hcl

TARGET = "aws_cloudwatch_event_target"


def target(context: Context) -> Iterator[Assertion]:
    """What all targets have in common."""
    edge, options = context["edge"], context["options"]
    it, to, failed = f"{TARGET}.{edge.label}", edge.target, context["dead_letter"]
    yield same(it, "rule", edge.source["name"], f"{edge.name}: the target is not that of {edge.source.name}")
    yield on_bus(it, context["bus"], f"{edge.name}: the target is on another bus")
    yield same(it, "arn", context["arn"], f"{edge.name}: what gets the events is not {to.name}")
    if context["role"]:
        yield same(it, "role_arn", context["role"], f"{edge.name}: the role is not that of {edge.source.name}")
    given = None if options.input is None else call("jsonencode", options.input)
    yield same(it, "input", given, f"{edge.name}: {to.name} gets another input")
    yield same(it, "input_path", options.input_path or None, f"{edge.name}: {to.name} gets another part of the event")
    yield alone(it, "retry_policy", "maximum_retry_attempts", options.retries, f"{edge.name}: the tries are others")
    age = f"{edge.name}: an event is tried for another time"
    yield alone(it, "retry_policy", "maximum_event_age_in_seconds", options.max_age, age)
    yield alone(it, "dead_letter_config", "arn", failed and failed["arn"], undelivered(context))


def on_bus(resource: str, bus: Value | None, says: str) -> Assertion:
    """A rule or a target is on a bus; None: on the default one."""
    return Assertion(Expr(f'coalesce({resource}.event_bus_name, "default") == {hcl(bus or "default")}'), says)


def undelivered(context: Context) -> str:
    """What is wrong where a service does not know where to put what it cannot deliver."""
    name, failed = context["edge"].name, context["dead_letter"]
    to = (
        f"what cannot be delivered does not go to {failed.name}" if failed else "the page has no dead-letter queue here"
    )
    return f"{name}: {to}"
