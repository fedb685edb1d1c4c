"""SNS: a topic hands each message to all that subscribe."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from eventgen.graph import AnyNode
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message, dig
from eventgen.simulate.nodes.queue import DEDUPLICATION, deduplication
from eventgen.simulate.notes import What
from eventgen.simulate.recorded import messages
from eventgen.simulate.world import World
from eventgen.testcase import Send


class TopicPlace:
    """A topic at work."""

    arrivals = What.ARRIVED

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.subscribers: list[Callable[[Message], None]] = []
        self.known: dict[str, int] = {}

    def connect(self) -> None:
        """Its subscriptions have found it."""

    def take(self, message: Message) -> Refusal | None:
        world, name = self.world, self.node.name
        if refusal := world.refuses(self, message):
            return refusal
        if self.node.spec.fifo:
            if message.group is None:
                return world.refused(self, message, Refusal.INVALID, "it lacks MessageGroupId")
            mark = deduplication(message)
            last = self.known.get(mark)
            if last is not None and world.now - last < DEDUPLICATION:
                world.note(What.REPEATED, message, name)
                return None
            self.known[mark] = world.now
        world.note(What.ARRIVED, message, name)
        for subscriber in self.subscribers:
            subscriber(message)
        return None

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        how = {"attributes": send.attributes, "group": send.group, "deduplication": send.deduplication}
        return [{"made": send.body, **how}]

    def recorded(self, event: Any) -> Iterator[Mapping[str, Any]]:
        """The messages of an event of SNS, or one message."""
        return messages(event, "aws:sns", lambda record: {"made": dig(record, "Sns", "Message") or ""})

    def held(self) -> Iterable[Message]:
        return ()


topic = TopicPlace
