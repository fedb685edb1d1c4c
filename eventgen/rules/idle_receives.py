"""Queues whose consumers are not on the page."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("SQS033", Severity.INFO, whole=True)
def short_polling(graph: Graph) -> Iterator[Problem]:
    """A consumer that polls a queue itself waits for messages.

    ## Why
    A receive that does not wait asks some of the servers of SQS only: it may find nothing where there is something, and
    each costs. Lambda waits whatever the queue says.

    ## Fix
    Take `receive_wait: 0s` away.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
    """
    for node in graph.nodes.values():
        short = node.kind.name == "queue" and node.existing is None and not node.spec.receive_wait
        if short and not graph.out_of(node.name):
            message = f"{node.name}: receive_wait 0s: a receive may find nothing where there is something"
            yield Problem(message, "take `receive_wait` away, or write 20s", (*node.route, "receive_wait"))
