"""EventBridge -> EventBridge: the event goes on to another bus, and from there to no third one (EVB034)."""

from eventgen.graph import AnyEdge
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import What
from eventgen.simulate.targets import target
from eventgen.simulate.world import World, flow_name


def rule_to_bus(world: World, edge: AnyEdge) -> None:
    def first_hop(event: Message) -> bool:
        forwarded = any(one.about.get("forwarded") for one in event.chain())
        if forwarded:
            world.note(What.KEPT_OUT, event, flow_name(edge), "an event from another bus goes to no third one")
        return not forwarded

    target(world, edge, lambda event: {"about": {"forwarded": True}}, first_hop)
