"""Kinesis -> Firehose: the delivery stream reads every record."""

from eventgen.graph import AnyEdge
from eventgen.simulate import retries
from eventgen.simulate.delivering import Delivery
from eventgen.simulate.nodes.stream import Record, StreamPlace
from eventgen.simulate.retries import SECOND
from eventgen.simulate.world import World


class Reading:
    """What Firehose does with one stream: it comes back to a record as long as the stream keeps it."""

    def __init__(self, world: World, edge: AnyEdge) -> None:
        self.world = world
        self.delivery = Delivery(world, edge, retries.of_shards, max_age=edge.source.spec.retention * SECOND)
        world.place(edge.source, StreamPlace).readers.append(self)

    def read(self, record: Record) -> None:
        self.delivery.send(self.world.child(record.message, record.message.body))


stream_to_delivery_stream = Reading
