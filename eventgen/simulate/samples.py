"""A way through a page -> events that are likely to go it: those of the page's tests, and those that its filters ask
for. Whoever needs one that surely does plays it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventgen.filters.samples import merged, sample
from eventgen.simulate.events import event
from eventgen.simulate.wanted import USUAL, wanted
from eventgen.simulate.world import Way, World, flow_name
from eventgen.testcase import Send, Sends

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Sample:
    """An event, who says so, and what functions make of it."""

    fields: Fields
    of: str  # a test; empty where the filters of the page say so
    sends: Mapping[str, Mapping[str, Sends]] = field(default_factory=dict)


def samples(world: World, start: str, path: Iterable[Way]) -> Iterator[Sample]:
    """Events for a node from which a path leads on, those of tests first."""
    place = world.places[start]
    ways = list(path)
    for case in world.graph.tests.values():
        for send in case.send:
            if send.to == start and send.event_file is None and send.replay is None:
                yield from (Sample(fields, case.name, case.sends) for fields in place.sent(send))
    sends = _sends(world)
    for pattern in _patterns(world, ways):
        usual = event(None, None, Send(to=start))
        yield from (Sample(fields, "", sends) for fields in place.recorded(merged(usual, sample(pattern))))
    names = {way.name for way in ways}
    edges = (edge for edge in world.graph.edges if flow_name(edge) in names)
    yield from (
        Sample(fields, "", sends) for fields in place.sent(wanted(world.names, world.graph.nodes[start], edges))
    )


def _sends(world: World) -> Mapping[str, Mapping[str, Sends]]:
    """What functions send: with what FIFO targets ask for."""
    found: dict[str, dict[str, Sends]] = {}
    for edge in world.graph.edges:
        if "sends" in edge.source.kind.tested:
            found.setdefault(edge.source.name, {})[edge.target.name] = Sends(**USUAL)
    return found


def _patterns(world: World, ways: list[Way]) -> Iterator[dict[str, Any]]:
    """The patterns of the rules on a path."""
    for way in ways:
        for name in (way.source, way.target):
            node = world.graph.nodes[name]
            yield from (world.names.plain(each.pattern) for each in node.kind.patterns(node) if not each.kept)
