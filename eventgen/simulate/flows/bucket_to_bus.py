"""S3 -> EventBridge: the bus hears of everything that EventBridge has a type for."""

from eventgen.graph import AnyEdge
from eventgen.simulate.events import object_event
from eventgen.simulate.nodes.bucket import BucketPlace
from eventgen.simulate.notifications import telling
from eventgen.simulate.world import World


def bucket_to_bus(world: World, edge: AnyEdge) -> None:
    bucket = world.names.name(edge.source)
    told = telling(world, edge, lambda message: object_event(bucket, message.about))
    world.place(edge.source, BucketPlace).told.append(told)
