"""EventBridge: a bus shows each event to its rules, and keeps in its archive what that asks for."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from eventgen.filters import eventbridge
from eventgen.graph import AnyNode
from eventgen.simulate.events import event
from eventgen.simulate.faults import Refusal
from eventgen.simulate.gates import Gate, pattern
from eventgen.simulate.messages import Message, data
from eventgen.simulate.notes import What
from eventgen.simulate.world import World
from eventgen.testcase import Replay, Send

SECOND = 1000


class Listener(Protocol):
    """A rule."""

    node: AnyNode

    def offer(self, message: Message) -> None:
        """Shows it an event."""


class BusPlace:
    """A bus at work."""

    arrivals = What.ARRIVED

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.rules: list[Listener] = []
        self.archived: list[tuple[int, Message]] = []
        self.archive = node.spec.archive
        self.gate = self._gate()

    def _gate(self) -> Gate | None:
        if self.archive is None or not self.archive.pattern:
            return None
        wanted = self.world.names.plain(self.archive.pattern)
        name, route = f"{self.node.name} -> its archive", (*self.node.route, "archive", "pattern")
        return self.world.gate(pattern(name, route, [wanted], eventbridge.RULE, lambda m: data(m.body)))

    def connect(self) -> None:
        """Its rules find it."""

    def take(self, message: Message) -> Refusal | None:
        if refusal := self.world.refuses(self, message):
            return refusal
        found = data(message.body)
        if not isinstance(found, dict) or "detail-type" not in found:
            return self.world.refused(self, message, Refusal.INVALID, "it is no event: it has no detail-type")
        self.world.note(What.ARRIVED, message, self.node.name)
        if self.archive is not None and (self.gate is None or self.gate.lets(message)):
            self.archived.append((self.world.now, message))
        for rule in self.rules:
            rule.offer(message)
        return None

    def replay(self, what: Replay) -> None:
        """The events of the archive go to the rules once more; they are not kept again."""
        world, archive = self.world, self.archive
        kept = archive.retention * SECOND if archive else 0
        for came, message in list(self.archived):
            wanted = came >= what.start * SECOND and (what.end is None or came < what.end * SECOND)
            if wanted and (not kept or world.now - came < kept):
                again = world.child(message, {**data(message.body), "replay-name": f"{self.node.name}-replay"})
                world.note(What.ARRIVED, again, self.node.name, "replayed")
                for rule in self.rules:
                    if not what.rules or rule.node.name in what.rules:
                        rule.offer(again)

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": event(send.event, send.source, send)}]

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        return [{"made": event}]

    def held(self) -> Iterable[Message]:
        return (message for _, message in self.archived)


bus = BusPlace
