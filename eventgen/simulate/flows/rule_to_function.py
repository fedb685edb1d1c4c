"""EventBridge -> Lambda: into Lambda's own queue of events; the tries after that are the function's."""

from eventgen.graph import AnyEdge
from eventgen.simulate.targets import target
from eventgen.simulate.world import World


def rule_to_function(world: World, edge: AnyEdge) -> None:
    target(world, edge)
