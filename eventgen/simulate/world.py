"""Graph -> a world: a clock, the nodes at work in it, and the log of what happens."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any, NamedTuple, Protocol, TypeVar

from eventgen import kinds
from eventgen.graph import AnyEdge, AnyNode, Graph
from eventgen.load import Route
from eventgen.simulate.faults import Faults, Refusal
from eventgen.simulate.gates import Gate
from eventgen.simulate.messages import Message, joined
from eventgen.simulate.names import Names
from eventgen.simulate.notes import Note, What
from eventgen.testcase import Send, Sends

MOST_STEPS, STEPS_OF_ONE = 3_000_000, 100  # of the clock, and for each message sent; what takes more goes in a circle
INSTANT = 100  # milliseconds that code takes if nobody says how long
Action = Callable[..., None]


class Unplayable(Exception):
    """Something of a test that cannot be played; says what."""


class Place(Protocol):
    """A node at work."""

    node: AnyNode
    arrivals: What  # what counts as an arrival there

    def take(self, message: Message) -> Refusal | None:
        """Takes a message, or says why not."""

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        """What a test hands to it, as fields of messages."""

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        """What of a recorded event comes to it, as fields of messages."""

    def connect(self) -> None:
        """Finds those that it works with, once all are there."""

    def held(self) -> Iterable[Message]:
        """What is there at the moment."""


P = TypeVar("P", bound=Place)


@dataclass(frozen=True)
class Script:
    """What of a test the nodes need to know."""

    faults: Mapping[str, Faults] = field(default_factory=dict)
    takes: Mapping[str, int] = field(default_factory=dict)  # milliseconds of an invocation
    sends: Mapping[str, Mapping[str, Sends]] = field(default_factory=dict)  # function -> target -> what it sends
    until: int | None = None
    steps: int | None = None  # of the clock, where there is another bound than the usual one


class Way(NamedTuple):
    """How messages come from one node to another: a flow, or a rule that listens to its bus."""

    source: str
    target: str
    name: str
    route: Route


class World:
    """Everything of one run. Time is in milliseconds since its start."""

    def __init__(self, graph: Graph, script: Script) -> None:
        self.graph, self.script = graph, script
        self.names = Names(graph)
        self.now = 0
        self.log: list[Note] = []
        self.gates: list[Gate] = []
        self.ways: list[Way] = [Way(e.source.name, e.target.name, flow_name(e), e.route) for e in graph.edges]
        self.carried: set[str] = set()  # the ways that something went
        self.dead: set[tuple[str, str]] = set()  # who has put something into which dead-letter queue
        self._due: list[tuple[int, int, bool, Action, tuple[Any, ...]]] = []
        self._awaited = self._sent = 0
        self._turn = count()
        self._numbers = count(1)
        self.places: dict[str, Place] = {}
        for node in graph.nodes.values():
            self.places[node.name] = kinds.found("simulate.nodes", node.kind.name)(self, node)
        for edge in graph.edges:
            kinds.found("simulate.flows", edge.integration.name)(self, edge)
        for place in self.places.values():
            place.connect()

    def place(self, node: AnyNode, of: type[P]) -> P:
        """A node at work, of a kind that is known."""
        found = self.places[node.name]
        assert isinstance(found, of)
        return found

    def after(self, wait: int, action: Action, *arguments: Any) -> None:
        """Has something done in so many milliseconds."""
        self._awaited += 1
        heappush(self._due, (self.now + wait, next(self._turn), True, action, arguments))

    def meanwhile(self, wait: int, action: Action, *arguments: Any) -> None:
        """The same, but nobody waits for it: the run may end before."""
        heappush(self._due, (self.now + wait, next(self._turn), False, action, arguments))

    def run(self) -> None:
        """Until nothing moves, or until the time that the test says."""
        until, due, steps = self.script.until, self._due, 0
        most = self.script.steps or MOST_STEPS
        while due and (self._awaited if until is None else due[0][0] <= until):
            self.now, _, awaited, action, arguments = heappop(due)
            self._awaited -= awaited
            action(*arguments)
            steps += 1
            if steps > most + STEPS_OF_ONE * self._sent:
                raise Unplayable(f"it does not come to rest: {steps:,} steps, and {self.now // 1000}s have passed")

    def note(self, what: What, message: Message, place: str, more: Any = None) -> None:
        self.log.append(Note(self.now, what, message, place, more))

    def message(self, **fields: Any) -> Message:
        """A message that comes from outside."""
        self._sent += 1
        return Message(next(self._numbers), (), **fields)

    def child(self, of: Message, made: Any, **fields: Any) -> Message:
        """What a message becomes on its next way; `made` is its body, or makes it."""
        of.children += 1
        return Message(next(self._numbers), (of,), made, **fields)

    def union(self, of: Iterable[Message], made: Any, **fields: Any) -> Message:
        """What many messages become together."""
        return Message(next(self._numbers), joined(of), made, **fields)

    def gate(self, gate: Gate) -> Gate:
        self.gates.append(gate)
        return gate

    def refuses(self, place: Place, message: Message) -> Refusal | None:
        """Whether a node that runs no code fails now, because the test says so."""
        faults = self.script.faults.get(place.node.name)
        if faults is None or not faults.strike(message, self.now):
            return None
        return self.refused(place, message, faults.reason)

    def refused(self, place: Place, message: Message, refusal: Refusal, why: str = "") -> Refusal:
        self.note(What.REFUSED, message, place.node.name, why or refusal.value)
        return refusal

    def bury(self, message: Message, owner: str, to: AnyNode | None, why: str) -> None:
        """Puts what its owner gives up into a dead-letter queue, or loses it."""
        if to is None:
            self.note(What.LOST, message, owner, why)
            return
        self.hand_over(message, owner, why, self.places[to.name])

    def hand_over(self, message: Message, owner: str, why: str, to: Place, *more: Any) -> None:
        """Puts a message into a dead-letter queue, as its `take` wants it; what that does not take is lost."""
        before = len(self.log)
        self.note(What.DEAD, message, to.node.name, f"{owner}: {why}")
        if to.take(message, *more):
            del self.log[before]  # it is no dead letter there
            self.note(What.LOST, message, owner, f"{why}, and {to.node.name} does not take it")
        else:
            self.dead.add((owner, to.node.name))


def flow_name(edge: AnyEdge) -> str:
    """What a flow is called in reports: two flows between the same nodes are told apart."""
    return edge.name + (f" ({edge.number})" if edge.number > 1 else "")
