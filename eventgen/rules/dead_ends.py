"""Nodes that nobody of the page listens to."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Node, Problem, rule

# What becomes of an event where nobody listens
ENDS = {
    "queue": "a message is deleted when its retention ends",
    "topic": "a message that nobody subscribes to is dropped",
    "rule": "an event that matches goes nowhere",
    "stream": "a record is deleted when its retention ends",
    "bus": "an event that matches no rule is dropped",
}


@rule("GRA009", Severity.INFO, whole=True)
def dead_end(graph: Graph) -> Iterator[Problem]:
    """Somebody listens to every queue, topic, stream, rule and bus.

    ## Why
    What nobody takes is lost without a word, and paid for. The page may not tell of those who do: other modules have
    consumers. A page without flows makes things for others.

    ## Fix
    Add a flow from it, or take it away.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-how-it-works.html
    """
    heard = set(_heard(graph))
    for name, node in graph.nodes.items() if graph.edges else ():
        if node.kind.name in ENDS and node.existing is None and "." not in name and name not in heard:
            message = f"{name}: nobody on the page takes what comes there: {ENDS[node.kind.name]}"
            yield Problem(message, f"flows: [{name} -> a-consumer], or take {name} away", node.route)


def _heard(graph: Graph) -> Iterator[str]:
    for edge in graph.edges:
        yield edge.source.name
        yield from _keeping(edge.links.values())
    for node in graph.nodes.values():
        if node.kind.name == "rule":
            yield node.links["bus"].name
        else:
            yield from _keeping(node.links.values())
        if getattr(node.spec, "archive", None):
            yield node.name


def _keeping(links: Any) -> Iterator[str]:
    """Queues that keep failures: people look into them."""
    nodes: list[Node[Any]] = list(links)
    return (node.name for node in nodes if node.kind.name == "queue")
