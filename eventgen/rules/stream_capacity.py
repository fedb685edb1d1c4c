"""What the shards of a stream take and give, where the page says how much that is."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Node, Problem, rule

# kds-quota
MOST_READERS = 2  # a shard takes 1 MB/s, and gives 2 MB/s to all its readers together
RECORDS = 1000  # a second, of a shard
FIRST_RECORDS = 4000  # a second, of an on-demand stream that is new
ROOM = 1.2  # what a stream should take, of what comes


def _streams(graph: Graph) -> Iterator[Node[Any]]:
    return (node for node in graph.nodes.values() if node.kind.name == "stream" and node.existing is None)


def _requests(graph: Graph, stream: Node[Any]) -> tuple[int, str]:
    """How many requests a second the APIs let through that put records into a stream, and which APIs these are."""
    apis = {edge.source.name: edge.source for edge in graph.into(stream.name) if edge.source.kind.name == "api"}
    bound = {name: api.spec.throttle.rate for name, api in apis.items() if api.spec.throttle}
    return sum(bound.values()), " and ".join(bound)


@rule("KDS007", Severity.WARNING)
def many_readers_of_a_stream(graph: Graph) -> Iterator[Problem]:
    """A stream has two readers at most.

    ## Why
    A shard gives 2 MB/s and five reads a second to all readers together, and takes 1 MB/s: with a third one all of
    them fall behind, once the shards are full.

    ## Fix
    Let one function hand on to the others, or give the stream more shards than its records need, and ignore this.

    ## Source
    https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
    """
    for node in _streams(graph):
        edges = graph.out_of(node.name)
        if len(edges) > MOST_READERS:
            names = ", ".join(edge.target.name for edge in edges)
            message = f"{node.name}: {names} share the 2 MB/s that each shard gives: full shards need {len(edges)} MB/s"
            yield Problem(message, "let one function hand on to the others", edges[MOST_READERS].route)


@rule("KDS008", Severity.WARNING)
def few_shards(graph: Graph) -> Iterator[Problem]:
    """A stream has shards for the requests that its APIs let through.

    ## Why
    A shard takes 1,000 records a second. What is more is refused, and the client is told to try again.

    ## Fix
    Write more `shards`, with a fifth to spare, `mode: on_demand`, or a smaller `throttle` of the API.

    ## Source
    https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
    """
    for node in _streams(graph):
        requests, apis = _requests(graph, node)
        takes = RECORDS * (node.spec.shards or 0)
        if 0 < takes < requests:
            many = f"{node.spec.shards} shards take {takes} records a second"
            message = f"{node.name}: {many}, and {apis} lets {requests} through"
            yield Problem(message, f"write `shards: {ceil(requests * ROOM / RECORDS)}`", (*node.route, "shards"))


@rule("KDS009", Severity.INFO)
def on_demand_at_first(graph: Graph) -> Iterator[Problem]:
    """A new on-demand stream takes 4,000 records a second.

    ## Why
    An on-demand stream begins with 4 MB/s and 4,000 records a second, and grows with what comes.

    ## Fix
    Write `shards`, if there are so many records from the first minute on.

    ## Source
    https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
    """
    for node in _streams(graph):
        requests, apis = _requests(graph, node)
        if node.spec.mode == "on_demand" and requests > FIRST_RECORDS:
            first = f"a new on-demand stream takes {FIRST_RECORDS} records a second"
            message = f"{node.name}: {first}, and {apis} lets {requests} through"
            yield Problem(
                message, f"write `shards: {ceil(requests * ROOM / RECORDS)}`, if they come at once", node.route
            )
