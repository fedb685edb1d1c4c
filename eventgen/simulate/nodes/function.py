"""Lambda: a function is invoked with events, handles them or fails, and sends on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eventgen import invocations
from eventgen.graph import AnyEdge, AnyNode
from eventgen.simulate import retries
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import NOTHING, Message
from eventgen.simulate.metrics import Metric, Span, counted, lasted, notes
from eventgen.simulate.notes import What
from eventgen.simulate.world import INSTANT, Place, World, flow_name
from eventgen.testcase import Send, Sends

SECOND = 1000
MOST_ROUNDS = 16  # lambda invocation-recursion: about so often one function is invoked in one chain of events
LOOP = f"Lambda stops the loop after {MOST_ROUNDS} rounds"
Failed = Callable[[list[Message]], None]  # is told which of the events came to nothing
Order = Callable[[Message], object]  # of events with one such key, none is handled after one that failed


def no_order(message: Message) -> object:
    return None


THROTTLED = "it was throttled"


def _errors(world: World, node: AnyNode) -> Iterator[Span]:
    """Of what it is handed as a batch it reports what failed: to Lambda that is no error."""
    alone = {note.message for note in notes(world, node.name, What.ARRIVED)}
    return (Span(note.at) for note in notes(world, node.name, What.FAILED) if note.message in alone)


def _throttles(world: World, node: AnyNode) -> Iterator[Span]:
    return (Span(note.at) for note in notes(world, node.name, What.FAILED) if note.more == THROTTLED)


def _behind(world: World, node: AnyNode) -> Iterator[Span]:
    """From the coming of a record to the last time that the function got it."""
    came: dict[Message, int] = {}
    for edge in world.graph.into(node.name):
        if edge.integration.ages:
            came |= {note.message: note.at for note in notes(world, edge.source.name, What.ARRIVED)}
    tried = {note.message: note.at for note in notes(world, node.name, What.TRIED, What.WAITED)}
    return (Span(at, tried[message]) for message, at in came.items() if message in tried)


@dataclass(frozen=True)
class Sender:
    """A flow from the function."""

    edge: AnyEdge
    to: Place
    sends: Sends
    compose: Callable[[Message, Sends], Mapping[str, Any]]  # the fields of what is sent


class FunctionPlace:
    """A function at work."""

    arrivals = What.HANDLED
    metrics = {
        "errors": Metric(_errors, counted),
        "throttles": Metric(_throttles, counted),
        "iterator_age": Metric(_behind, lasted),
    }

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.senders: list[Sender] = []
        self.faults = world.script.faults.get(node.name)
        self.timeout = node.spec.timeout * SECOND
        self.time = world.script.takes.get(node.name, INSTANT)
        self.running = 0
        self.waiting: dict[Message, None] = {}  # in Lambda's own queue of events
        self.setting: Mapping[str, Any] = NOTHING

    def connect(self) -> None:
        """What happens to events of its own queue is one setting, out of all flows."""
        self.setting = invocations.setting(self.world.graph, self.node)

    # Invoked at once ----------------------------------------------------------------------------------------

    def run(self, events: list[Message], failed: Failed, order: Order = no_order) -> Refusal | None:
        """Invokes it with events, and tells later which of them failed; or says why it cannot be invoked now."""
        reserved = self.node.spec.reserved_concurrency
        if self._barred(events[0], Refusal.THROTTLED) or (reserved is not None and self.running >= reserved):
            return Refusal.THROTTLED
        self.running += 1
        late = self.time > self.timeout
        struck = self._struck(events, late, order)
        self.world.after(min(self.time, self.timeout), self._finish, events, struck, failed)
        return None

    def _barred(self, event: Message, reason: Refusal) -> bool:
        """Whether the test has it fail for a reason that comes before any code."""
        return self.faults is not None and self.faults.reason is reason and self.faults.strike(event, self.world.now)

    def _struck(self, events: list[Message], late: bool, order: Order) -> dict[Message, str]:
        """Which events come to nothing, and why; the code works as those do that `eventgen init` writes: it reports
        what failed, and keeps the order."""
        world, name, faults = self.world, self.node.name, self.faults
        if faults is not None and faults.reason is not Refusal.ERROR:
            faults = None
        struck: dict[Message, str] = {}
        blocked: set[object] = set()
        for event in events:
            key = order(event)
            if key is not None and key in blocked:
                struck[event] = ""
                world.note(What.WAITED, event, name)
                continue
            world.note(What.TRIED, event, name)
            if self.senders and self._rounds(event) > MOST_ROUNDS:
                struck[event] = LOOP
            elif late:
                struck[event] = f"it takes longer than its timeout of {self.timeout // SECOND}s"
            elif faults is not None and faults.strike(event, world.now):
                struck[event] = "it fails"
            if event in struck:
                blocked.add(key)
        return struck

    def _finish(self, events: list[Message], struck: dict[Message, str], failed: Failed) -> None:
        self.running -= 1
        world, name, senders = self.world, self.node.name, self.senders
        after = self.faults.after if self.faults else 0
        came_to_nothing: list[Message] = []
        for event in events:
            why = struck.get(event)
            if why is None:
                why = self._send(event, len(senders)) if senders else ""
                if not why:
                    world.note(What.HANDLED, event, name)
                    continue
            elif why and after:
                why = self._send(event, after) or f"{why} after {after} of {len(senders)}"
            came_to_nothing.append(event)
            if why:
                world.note(What.FAILED, event, name, why)
        failed(came_to_nothing)

    def _send(self, event: Message, most: int) -> str:
        """Sends to the first of its targets, one after the other; says what went wrong."""
        for sender in self.senders[:most]:
            for _ in range(sender.sends.count):
                fields = {"made": event.body, **sender.compose(event, sender.sends)}
                fields["about"] = {**fields.get("about", NOTHING), "through": self.node.name}
                child = self.world.child(event, **fields)
                self.world.carried.add(flow_name(sender.edge))
                if sender.to.take(child):
                    return f"{sender.to.node.name} does not take what it sends"
        return ""

    # Invoked through Lambda's own queue of events -------------------------------------------------------------

    def take(self, message: Message) -> Refusal | None:
        if self._barred(message, Refusal.DENIED):
            return self.world.refused(self, message, Refusal.DENIED)
        self.world.note(What.ARRIVED, message, self.node.name)
        self.waiting[message] = None
        if self.node.spec.reserved_concurrency == 0:  # ASY011
            self._give_up(message, "it may not run at all: reserved_concurrency is 0")
        elif self._rounds(message) > MOST_ROUNDS:
            self._give_up(message, LOOP)
        else:
            _Try(self, message, self.world.now + self.setting["max_age"] * SECOND).go()
        return None

    def _rounds(self, message: Message) -> int:
        return sum(one.about.get("through") == self.node.name for one in message.chain())

    def _give_up(self, message: Message, why: str) -> None:
        """Lambda's destination for failures gets the event and what became of it."""
        self.waiting.pop(message, None)
        to = self.setting["on_failure"]
        if to is not None:
            context = {"condition": "RetriesExhausted", "functionArn": self.world.names.arn(self.node)}
            record = {"version": "1.0", "requestContext": context, "requestPayload": message.body}
            message = self.world.child(message, record)
        self.world.bury(message, self.node.name, to, why)

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": send.body}]

    def recorded(self, event: Any) -> Iterator[Mapping[str, Any]]:
        yield {"made": event}

    def held(self) -> Iterable[Message]:
        return self.waiting


class _Try:
    """An event in Lambda's own queue, until it is handled or given up."""

    def __init__(self, function: FunctionPlace, message: Message, end: int) -> None:
        self.function, self.message, self.end = function, message, end
        self.tries = 0
        self.errors, self.throttles = retries.of_errors(), retries.of_throttled()

    def go(self) -> None:
        if self.function.run([self.message], self.done):
            self._later(next(self.throttles), "it was throttled until its age ended")

    def done(self, failed: list[Message]) -> None:
        self.tries += 1
        function = self.function
        if not failed:
            function.waiting.pop(self.message, None)
        elif self.tries > function.setting["retries"]:
            function._give_up(self.message, f"it failed {self.tries} times")
        else:
            self._later(next(self.errors), f"its age ended after {self.tries} tries")

    def _later(self, wait: int, otherwise: str) -> None:
        world = self.function.world
        if world.now + wait > self.end:
            world.after(self.end - world.now, self.function._give_up, self.message, otherwise)
        else:
            world.after(wait, self.go)


function = FunctionPlace
