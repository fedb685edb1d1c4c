"""CloudTrail: a trail tells the default bus of calls of AWS's APIs."""

from collections.abc import Iterable, Mapping
from typing import Any

from eventgen.graph import AnyNode
from eventgen.resources.bus import DEFAULT
from eventgen.simulate.events import event
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import What
from eventgen.simulate.world import Way, World
from eventgen.testcase import Send


class TrailPlace:
    """A trail at work."""

    arrivals = What.ARRIVED

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node

    def connect(self) -> None:
        """Calls of APIs go to the default bus, where there is one that anybody listens to."""
        self.way = Way(self.node.name, DEFAULT, f"{self.node.name} -> {DEFAULT}", self.node.route)
        if DEFAULT in self.world.places:
            self.world.ways.append(self.way)

    def take(self, message: Message) -> Refusal | None:
        world = self.world
        if refusal := world.refuses(self, message):
            return refusal
        world.note(What.ARRIVED, message, self.node.name)
        if DEFAULT in world.places:
            world.carried.add(self.way.name)
            world.places[DEFAULT].take(world.child(message, message.body))
        return None

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": event(send.event, send.source, send)}]

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        return [{"made": event}]

    def held(self) -> Iterable[Message]:
        return ()


trail = TrailPlace
