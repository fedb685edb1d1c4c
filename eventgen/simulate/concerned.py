"""A number that does not hold -> the events that explain it, those first that explain most of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from eventgen.simulate.messages import Message
from eventgen.simulate.notes import GONE, Note, What
from eventgen.simulate.world import World

HURT = GONE | {What.DEAD, What.FAILED, What.REFUSED, What.REPEATED}


def concerned(world: World, name: str, came: Sequence[Message], few: bool) -> tuple[Message, ...]:
    """The events to show where too few, or too many, messages came to a node."""
    return missing(world, name, came) if few or not came else _often(came)


def missing(world: World, name: str, came: Iterable[Message]) -> tuple[Message, ...]:
    """The events that were sent towards a node and did not come, what was hurt on its way first; all of them, if each
    of them came."""
    ahead = _ahead(world, name)
    sent = [note for note in world.log if note.what is What.SENT]
    towards = [note.message for note in sent if note.place in ahead] or [note.message for note in sent]
    arrived = {root for message in came for root in message.roots()}
    absent = [message for message in towards if message not in arrived] or towards
    notes = (note for note in world.log if note.what in HURT and ahead.issuperset(_nodes(note)))
    hurt = {root for note in notes for root in note.message.roots()}
    return tuple(sorted(absent, key=lambda message: message not in hurt))


def _often(came: Iterable[Message]) -> tuple[Message, ...]:
    """The events that messages came from, those first of which most came."""
    return tuple(root for root, _ in Counter(root for message in came for root in message.roots()).most_common())


def _ahead(world: World, name: str) -> set[str]:
    """A node, and all from which something can come to it."""
    ways = {(way.source, way.target) for way in world.ways}
    ways |= {(owner.split(" -> ")[0], queue) for owner, queue in world.dead}
    found, ring = {name}, {name}
    while ring:
        ring = {source for source, target in ways if target in ring} - found
        found |= ring
    return found


def _nodes(note: Note) -> list[str]:
    """Where something happened: at a node, or between two; what became a dead letter was given up before."""
    place = str(note.more).partition(": ")[0] if note.what is What.DEAD else note.place
    return place.partition(" (")[0].split(" -> ")
