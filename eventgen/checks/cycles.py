"""What refers to what -> the ways that lead back to where they began."""

from collections import deque
from collections.abc import Iterator
from itertools import pairwise

from eventgen.checks.declarations import Module
from eventgen.diagnostics import Diagnostic, Severity

Graph = dict[str, list[str]]
MOST_CYCLES = 100  # that are looked for: each costs as much as there are references between those on cycles


def cycles(module: Module) -> Iterator[Diagnostic]:
    """Each way that leads back to where it began; no step is in two of them."""
    ways = {node: targets for node, targets in module.edges.items() if targets}
    graph = _circular({node: [to for to in targets if to in ways] for node, targets in ways.items()})
    for _ in range(MOST_CYCLES):
        if not graph:
            return
        start = next(iter(graph))
        way = _around(start, graph)
        for node, to in pairwise(way):
            graph[node].remove(to)
        if way:
            yield _cycle(module, way)
        else:
            graph[start] = []
        graph = _circular(graph)


def _cycle(module: Module, way: list[str]) -> Diagnostic:
    declared, at = module.declared[way[0]], module.edges[way[0]][way[1]]
    length = len(way[1]) if declared.file.text.startswith(way[1], at) else 1
    said = " -> ".join(f"{node} (validation)" if node.startswith("var.") else node for node in way)
    message = f"{said}: nothing of this can be made first" if len(way) > 2 else f"{way[0]} refers to itself"
    return declared.file.finding(declared.file.place(at, length), Severity.ERROR, "TFC014", message)


def _around(start: str, graph: Graph) -> list[str]:
    """The shortest way from a node back to it, both ends named; empty where there is none."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for to in graph[node]:
            if to == start:
                way = [start, node]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if to not in came:
                came[to] = node
                waiting.append(to)
    return []


def _circular(graph: Graph) -> Graph:
    """What is on a cycle or between two."""
    graph = _leading(graph)
    return _reversed(_leading(_reversed(graph)))


def _reversed(graph: Graph) -> Graph:
    back: Graph = {node: [] for node in graph}
    for node, targets in graph.items():
        for to in targets:
            back[to].append(node)
    return back


def _leading(graph: Graph) -> Graph:
    """Without the nodes from which every way ends."""
    back, left = _reversed(graph), {node: len(targets) for node, targets in graph.items()}
    waiting = [node for node, targets in graph.items() if not targets]
    while waiting:
        for node in back[waiting.pop()]:
            left[node] -= 1
            if not left[node]:
                waiting.append(node)
    return {node: [to for to in targets if left[to]] for node, targets in graph.items() if left[node]}
