"""An event and a node -> which flows it takes from there, and what keeps it out of the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventgen.graph import Graph
from eventgen.simulate.gates import Gate
from eventgen.simulate.notes import What
from eventgen.simulate.world import Script, Way, World


@dataclass(frozen=True)
class Step:
    """A flow: whether the event took it, and if not, why; it may never have come there."""

    way: Way
    taken: bool
    why: str


def probe(graph: Graph, event: Any, to: str) -> list[Step]:
    """Hands an event to a node, and follows it. Raises Unplayable."""
    world = World(graph, Script())
    place = world.places[to]
    for fields in place.recorded(event):
        message = world.message(**fields)
        world.note(What.SENT, message, to)
        place.take(message)
    world.run()
    reasons: dict[str, str] = {}
    for note in world.log:
        if note.what in {What.KEPT_OUT, What.REFUSED, What.LOST}:
            why = note.more.why(note.message) if isinstance(note.more, Gate) else str(note.more)
            reasons.setdefault(note.place, why)
    return [_step(world, way, reasons) for way in _onward(world, to)]


def _step(world: World, way: Way, reasons: dict[str, str]) -> Step:
    taken = way.name in world.carried
    why = "" if taken else reasons.get(way.name) or reasons.get(way.source) or f"nothing came to {way.source}"
    return Step(way, taken, why)


def _onward(world: World, to: str) -> Iterator[Way]:
    """The flows from a node on, those nearest to it first."""
    reached, ring = {to}, [to]
    while ring:
        ways = [way for name in ring for way in world.ways if way.source == name]
        yield from ways
        ring = list(dict.fromkeys(way.target for way in ways if way.target not in reached))
        reached |= set(ring)
