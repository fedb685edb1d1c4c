"""The log of a run -> what CloudWatch would count of it: by each kind of node under the options of its alarms.

A metric is read as spans of time. What is counted are their beginnings, how many there are at once, or how long they
have lasted; CloudWatch looks at the end of each period.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from eventgen.alarms import PERIOD
from eventgen.graph import AnyNode
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import Note, What
from eventgen.simulate.world import World

SECOND = 1000
LOOK = PERIOD * SECOND
LEFT = frozenset({What.HANDLED, What.DEAD, What.EXPIRED, What.LOST, What.KEPT_OUT})  # the message is no more there


class Span(NamedTuple):
    """From when to when something is so: milliseconds; to the end of the run and beyond, if it does not end."""

    start: int
    end: int | None = None


class Reached(NamedTuple):
    """When a metric is at its threshold, and by how many such events."""

    at: int
    events: int = 1


@dataclass(frozen=True)
class Metric:
    """How a metric is read, and what its threshold means."""

    read: Callable[[World, AnyNode], Iterable[Span]]
    reached: Callable[[list[Span], int], Reached | None]


def counted(spans: list[Span], threshold: int) -> Reached | None:
    """A sum: so many beginnings within a period."""
    return _first(sorted(Counter(span.start // LOOK for span in spans).items()), threshold)


def at_once(spans: list[Span], threshold: int) -> Reached | None:
    """A number: so many at the same time."""
    turns = [(span.start, 1) for span in spans] + [(span.end, -1) for span in spans if span.end is not None]
    number, most = 0, dict[int, int]()
    for at, step in sorted(turns):
        number += step
        most[at // LOOK] = max(most.get(at // LOOK, 0), number)
    return _first(most.items(), threshold)


def _first(periods: Iterable[tuple[int, int]], threshold: int) -> Reached | None:
    """The first period that is at the threshold; where one event never is, that in which the fewest would be."""
    found: Reached | None = None
    for period, number in periods:
        events = ceil(threshold / number) if number else 0
        if events and (found is None or events < found.events):
            found = Reached((period + 1) * LOOK, events)
    return found


def lasted(spans: list[Span], threshold: int) -> Reached | None:
    """An age: the first that has lasted so many seconds."""
    ends = (span.start + threshold * SECOND for span in spans if _as_old(span, threshold * SECOND))
    first = min(ends, default=None)
    return None if first is None else Reached((first // LOOK + 1) * LOOK)


def _as_old(span: Span, age: int) -> bool:
    return span.end is None or span.end - span.start >= age


def notes(world: World, place: str, *what: What) -> Iterator[Note]:
    """The lines of the log about a place that say one of these."""
    return (note for note in world.log if note.place == place and note.what in what)


def stays(world: World, place: str, ends: Callable[[Note], Collection[Message]]) -> Iterator[Span]:
    """How long messages are at a place; `ends` says which of them a line of the log ends the stay of."""
    there: dict[Message, int] = {}
    for note in world.log:
        for message in ends(note):
            if message in there:
                yield Span(there.pop(message), note.at)
        if note.what is What.ARRIVED and note.place == place:
            there.setdefault(note.message, note.at)
    yield from map(Span, there.values())
