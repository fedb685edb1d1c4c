"""Lambda -> EventBridge: the function may put events on the bus, whose name is in its environment."""

from collections.abc import Iterator

from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.bus import Bus
from eventgen.resources.function import Function
from eventgen.sending import told_by_environment, variable


class Sending(Spec):
    """What a function sends is up to its code."""


def _attach(edge: Edge[Function, Bus, Sending]) -> Iterator[Attachment]:
    yield variable(edge, "BUS_NAME", edge.target["name"])
    yield from send(edge.source, edge.target)


function_to_bus = Integration(
    name="function_to_bus",
    options=Sending,
    says="The function may put events on the bus; the environment variable NODE_BUS_NAME holds its name.",
    template=False,
    attach=_attach,
    seen=told_by_environment,
)
