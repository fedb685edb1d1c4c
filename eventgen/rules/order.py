"""Order along the ways of a page: where it is kept, and where it is lost."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, Problem, rule

RELAYS = ("queue", "topic", "bus")  # what hands on all that comes, in its order or not
KEEPING = ("function", "rule", *RELAYS)  # what a way goes through


@rule("GRA006", Severity.WARNING)
def order_lost_on_the_way(graph: Graph) -> Iterator[Problem]:
    """Between two FIFO nodes everything is FIFO.

    ## Why
    A standard queue, a standard topic and EventBridge hand events on in any order: the FIFO node behind them keeps the
    order in which they happen to come.

    ## Fix
    Make what lies between FIFO too.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html
    """
    for number, again in _lost(graph).items():
        edge = graph.edges[number]
        message = f"{edge.name}: order is lost here, and {again} behind it is FIFO"
        yield Problem(message, f"make {edge.target.name} FIFO too, or {again} standard", edge.route)


@rule("GRA102", Severity.INFO, whole=True)
def first_hop_without_order(graph: Graph) -> Iterator[Problem]:
    """What is handed on from a FIFO node to a standard one has no order any more.

    ## Why
    A standard queue, a standard topic and EventBridge hand events on in any order, and now and then twice. Where order
    does not matter from there on, nothing is wrong.

    ## Fix
    Make what follows FIFO too, if order matters there.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html
    """
    told = _lost(graph)
    for number, edge in enumerate(graph.edges):
        if number not in told and _loses(graph, edge):
            message = f"{edge.name}: what came in order goes on in any order: {edge.target.name} keeps none"
            yield Problem(message, f"make {edge.target.name} FIFO, if order matters there", edge.route)


def _lost(graph: Graph) -> dict[int, str]:
    """The numbers of the flows that lose an order, and the FIFO node behind each that still promises it."""
    found: dict[int, str] = {}
    for number, edge in enumerate(graph.edges):
        if _loses(graph, edge):
            again = next((name for name in _behind(graph, edge.target) if _fifo(graph.nodes[name])), "")
            found |= {number: again} if again else {}
    return found


def _loses(graph: Graph, edge: Edge[Any, Any, Any]) -> bool:
    """Whether events come to a flow in order, out of a FIFO node or a function that one feeds, and its target keeps
    none."""
    if edge.target.kind.name not in RELAYS or _fifo(edge.target):
        return False
    if edge.source.kind.name == "function":
        return any(_fifo(fed.source) for fed in graph.into(edge.source.name))
    return _fifo(edge.source)


def _fifo(node: Node[Any]) -> bool:
    from eventgen.resources.queue import is_fifo

    return node.kind.name in ("queue", "topic") and is_fifo(node)


def _behind(graph: Graph, start: Node[Any]) -> Iterator[str]:
    """The nodes behind one, the nearest first; a FIFO node ends a way."""
    seen, ahead = {start.name}, [start]
    for node in ahead:  # it grows
        yield node.name
        for other in _next(graph, node) if node.kind.name in KEEPING and not _fifo(node) else ():
            if other.name not in seen:
                seen.add(other.name)
                ahead.append(other)


def _next(graph: Graph, node: Node[Any]) -> Iterator[Node[Any]]:
    if node.kind.name == "bus":
        rules = (other for other in graph.nodes.values() if other.kind.name == "rule" and other.existing is None)
        yield from (rule for rule in rules if rule.links["bus"].name == node.name)
    yield from (edge.target for edge in graph.out_of(node.name))
