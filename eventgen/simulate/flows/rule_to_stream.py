"""EventBridge -> Kinesis: the event is a record; its id is the partition key, if the flow names no other."""

from collections.abc import Mapping
from typing import Any

from eventgen.graph import AnyEdge
from eventgen.simulate.messages import Message
from eventgen.simulate.targets import at, target
from eventgen.simulate.world import World


def rule_to_stream(world: World, edge: AnyEdge) -> None:
    path = edge.options.partition_key

    def composed(event: Message) -> Mapping[str, Any]:
        key = at(event.body, path) if path else None
        return {"about": {"partition": str(event.number if key is None else key)}}

    target(world, edge, composed)
