"""Lambda -> Kinesis: the function may put records into the stream, whose name is in its environment."""

from collections.abc import Iterator

from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.function import Function
from eventgen.resources.stream import Stream
from eventgen.sending import told_by_environment, variable


class Sending(Spec):
    """What a function sends is up to its code."""


def _attach(edge: Edge[Function, Stream, Sending]) -> Iterator[Attachment]:
    yield variable(edge, "STREAM_NAME", edge.target["name"])
    yield from send(edge.source, edge.target)


function_to_stream = Integration(
    name="function_to_stream",
    options=Sending,
    says="The function may put records into the stream; the environment variable NODE_STREAM_NAME holds its name.",
    template=False,
    attach=_attach,
    seen=told_by_environment,
)
