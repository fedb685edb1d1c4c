"""Where things are: what AWS connects within one Region only."""

from collections.abc import Iterator
from typing import Any

from eventgen.graph import Graph
from eventgen.hcl import Text
from eventgen.kinds import Edge, Node, Problem, rule
from eventgen.load import Route

# Of flows between two nodes that exist already, ESM026 and EVB035 tell
ONE_REGION = ("queue_to_function", "stream_to_function", "api_to_stream")


def home(node: Node[Any]) -> tuple[str, str] | None:
    """Region and account of a node that exists already, if its ARN tells them."""
    arn = node.existing.literal if isinstance(node.existing, Text) else node.existing
    parts = arn.split(":") if isinstance(arn, str) else []
    return (parts[3], parts[4]) if len(parts) > 5 and parts[3] and parts[4] else None


@rule("GRA010")
def two_regions(graph: Graph) -> Iterator[Problem]:
    """What a module works with in its own Region is in one Region.

    ## Why
    Lambda polls, and rules listen and hand on, in their own Region only: with nodes of two Regions there is none that
    the module could be applied in.

    ## Fix
    Name what is in the Region of the module; send from the other Region through its bus, or a topic.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
    """
    first: tuple[str, str] | None = None
    for node, name, route in _needed_here(graph):
        region = _region(node)
        first = first or (region, node.name)
        if region != first[0]:
            message = f"{name}: {node.name} is in {region}, and {first[1]} in {first[0]}: one Region it is"
            yield Problem(message, f"name what is in {first[0]}, or send through a bus or a topic", route)


def _needed_here(graph: Graph) -> Iterator[tuple[Node[Any], str, Route]]:
    """The existing nodes that have to be in the Region of the module, what needs them there, and where that stands."""
    seen = set[str]()
    for node, name, route in _pairs(graph):
        if _region(node) and node.name not in seen:
            seen.add(node.name)
            yield node, name, route


def _pairs(graph: Graph) -> Iterator[tuple[Node[Any], str, Route]]:
    for node in graph.nodes.values():
        if node.kind.name == "rule" and node.existing is None:
            yield node.links["bus"], node.name, (*node.route, "bus")
    for edge in graph.edges:
        if edge.source.kind.name == "rule":
            yield from _of_a_rule(edge)
        elif edge.integration.name in ONE_REGION and any(end.existing is None for end in (edge.source, edge.target)):
            yield from ((end, edge.name, edge.route) for end in (edge.source, edge.target))


def _of_a_rule(edge: Edge[Any, Any, Any]) -> Iterator[tuple[Node[Any], str, Route]]:
    """What a rule hands on to, but a bus, which may be anywhere; and where it puts what it could not deliver."""
    if edge.source.existing is None and edge.target.kind.name != "bus" and not _region(edge.source.links["bus"]):
        yield edge.target, edge.name, edge.route
    if "dead_letter" in edge.links:
        yield edge.links["dead_letter"], edge.name, (*edge.route, "dead_letter")


def _region(node: Node[Any]) -> str:
    """The Region of a node that exists already, if its ARN tells."""
    arn = node.existing.literal if isinstance(node.existing, Text) else node.existing
    parts = arn.split(":") if isinstance(arn, str) else []
    return parts[3] if len(parts) > 5 else ""
