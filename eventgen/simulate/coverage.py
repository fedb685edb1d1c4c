"""Worlds in which the tests of a page were played -> the flows, filters and failure paths that none of them tried."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventgen.graph import Graph
from eventgen.kinds import FAILURES
from eventgen.load import Route
from eventgen.simulate.world import World, flow_name


@dataclass(frozen=True)
class Gap:
    """What no test has tried."""

    what: str
    route: Route


@dataclass(frozen=True)
class Share:
    """How much of one sort was tried: `2 of 3 flows`."""

    sort: str
    tried: int
    all: int
    gaps: tuple[Gap, ...]


def coverage(graph: Graph, worlds: list[World]) -> Iterator[Share]:
    """What the tests have tried, sort by sort. `worlds` has one at least, in which nothing need have happened."""
    ways, gates = worlds[0].ways, worlds[0].gates
    carried = {name for world in worlds for name in world.carried}
    yield _share("flows", ((way.name in carried, Gap(way.name, way.route)) for way in ways))
    passed = [any(world.gates[number].passed for world in worlds) for number in range(len(gates))]
    stopped = [any(world.gates[number].stopped for world in worlds) for number in range(len(gates))]
    yield _share("filters that let something through", zip(passed, (Gap(g.name, g.route) for g in gates), strict=True))
    yield _share("filters that keep something out", zip(stopped, (Gap(g.name, g.route) for g in gates), strict=True))
    dead = {pair for world in worlds for pair in world.dead}
    yield _share("failure paths", ((pair in dead, Gap(", to ".join(pair), at)) for pair, at in _paths(graph).items()))


def _share(sort: str, tried: Iterable[tuple[bool, Gap]]) -> Share:
    found = list(tried)
    return Share(sort, sum(done for done, _ in found), len(found), tuple(gap for done, gap in found if not done))


def _paths(graph: Graph) -> dict[tuple[str, str], Route]:
    """Who gives up what it cannot hand on, and where to."""
    found: dict[tuple[str, str], Route] = {}
    for node in graph.nodes.values():
        for role in FAILURES:
            if role in node.links:
                found[node.name, node.links[role].name] = node.route
    for edge in graph.edges:
        if "dead_letter" in edge.links:
            found[flow_name(edge), edge.links["dead_letter"].name] = edge.route
        if "on_failure" in edge.links:
            found.setdefault((edge.target.name, edge.links["on_failure"].name), edge.route)
    return found
