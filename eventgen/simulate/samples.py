"""A way through a page -> events that are likely to go it: those of the page's tests, and those that its filters ask
for. Whoever needs one that surely does plays it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventgen.filters.samples import merged, sample
from eventgen.graph import AnyEdge
from eventgen.simulate.events import ON_THE_BUS, event
from eventgen.simulate.world import Way, World, flow_name
from eventgen.testcase import Send, Sends

Fields = Mapping[str, Any]
BODY: dict[str, Any] = {"id": 1}
_JQ_PATH = re.compile(r"(\.[A-Za-z_]\w*)+")
USUAL: dict[str, Any] = {"group": "a", "deduplication": "1", "partition_key": "a"}


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
    yield from (Sample(fields, "", sends) for fields in place.sent(_asked(world, start, ways)))


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


def _asked(world: World, start: str, ways: list[Way]) -> Send:
    """What the options of the flows on a path ask for, as a test would write it."""
    names = {way.name for way in ways}
    said: dict[str, Any] = {"to": start, "body": BODY, **USUAL}
    for edge in world.graph.edges:
        if flow_name(edge) in names:
            said = merged(said, dict(_of_flow(world, edge)))
    for name in dict.fromkeys((start, *(way.target for way in ways))):
        for query in (getattr(world.graph.nodes[name].spec, "partition_by", None) or {}).values():
            if path := _JQ_PATH.match(world.names.text(query)):
                said = merged(said, {"body": _at(path[0].split(".")[1:], "aaaa")})
    return Send.model_validate(said)


def _of_flow(world: World, edge: AnyEdge) -> Iterator[tuple[str, Any]]:
    """What one flow asks of an event; options are known by their names, which mean the same on all flows."""
    options = edge.options
    plain, text = world.names.plain, world.names.text
    if events := getattr(options, "events", None):
        yield "event", next((each for each in ON_THE_BUS if each.startswith(events[0])), events[0])
    ends = [getattr(options, name, None) for name in ("prefix", "suffix")]
    if any(end is not None for end in ends):
        yield "key", "x".join("" if end is None else text(end) for end in ends)
    if route := getattr(options, "route", None):
        yield "route", route
    path = getattr(options, "partition_key", None)
    if isinstance(path, str) and path.startswith("$."):
        yield "body", _at(path.split(".")[1:], "a")
    wanted = plain(_plain(getattr(options, "filter", None)))
    for part, option in (("attributes", "attributes"), ("body", "body"), ("data", "body")):
        if isinstance(wanted, dict) and wanted.get(part):
            yield option, sample(wanted[part])


def _plain(wanted: Any) -> Any:
    """A filter as a mapping of its parts: the first of a mapping's patterns, or what a policy says."""
    if isinstance(wanted, list):
        return wanted[0] if wanted else None
    return {part: getattr(wanted, part, None) for part in ("attributes", "body")}


def _at(steps: list[str], value: Any) -> Any:
    return {steps[0]: _at(steps[1:], value)} if steps else value
