"""The ways that events take through a page: its flows, and what a bus hands to the rules that listen to it.

Where a filter decides whether an event goes on, and code makes the event, it is taken not to: whoever wrote the filter
is thought to know why. What a delivery stream writes is known by its prefix.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventgen.graph import AnyEdge, AnyNode, Graph

ANYWHERE = -1
Spot = tuple[str, int]  # where an event is: its node, and the flow by which it came there, where that matters
FIREHOSE = "delivery_stream"
EXPRESSION = "!{"
MADE_UP = "a-text-that-no-page-has"


@dataclass(frozen=True)
class Step:
    """From one spot to the next; by a flow, or unseen: from a bus to a rule."""

    start: Spot
    end: Spot
    edge: AnyEdge | None = None


def steps(graph: Graph) -> Iterator[Step]:
    """Every step that an event may take for certain, those by flows in the order of the page."""
    numbers = {id(edge): number for number, edge in enumerate(graph.edges)}
    yield from _unseen(graph)
    for number, edge in enumerate(graph.edges):
        end = (edge.target.name, number if edge.target.kind.name in ("bucket", "bus") else ANYWHERE)
        if edge.source.kind.name == "bucket":
            for came in graph.into(edge.source.name):
                if _told(came, edge):
                    yield Step((edge.source.name, numbers[id(came)]), end, edge)
        elif not getattr(edge.options, "filter", None):
            yield Step((edge.source.name, ANYWHERE), end, edge)


def closing(taken: Iterable[Step]) -> Iterator[tuple[AnyEdge, tuple[str, ...]]]:
    """The flows with which a way comes back to where it began, and the nodes of that way."""
    left = _circling(list(taken))
    ahead: dict[Spot, list[Spot]] = {}
    for step in sorted(left, key=lambda step: step.edge is not None):
        way = _way(ahead, step.end, step.start)
        if way and step.edge:
            yield step.edge, tuple(name for name, _ in (step.start, *way))
        else:
            ahead.setdefault(step.start, []).append(step.end)


def reached(graph: Graph, edge: AnyEdge) -> set[str]:
    """Every node that what a flow hands on may come to, whatever filters say."""
    found, ahead = set[str](), [edge.target.name]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += [other.target.name for other in graph.out_of(name)]
    return found


def takes_anything(rule: AnyNode) -> bool:
    """Whether a rule takes whatever code puts on its bus."""
    from eventgen.filters.operators import part
    from eventgen.resources.rule import pattern

    wanted = pattern(rule)
    told = [wanted[key] for key in ("source", "detail-type") if key in wanted]
    return "detail" not in wanted and all(isinstance(each, list) and part(each).passes(MADE_UP) for each in told)


def of_services(rule: AnyNode) -> bool:
    """Whether a rule is about events of AWS services alone, which code cannot put, and which are small."""
    from eventgen.resources.rule import pattern

    sources = pattern(rule).get("source")
    return isinstance(sources, list) and all(str(source).startswith("aws.") for source in sources)


def _unseen(graph: Graph) -> Iterator[Step]:
    """From a bus to the rules that take whatever code puts on it, and from a delivery stream to what transforms. What a
    bucket sends is a matter of the rule about it (EVB041)."""
    open_: dict[str, list[str]] = {}
    for node in graph.nodes.values():
        if node.kind.name == FIREHOSE and "transform" in node.links:
            yield Step((node.name, ANYWHERE), (node.links["transform"].name, ANYWHERE))
        if node.kind.name == "rule" and node.existing is None and takes_anything(node):
            open_.setdefault(node.links["bus"].name, []).append(node.name)
    for number, edge in enumerate(graph.edges if open_ else ()):
        for name in open_.get(edge.target.name, ()) if edge.source.kind.name != "bucket" else ():
            yield Step((edge.target.name, number), (name, ANYWHERE))


def _told(came: AnyEdge, gone: AnyEdge) -> bool:
    """Whether a bucket tells, by a notification with a prefix, of the objects that a flow brings. Of loops by one
    without any filter S3009 tells."""
    prefix, suffix = (getattr(gone.options, name, None) for name in ("prefix", "suffix"))
    if prefix is None or suffix is not None or gone.target.kind.name == "bus":
        return False
    return came.source.kind.name == FIREHOSE and _created(gone) and writes_below(came.source, str(prefix))


def _created(edge: AnyEdge) -> bool:
    return any(str(event).startswith("ObjectCreated") for event in edge.options.events)


def writes_below(stream: AnyNode, prefix: str) -> bool:
    """Whether every object that a delivery stream writes has a key that starts so."""
    written: Any = stream.spec.prefix
    return stream.existing is None and str(written or "").partition(EXPRESSION)[0].startswith(prefix)


def _circling(taken: Sequence[Step]) -> list[Step]:
    """The steps without those that no way comes back from: first where ways begin, then where they end."""
    onward = _within(taken, lambda step: step.start, lambda step: step.end)
    return _within(onward, lambda step: step.end, lambda step: step.start)


def _within(taken: Sequence[Step], start: Callable[[Step], Spot], end: Callable[[Step], Spot]) -> list[Step]:
    """The steps without those from spots that only finitely many steps lead to."""
    waits = Counter(map(end, taken))
    after: dict[Spot, list[Spot]] = {}
    for step in taken:
        after.setdefault(start(step), []).append(end(step))
    gone = [spot for spot in after if not waits[spot]]
    for spot in gone:  # it grows
        for other in after.get(spot, ()):
            waits[other] -= 1
            if not waits[other]:
                gone.append(other)
    left = set(gone)
    return [step for step in taken if start(step) not in left]


def _way(ahead: Mapping[Spot, list[Spot]], start: Spot, end: Spot) -> tuple[Spot, ...]:
    """The shortest way between two spots, both named; empty where there is none."""
    before: dict[Spot, Spot | None] = {start: None}
    spots = [start]
    for spot in spots:  # it grows
        if spot == end:
            way = [spot]
            while (back := before[way[-1]]) is not None:
                way.append(back)
            return tuple(reversed(way))
        for onward in ahead.get(spot, ()):
            if onward not in before:
                before[onward] = spot
                spots.append(onward)
    return ()
