"""A run -> the alarms of the page that ring in it, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from eventgen.simulate.metrics import Metric
from eventgen.simulate.world import World


class Watched(Protocol):
    """A node at work whose kind has alarms."""

    metrics: Mapping[str, Metric]  # by the options of its alarms


@dataclass(frozen=True)
class Ring:
    """An alarm that rings."""

    name: str
    at: int  # milliseconds
    events: int = 1  # as many as the one that was played have to come for it


def rings(world: World) -> tuple[Ring, ...] | None:
    """Those that ring, in time; None where the page has no alarms at all."""
    if not world.graph.told:
        return None
    from eventgen.alarms import raised

    found = []
    for each in raised(world.graph.nodes.values()):
        metric = cast(Watched, world.places[each.node.name]).metrics[each.alarm.option]
        threshold = getattr(each.node.spec.alarm, each.alarm.option)
        if reached := metric.reached(list(metric.read(world, each.node)), threshold):
            found.append(Ring(world.names.text(each.name), reached.at, reached.events))
    return tuple(sorted(found, key=lambda ring: (ring.at, ring.name)))
