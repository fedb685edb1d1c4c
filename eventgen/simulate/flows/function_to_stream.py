"""Lambda -> Kinesis: what the function sends is the event that it handles, under the partition key of that."""

from eventgen.graph import AnyEdge
from eventgen.simulate.messages import Message
from eventgen.simulate.sending import Fields, body, inherited, sender
from eventgen.simulate.world import World
from eventgen.testcase import Sends


def function_to_stream(world: World, edge: AnyEdge) -> None:
    sender(world, edge, _record)


def _record(event: Message, sends: Sends) -> Fields:
    key = sends.partition_key or inherited(event, "partition")
    return {**body(sends), **({} if key is None else {"about": {"partition": key}})}
