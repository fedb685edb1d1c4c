"""A consumer that stops for a while -> what waits meanwhile, whether it is kept, and how long it takes to catch up."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from eventgen.capacity.carrier import Call, Held
from eventgen.capacity.limits import Use, growth
from eventgen.capacity.traffic import Traffic, carrier, passage

MINUTE = 60


@dataclass(frozen=True)
class Backlog:
    """What waits for one consumer after it has stood still."""

    by: str  # the flow that stands still
    held: Held
    rate: float  # events a second that come meanwhile
    stop: int  # seconds
    most: float  # events a second that it handles at most

    @property
    def waiting(self) -> float:
        """Events that wait at the end."""
        kept = self.stop if self.held.kept is None else min(self.stop, self.held.kept)
        return self.rate * kept

    @property
    def lost(self) -> float:
        """Events that were not kept so long."""
        return self.rate * self.stop - self.waiting

    @property
    def drains(self) -> float | None:
        """Seconds until nothing waits any more; None: never."""
        return drained(self.waiting, self.rate, self.most, self.held)


def drained(waiting: float, rate: float, most: float, held: Held) -> float | None:
    """How long it takes to work off what waits, while more comes: at most so many a second, fewer at first."""
    passed, speed = 0, most if held.first is None else min(held.first, most)
    while speed < most and held.more:
        left = waiting - (speed - rate) * MINUTE
        if left <= 0:
            break
        waiting, passed, speed = left, passed + MINUTE, min(most, speed + held.more)
    return passed + waiting / (speed - rate) if speed > rate else None


def backlogs(traffic: Traffic, uses: list[Use]) -> Iterator[Backlog]:
    """For each flow to a consumer for which events wait somewhere."""
    factors = growth(uses)
    for call in traffic.calls:
        held = _held(call)
        if held and call.load.rate:
            rate = call.load.rate
            yield Backlog(call.by, held, rate, call.question.stop, rate * factors.get(call.by, math.inf))


def _held(call: Call) -> Held | None:
    own = passage(call.edge) if call.edge else None
    return own.held(call) if own else carrier(call.node).held(call)
