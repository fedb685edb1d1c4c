"""S3 -> SQS: the notification is the body of a message."""

from eventgen.graph import AnyEdge
from eventgen.simulate.notifications import notify
from eventgen.simulate.world import World


def bucket_to_queue(world: World, edge: AnyEdge) -> None:
    notify(world, edge)
