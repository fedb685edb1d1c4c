"""Lambda -> SQS: the function may send to the queue, whose URL is in its environment."""

from collections.abc import Iterator

from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.function import Function
from eventgen.resources.queue import Queue
from eventgen.sending import told_by_environment, variable


class Sending(Spec):
    """What a function sends is up to its code."""


def _attach(edge: Edge[Function, Queue, Sending]) -> Iterator[Attachment]:
    yield variable(edge, "QUEUE_URL", edge.target["url"])
    yield from send(edge.source, edge.target)


function_to_queue = Integration(
    name="function_to_queue",
    options=Sending,
    says="The function may send to the queue; the environment variable NODE_QUEUE_URL holds its URL.",
    template=False,
    attach=_attach,
    seen=told_by_environment,
)
