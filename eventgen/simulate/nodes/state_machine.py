"""Step Functions: an event starts an execution, which succeeds or fails; what happens in it is not played."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eventgen.graph import AnyNode
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message
from eventgen.simulate.metrics import Metric, Span, counted, notes
from eventgen.simulate.notes import What
from eventgen.simulate.world import INSTANT, World
from eventgen.testcase import Send


def _failed(world: World, node: AnyNode) -> Iterator[Span]:
    return (Span(note.at) for note in notes(world, node.name, What.FAILED))


class StateMachinePlace:
    """A state machine at work: who starts it does not hear how it ends."""

    arrivals = What.HANDLED
    metrics = {"failures": Metric(_failed, counted)}

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.faults = world.script.faults.get(node.name)
        self.time = world.script.takes.get(node.name, INSTANT)
        self.running: dict[Message, None] = {}

    def connect(self) -> None:
        """It waits for events."""

    def take(self, message: Message) -> Refusal | None:
        faults, world = self.faults, self.world
        struck = faults is not None and faults.strike(message, world.now)
        if faults is not None and struck and faults.reason is not Refusal.ERROR:
            return world.refused(self, message, faults.reason)
        world.note(What.TRIED, message, self.node.name)
        self.running[message] = None
        world.after(self.time, self._end, message, struck)
        return None

    def _end(self, message: Message, struck: bool) -> None:
        del self.running[message]
        if struck:
            self.world.note(What.FAILED, message, self.node.name, "its execution fails")
        else:
            self.world.note(What.HANDLED, message, self.node.name)

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": send.body}]

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        return [{"made": event}]

    def held(self) -> Iterable[Message]:
        return self.running


state_machine = StateMachinePlace
