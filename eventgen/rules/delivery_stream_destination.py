"""A delivery stream writes to one bucket, and has one kind of source."""

from collections.abc import Iterator

from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("FIR101", ignorable=False, whole=True)
def delivery_stream_without_bucket(graph: Graph) -> Iterator[Problem]:
    """A delivery stream writes to one bucket.

    ## Why
    Firehose has exactly one destination: without one there is nothing to make, and it takes no second.

    ## Fix
    Add a flow from the delivery stream to a bucket; for a second bucket, a second delivery stream.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
    """
    for node in graph.nodes.values():
        if node.kind.name != "delivery_stream" or node.existing is not None:
            continue
        edges = graph.out_of(node.name)
        if not edges:
            yield Problem(
                f"{node.name}: a delivery stream without a bucket", f"flows: [{node.name} -> a-bucket]", node.route
            )
        for edge in edges[1:]:
            message = f"{edge.name}: {node.name} writes to {edges[0].target.name} already, and Firehose to one bucket"
            yield Problem(message, "use a second delivery stream", edge.route)


@rule("FIR102", ignorable=False)
def delivery_stream_with_two_sources(graph: Graph) -> Iterator[Problem]:
    """A delivery stream that reads a stream takes records from nobody else.

    ## Why
    Firehose refuses PutRecord on a delivery stream whose source is a Kinesis stream, and reads one stream only.

    ## Fix
    Put the records into the stream, or use a second delivery stream.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecord.html
    """
    for node in graph.nodes.values():
        edges = graph.into(node.name) if node.kind.name == "delivery_stream" else ()
        streams = [edge.source.name for edge in edges if edge.source.kind.name == "stream"]
        for edge in edges:
            if streams and edge.source.name != streams[0]:
                message = f"{edge.name}: {node.name} reads the stream {streams[0]}, and takes records from nobody else"
                yield Problem(message, f"hand the records to {streams[0]}, or use a second delivery stream", edge.route)
