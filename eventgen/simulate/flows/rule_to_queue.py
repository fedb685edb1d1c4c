"""EventBridge -> SQS: the event is the body of a message; FIFO: in the group that the flow names."""

from eventgen.graph import AnyEdge
from eventgen.simulate.targets import target
from eventgen.simulate.world import World


def rule_to_queue(world: World, edge: AnyEdge) -> None:
    group = edge.options.message_group
    how = {} if group is None else {"group": world.names.text(group)}
    target(world, edge, lambda event: how)
