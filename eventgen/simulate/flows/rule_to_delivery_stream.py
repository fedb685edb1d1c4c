"""EventBridge -> Firehose: the event is a record."""

from eventgen.graph import AnyEdge
from eventgen.simulate.targets import target
from eventgen.simulate.world import World


def rule_to_delivery_stream(world: World, edge: AnyEdge) -> None:
    target(world, edge)
