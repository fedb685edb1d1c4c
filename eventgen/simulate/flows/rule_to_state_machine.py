"""EventBridge -> Step Functions: the event is the input of an execution."""

from eventgen.graph import AnyEdge
from eventgen.simulate.targets import target
from eventgen.simulate.world import World


def rule_to_state_machine(world: World, edge: AnyEdge) -> None:
    target(world, edge)
