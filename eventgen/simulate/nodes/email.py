"""An e-mail address: mails come to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from eventgen.graph import AnyNode
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import What
from eventgen.simulate.world import World
from eventgen.testcase import Send


class EmailPlace:
    """An address that gets mails."""

    arrivals = What.ARRIVED

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.mails: list[Message] = []

    def connect(self) -> None:
        """It waits for mails."""

    def take(self, message: Message) -> Refusal | None:
        if refusal := self.world.refuses(self, message):
            return refusal
        self.world.note(What.ARRIVED, message, self.node.name)
        self.mails.append(message)
        return None

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": send.body}]

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        return [{"made": event}]

    def held(self) -> Iterable[Message]:
        return self.mails


email = EmailPlace
