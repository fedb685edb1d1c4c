"""The log of a run -> the life of messages, attempt by attempt."""

from collections.abc import Iterable, Iterator

from eventgen.simulate.expectations import LONGEST, clock
from eventgen.simulate.gates import Gate
from eventgen.simulate.messages import Message, text
from eventgen.simulate.nodes.queue import times
from eventgen.simulate.notes import Note, What
from eventgen.simulate.world import World

MOST_LIVES, MOST_LINES = 3, 40  # of a test that fails: the rest is as the first


def lives(world: World, about: Iterable[Message] | None = None) -> Iterator[str]:
    """The life of each event that was sent; of those only that some messages came from, and not too many."""
    sent = {note.message: None for note in world.log if note.what is What.SENT}
    chosen = sent if about is None else dict.fromkeys(root for message in about for root in message.roots())
    shown = list(chosen) if about is None else list(chosen)[:MOST_LIVES]
    notes = _by_root(world, shown)
    for root in shown:
        yield brief(root)
        told = [*lines(notes[root])]
        most = len(told) if about is None else MOST_LINES
        yield from (f"  {line}" for line in told[:most])
        if len(told) > most:
            yield f"  and {len(told) - most} lines more: --trace shows all"
    if len(shown) < len(chosen):
        yield f"and {len(chosen) - len(shown)} more"


def brief(message: Message) -> str:
    """An event in a line: the key of its object, or its body."""
    said = message.about.get("key") or text(message.body)
    return said if len(said) <= LONGEST else said[: LONGEST - 3] + "..."


def _by_root(world: World, roots: list[Message]) -> dict[Message, list[Note]]:
    found: dict[Message, list[Note]] = {root: [] for root in roots}
    for note in world.log:
        for root in dict.fromkeys(note.message.roots()):
            if root in found:
                found[root].append(note)
    return found


def lines(notes: Iterable[Note]) -> Iterator[str]:
    """Notes as lines, each with its time and its place."""
    return (f"{clock(note.at):<11} {note.place}: {words}" for note, words in worded(notes))


def worded(notes: Iterable[Note]) -> Iterator[tuple[Note, str]]:
    """Notes with what they say, without those that the one before says already."""
    tries: dict[tuple[int, str], int] = {}
    before: Note | None = None
    for note in notes:
        last, before = before, note
        if note.what is What.ARRIVED and _told(last, note):
            continue
        words = _words(note)
        if note.what is What.TRIED:
            key = note.message.number, note.place
            tries[key] = tries.get(key, 0) + 1
            words = f"try {tries[key]}"
        yield note, words


def _told(last: Note | None, note: Note) -> bool:
    """Whether the line before says already that something came there."""
    same = last is not None and (last.at, last.message, last.place) == (note.at, note.message, note.place)
    return same and last is not None and last.what in {What.SENT, What.DEAD}


def _words(note: Note) -> str:
    more = note.more
    if isinstance(more, Gate):
        return f"kept out: {more.why(note.message)}"
    if note.what is What.RETURNED:
        return f"visible again, received {times(more)}"
    if note.what is What.DEAD:
        return f"a dead letter of {more}"
    if note.what is What.WAITED:
        return "handed over, and left alone behind one of its group that failed"
    if note.what is What.REPEATED:
        return "a duplicate within five minutes: taken, and not delivered"
    return f"{note.what.value}: {more}" if more else note.what.value
