"""Firehose -> S3: objects are written; where that fails Firehose tries for a day."""

from eventgen.graph import AnyEdge
from eventgen.simulate import retries
from eventgen.simulate.delivering import Delivery
from eventgen.simulate.nodes.delivery_stream import DeliveryStreamPlace
from eventgen.simulate.retries import DAY
from eventgen.simulate.world import World


def delivery_stream_to_bucket(world: World, edge: AnyEdge) -> None:
    delivery = Delivery(world, edge, retries.of_storage, max_age=DAY)
    world.place(edge.source, DeliveryStreamPlace).write = delivery.send
