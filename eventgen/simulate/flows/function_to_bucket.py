"""Lambda -> S3: the function writes an object under the key of the one that the event is about."""

from eventgen.graph import AnyEdge
from eventgen.simulate.messages import Message
from eventgen.simulate.sending import Fields, body, inherited, sender
from eventgen.simulate.world import World
from eventgen.testcase import Sends


def function_to_bucket(world: World, edge: AnyEdge) -> None:
    sender(world, edge, _object)


def _object(event: Message, sends: Sends) -> Fields:
    return {**body(sends), "about": {"key": sends.key or inherited(event, "key")}}
