"""A Firehose delivery stream: where its records come from, what they go through, and where they end."""

from collections.abc import Iterator
from typing import Any

from eventgen.assertions.assertion import Asserted, Assertion, Context, holds, logged, main, named
from eventgen.assertions.policies import ROLE, role, states
from eventgen.hcl import Expr, hcl
from eventgen.kinds import Node

INTO = "extended_s3_configuration"
STEP = "{name}: its records do not go through {type} as they have to"


def _of(context: Context) -> Iterator[Assertion]:
    node = context["node"]
    yield named(node)
    yield from role(context)
    own = f"one({main(node)}.{INTO}[*].role_arn) == aws_iam_role.{node.label}.arn"
    yield Assertion(Expr(own), f"{node.name}: it has another role")
    yield logged(context)
    steps = f"flatten({main(node)}.{INTO}[*].processing_configuration[*].processors)"
    parameters = "{ for one in each.parameters : one.parameter_name => one.parameter_value }"
    held = f"[for each in {steps} : jsonencode([each.type, {parameters}])]"
    for type_, given in context["processors"]:
        wanted = hcl([type_, dict(given)])
        yield Assertion(holds(held, f"jsonencode({wanted})"), STEP.format(name=node.name, type=type_))


def _written(node: Node[Any], bucket: Node[Any], why: str) -> Assertion:
    held = f"one({main(node)}.{INTO}[*].bucket_arn)"
    return Assertion(Expr(f"{held} == {hcl(bucket['arn'])}"), f"{why}: what is written to is not {bucket.name}")


def _read(node: Node[Any], stream: Node[Any], why: str) -> Assertion:
    held = f"one({main(node)}.kinesis_source_configuration[*].kinesis_stream_arn)"
    return Assertion(Expr(f"{held} == {hcl(stream['arn'])}"), f"{why}: what is read is not {stream.name}")


delivery_stream = Asserted(
    arn="arn:aws:firehose:eu-west-1:123456789012:deliverystream/{}",
    of=_of,
    slots={"role": states(ROLE, "role"), "destination": _written, "source": _read},
)
