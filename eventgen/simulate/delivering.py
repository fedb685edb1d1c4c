"""How a service hands messages to a node: it tries again as it does at AWS, then gives up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from eventgen.graph import AnyEdge, AnyNode
from eventgen.simulate.faults import RETRIED
from eventgen.simulate.messages import Message
from eventgen.simulate.retries import DAY, Waits
from eventgen.simulate.world import World, flow_name

SECOND = 1000
FOR_EVER = 10 * 365 * DAY


@dataclass
class Delivery:
    """The way over one flow. Where access is denied, or the message is none that the node could take, nobody tries
    again."""

    world: World
    edge: AnyEdge
    waits: Waits
    dead_letter: AnyNode | None = None
    most: int | None = None  # tries after the first one
    max_age: int = FOR_EVER  # milliseconds
    under_way: dict[Message, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name = flow_name(self.edge)
        self.target = self.world.places[self.edge.target.name]

    def send(self, message: Message) -> None:
        """Hands a message over, now or later."""
        self.world.carried.add(self.name)
        refusal = self.target.take(message)
        if refusal in RETRIED:
            self._again(message, islice(self.waits(), self.most), self.world.now)
        elif refusal:
            self._give_up(message, str(refusal))

    def _again(self, message: Message, waits: Iterator[int], since: int) -> None:
        wait = next(waits, None)
        left = since + self.max_age - self.world.now
        if wait is None:
            self._give_up(message, "all tries are used up")
        elif wait > left:
            self.under_way[message] = None
            self.world.after(left, self._give_up, message, "its age ended")
        else:
            self.under_way[message] = None
            self.world.after(wait, self._retry, message, waits, since)

    def _retry(self, message: Message, waits: Iterator[int], since: int) -> None:
        self.under_way.pop(message, None)
        refusal = self.target.take(message)
        if refusal in RETRIED:
            self._again(message, waits, since)
        elif refusal:
            self._give_up(message, str(refusal))

    def _give_up(self, message: Message, why: str) -> None:
        self.under_way.pop(message, None)
        self.world.bury(message, self.name, self.dead_letter, why)
