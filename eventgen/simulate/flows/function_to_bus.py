"""Lambda -> EventBridge: the event that the function handles is the detail of the one that it puts."""

from dataclasses import dataclass
from typing import Any

from eventgen.graph import AnyEdge
from eventgen.simulate.events import event as made
from eventgen.simulate.messages import Message, data
from eventgen.simulate.sending import Fields, sender
from eventgen.simulate.world import World
from eventgen.testcase import Sends


@dataclass(frozen=True)
class Detail:
    """The body of the event that is put."""

    body: Any


def function_to_bus(world: World, edge: AnyEdge) -> None:
    sender(world, edge, _event)


def _event(event: Message, sends: Sends) -> Fields:
    detail = data(event.body) if sends.body is None else sends.body
    return {"made": made(sends.event, sends.source, Detail(detail))}
