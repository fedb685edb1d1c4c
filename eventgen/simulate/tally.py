"""The log of a run -> what each node has seen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eventgen.simulate.messages import Message, text
from eventgen.simulate.notes import GONE, Note, What
from eventgen.simulate.world import World


@dataclass
class Seen:
    """What one node, or the flow that gave up, has seen."""

    arrived: list[Note] = field(default_factory=list)
    tried: list[Message] = field(default_factory=list)  # with each attempt
    lost: list[Note] = field(default_factory=list)
    dead: set[Message] = field(default_factory=set)  # letters of others

    def messages(self) -> Iterator[Message]:
        return (note.message for note in self.arrived)


@dataclass(frozen=True)
class Tally:
    """What all of them have seen, and how many events were sent."""

    sent: int
    nodes: Mapping[str, Seen]


def tally(world: World) -> Tally:
    """Counts what the log says. What a flow loses is lost at the node that it comes from."""
    nodes = {name: Seen() for name in world.places}
    kinds = {name: place.arrivals for name, place in world.places.items()}
    sent = 0
    for note in world.log:
        what, place = note.what, note.place
        if what is What.SENT:
            sent += 1
        elif what is What.TRIED:
            nodes[place].tried.append(note.message)
        elif what is What.DEAD:
            nodes[place].dead.add(note.message)
        elif what in GONE:
            nodes[place.split(" -> ")[0]].lost.append(note)
        elif place in nodes and (what is kinds[place] or what is What.REFUSED):
            seen = nodes[place]
            if what is not What.REFUSED:
                seen.arrived.append(note)
            if what is not What.HANDLED:
                seen.tried.append(note.message)
    return Tally(sent, nodes)


def duplicates(messages: Iterable[Message]) -> list[Message]:
    """Those of them that came again: of the same origin, with the same body."""
    families: dict[tuple[int, ...], list[Message]] = {}
    for message in messages:
        families.setdefault(tuple(root.number for root in message.roots()), []).append(message)
    return [each for family in families.values() if len(family) > 1 for each in _again(family)]


def _again(family: Iterable[Message]) -> Iterator[Message]:
    bodies: set[str] = set()
    for message in family:
        if (body := text(message.body)) in bodies:
            yield message
        bodies.add(body)


def ends(world: World, name: str, seen: Seen) -> list[Message]:
    """The messages that end at a node: lie there, or were handled there and have led to nothing, or are lost there."""
    # a dead letter ends where it lies, even if a try of it has led to something
    lying = [each for each in world.places[name].held() if not each.children or each in seen.dead]
    handled = [n.message for n in seen.arrived if n.what is What.HANDLED and not n.message.children]
    return [*dict.fromkeys((*lying, *handled)), *(note.message for note in seen.lost)]
