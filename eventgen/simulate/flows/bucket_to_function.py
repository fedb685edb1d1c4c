"""S3 -> Lambda: into Lambda's own queue of events; the tries after that are the function's."""

from eventgen.graph import AnyEdge
from eventgen.simulate.notifications import notify
from eventgen.simulate.world import World


def bucket_to_function(world: World, edge: AnyEdge) -> None:
    notify(world, edge)
