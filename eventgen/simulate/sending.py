"""What all flows from functions have in common: for each event that is handled, something is sent."""

from collections.abc import Mapping
from typing import Any

from eventgen.graph import AnyEdge
from eventgen.simulate.messages import Message
from eventgen.simulate.nodes.function import FunctionPlace, Sender
from eventgen.simulate.world import World
from eventgen.testcase import Sends

Fields = Mapping[str, Any]
ONCE = Sends()


def sender(world: World, edge: AnyEdge, compose: Any) -> None:
    """Has a function send to a node. `compose` makes the fields of what is sent, out of the event and of what the test
    says."""
    said = world.script.sends.get(edge.source.name, {}).get(edge.target.name, ONCE)
    to = world.places[edge.target.name]
    world.place(edge.source, FunctionPlace).senders.append(Sender(edge, to, said, compose))


def as_message(event: Message, sends: Sends) -> Fields:
    """To a queue or a topic."""
    group = sends.group or next((one.group for one in event.chain() if one.group is not None), None)
    return {**body(sends), "attributes": sends.attributes, "group": group, "deduplication": sends.deduplication}


def body(sends: Sends) -> Fields:
    """The body, if the test says which."""
    return {} if sends.body is None else {"made": sends.body}


def inherited(event: Message, field: str) -> Any:
    """What is known of the event, or of what it came from."""
    return next((one.about[field] for one in event.chain() if field in one.about), None)
