"""Lambda -> SQS: what the function sends is the event that it handles, if the test does not say otherwise."""

from eventgen.graph import AnyEdge
from eventgen.simulate.sending import as_message, sender
from eventgen.simulate.world import World


def function_to_queue(world: World, edge: AnyEdge) -> None:
    sender(world, edge, as_message)
