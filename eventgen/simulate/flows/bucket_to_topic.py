"""S3 -> SNS: the notification is the body of a message, which has no attributes."""

from eventgen.graph import AnyEdge
from eventgen.simulate.notifications import notify
from eventgen.simulate.world import World


def bucket_to_topic(world: World, edge: AnyEdge) -> None:
    notify(world, edge)
