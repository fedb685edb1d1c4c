"""Event source mappings: Lambda fetches, filters, and invokes the function with batches."""

from collections.abc import Iterable
from typing import Any

from eventgen.filters.dialect import Dialect
from eventgen.graph import AnyEdge
from eventgen.simulate.gates import Gate, Reading, pattern
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import What
from eventgen.simulate.world import World, flow_name


def criteria(world: World, edge: AnyEdge, dialect: Dialect, read: Reading) -> Gate | None:
    """The filter of a mapping, if it has one."""
    patterns: list[Any] = [world.names.plain(each) for each in edge.options.filter]
    if not patterns:
        return None
    return world.gate(pattern(flow_name(edge), (*edge.route, "filter"), patterns, dialect, read))


def let_through(world: World, gate: Gate | None, messages: Iterable[Message]) -> list[Message]:
    """The messages that a filter lets through; what it keeps out is written down."""
    passed: list[Message] = []
    for message in messages:
        if gate is None or gate.lets(message):
            passed.append(message)
        else:
            world.note(What.KEPT_OUT, message, gate.name, gate)
    return passed
