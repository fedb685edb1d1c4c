"""What is put into a delivery stream without a stream before it."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("FIR017", Severity.INFO, whole=True)
def records_kept_for_a_day(graph: Graph) -> Iterator[Problem]:
    """Records that have to outlast a day without their bucket come out of a stream.

    ## Why
    Firehose keeps what was put into it for 24 hours, while the bucket does not take it, and then drops it. A stream
    keeps its records as long as its `retention` says.

    ## Fix
    Put a stream before the delivery stream, or have an alarm on its metric DeliveryToS3.DataFreshness.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html
    https://docs.aws.amazon.com/firehose/latest/dev/limits.html
    """
    for node in graph.nodes.values():
        if node.kind.name != "delivery_stream" or node.existing is not None:
            continue
        if not any(edge.source.kind.name == "stream" for edge in graph.into(node.name)):
            message = f"{node.name}: what its bucket does not take for 24h is lost"
            yield Problem(message, "put a stream before it, or have an alarm on its freshness", node.route)
