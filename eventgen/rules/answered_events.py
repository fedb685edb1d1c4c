"""Functions that put events on the bus whose rule set them off."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Node, Problem, rule
from eventgen.rules.ways import of_services, reached, takes_anything


@rule("GRA107", Severity.INFO)
def event_that_may_match_again(graph: Graph) -> Iterator[Problem]:
    """What a function puts on a bus does not match the rule that set it off.

    ## Why
    Only the code tells what it puts there. If source and type are those that the rule asks for, the function sets
    itself off, again and again, and nothing stops it.

    ## Fix
    Put events of another `detail-type` than the rule asks for.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    for edge in graph.edges:
        if edge.integration.name == "function_to_bus":
            for node in _asking(graph, edge.target):
                if any(edge.source.name in reached(graph, other) for other in graph.out_of(node.name)):
                    message = (
                        f"{edge.name}: {node.name} leads to {edge.source.name}: an event that matches it is a loop"
                    )
                    yield Problem(message, f"put events of another detail-type than {node.name} asks for", edge.route)


def _asking(graph: Graph, bus: Node[Any]) -> Iterator[Node[Any]]:
    """The rules of a bus that take some events of code; of those that take all GRA001 tells."""
    for node in graph.nodes.values():
        here = node.kind.name == "rule" and node.existing is None and node.links["bus"].name == bus.name
        if here and not takes_anything(node) and not of_services(node):
            yield node
