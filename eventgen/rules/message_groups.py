"""How many message groups a FIFO queue can have, where the page says it."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("ESM030", Severity.WARNING, whole=True)
def concurrency_beyond_the_groups(graph: Graph) -> Iterator[Problem]:
    """A FIFO queue is worked off by as many invocations at a time as it has message groups.

    ## Why
    Messages of one group are handled one batch after the other. Where every sender names its group on the page, there
    are no more groups than that.

    ## Fix
    Lower `concurrency`, or send with more groups.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    """
    for edge in graph.edges:
        queue, concurrency = edge.source, getattr(edge.options, "concurrency", None)
        if queue.kind.name != "queue" or not queue.spec.fifo or queue.existing is not None or not concurrency:
            continue
        groups = {str(getattr(sender.options, "message_group", None) or "") for sender in graph.into(queue.name)}
        if groups and "" not in groups and len(groups) < concurrency:
            word = "group" if len(groups) == 1 else "groups"
            said = f"{len(groups)} message {word}: {', '.join(sorted(groups))}"
            message = f"{edge.name}: concurrency {concurrency}, and {queue.name} has {said}"
            yield Problem(message, "take `concurrency` away, or send with more groups", (*edge.route, "concurrency"))
