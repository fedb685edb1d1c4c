"""Lambda -> EventBridge: the function may put events on the bus, whose name is in its environment."""

from collections.abc import Iterator

from eventgen.hcl import Value, address, arn_part, text
from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.bus import Bus, is_default
from eventgen.resources.function import Function, variable


class Sending(Spec):
    """What a function sends is up to its code."""


def _attach(edge: Edge[Function, Bus, Sending]) -> Iterator[Attachment]:
    yield variable(edge, "BUS_NAME", edge.target["name"])
    yield from send(edge.source, edge.target, _arn(edge))


def _arn(edge: Edge[Function, Bus, Sending]) -> Value:
    """The default bus has no resource: its ARN is made from that of the function's log group."""
    if not is_default(edge.target):
        return edge.target["arn"]
    logs = address("aws_cloudwatch_log_group", edge.source.label, "arn")
    where = ("arn:", arn_part(logs, 1), ":events:", arn_part(logs, 3), ":", arn_part(logs, 4))
    return text(*where, ":event-bus/default")


function_to_bus = Integration(
    name="function_to_bus",
    options=Sending,
    says="The function may put events on the bus; the environment variable NODE_BUS_NAME holds its name.",
    template=False,
    attach=_attach,
)
