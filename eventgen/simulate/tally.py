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
    attempts: int = 0
    lost: list[Note] = field(default_factory=list)

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
            nodes[place].attempts += 1
        elif what in GONE:
            nodes[place.split(" -> ")[0]].lost.append(note)
        elif place in nodes and (what is kinds[place] or what is What.REFUSED):
            seen = nodes[place]
            if what is not What.REFUSED:
                seen.arrived.append(note)
            if what is not What.HANDLED:
                seen.attempts += 1
    return Tally(sent, nodes)


def duplicates(messages: Iterable[Message]) -> int:
    """How many of them came again: of the same origin, with the same body."""
    families: dict[tuple[int, ...], list[Message]] = {}
    for message in messages:
        families.setdefault(tuple(root.number for root in message.roots()), []).append(message)
    several = [family for family in families.values() if len(family) > 1]
    return sum(len(family) - len({text(message.body) for message in family}) for family in several)


def ends(world: World, name: str, seen: Seen) -> int:
    """How many messages end at a node: lie there, or were handled there and have led to nothing."""
    lying = {message.number for message in world.places[name].held() if not message.children}
    handled = {n.message.number for n in seen.arrived if n.what is What.HANDLED and not n.message.children}
    return len(lying | handled) + len(seen.lost)
