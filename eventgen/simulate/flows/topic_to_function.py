"""SNS -> Lambda: into Lambda's own queue of events; the tries after that are the function's."""

from eventgen.graph import AnyEdge
from eventgen.simulate.subscriptions import invocation, subscribe
from eventgen.simulate.world import World


def topic_to_function(world: World, edge: AnyEdge) -> None:
    subscribe(world, edge, invocation(world.names.arn(edge.source)))
