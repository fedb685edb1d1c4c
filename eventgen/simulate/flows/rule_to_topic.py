"""EventBridge -> SNS: the event is the body of a message, which has no attributes."""

from eventgen.graph import AnyEdge
from eventgen.simulate.targets import target
from eventgen.simulate.world import World


def rule_to_topic(world: World, edge: AnyEdge) -> None:
    target(world, edge)
