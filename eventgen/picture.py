"""Graph -> what a picture of it shows, boxes and lines: all that draws a page begins here."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from eventgen.graph import AnyEdge, AnyNode, Graph
from eventgen.kinds import FAILURES
from eventgen.load import Route


class Sort(StrEnum):
    """What a line stands for."""

    FLOW = "flow"
    LISTENS = "listens"  # a bus and a rule on it
    USES = "uses"  # by an option, and nothing flows between them
    FAILURE = "failure"


@dataclass(frozen=True)
class Box:
    """A node. `kind` is in words."""

    name: str
    kind: str
    shape: str
    origin: str  # empty where the page declares it
    route: Route


@dataclass(frozen=True)
class Line:
    """Who hands events to whom, or gives up what to whom. `label` stands beside it, `says` is all there is to say."""

    source: str
    target: str
    sort: Sort
    of: AnyNode | AnyEdge
    label: str = ""
    says: str = ""
    retries: int | None = None  # of a function that gives up


@dataclass(frozen=True)
class Picture:
    """A page to be drawn. Lines are between its boxes."""

    name: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def picture(graph: Graph) -> Picture:
    """All of a graph, its lines still without labels."""
    boxes = tuple(map(_box, graph.nodes.values()))
    flows, failures = tuple(_flows(graph)), tuple(_failures(graph))
    return Picture(graph.header.name, boxes, (*flows, *_uses(graph, flows + failures), *failures))


def _box(node: AnyNode) -> Box:
    # no node of a page has a dot in its name: only what is derived does
    origin = "exists already" if node.existing is not None else "made along" if "." in node.name else ""
    return Box(node.name, node.kind.name.replace("_", " "), node.kind.shape, origin, node.route)


def _flows(graph: Graph) -> Iterator[Line]:
    for edge in graph.edges:
        yield Line(edge.source.name, edge.target.name, Sort.FLOW, edge)
    for node in graph.nodes.values():
        if "bus" in node.links:
            yield Line(node.links["bus"].name, node.name, Sort.LISTENS, node)


def _uses(graph: Graph, lines: tuple[Line, ...]) -> Iterator[Line]:
    """What an option names and no line has to do with, such as the bucket of a trail."""
    near = {name: {name} for name in graph.nodes}
    for line in lines:
        near[line.source].add(line.target)
        near[line.target].add(line.source)
    for node in graph.nodes.values():
        for name in dict.fromkeys(other.name for other in node.links.values()):
            if not near[node.name] & near[name]:
                yield Line(node.name, name, Sort.USES, node)


def _failures(graph: Graph) -> Iterator[Line]:
    """Each once: several flows may say of one function where its failures go."""
    found: dict[tuple[str, str], Line] = {}
    for node in graph.nodes.values():
        for role in FAILURES:
            if to := node.links.get(role):
                line = Line(node.name, to.name, Sort.FAILURE, node, retries=_retries(graph, role, node))
                found[node.name, to.name] = line
    for edge in graph.edges:
        for role, giver in zip(FAILURES, (edge.source, edge.target), strict=True):
            if to := edge.links.get(role):
                line = Line(giver.name, to.name, Sort.FAILURE, edge, retries=_retries(graph, role, giver))
                found.setdefault((giver.name, to.name), line)
    yield from found.values()


def _retries(graph: Graph, role: str, giver: AnyNode) -> int | None:
    """How often Lambda tries again what a function failed on: what a flow says may be about its source."""
    if role != FAILURES[1] or not graph.sound:
        return None
    from eventgen.invocations import setting

    retries: int = setting(graph, giver)["retries"]
    return retries
