"""Boxes and lines -> where they lie, from left to right: the only module that knows grandalf.

Grandalf lays layers from top to bottom; here they are columns. Each line is two edges with the line's label between
them, so that a label has a place of its own. What runs backwards is turned around before: grandalf sees no circles.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grandalf.graphs import Edge, Vertex, graph_core
from grandalf.layouts import SugiyamaLayout

GAP, BETWEEN = 26.0, 18.0  # between columns, and between what lies below one another
LEAST, LOOP = 10.0, 16.0  # at least between boxes of one column; how far a loop stands above its box
Ends = tuple[int, int]
Size = tuple[float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """The middle of each box, the points of each line, the middle of each label, and the size of all."""

    boxes: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    labels: tuple[Point, ...]
    size: Size


class _View:
    """What grandalf wants to know of a box, and where it puts it."""

    def __init__(self, size: Size) -> None:
        self.w, self.h = size[1], size[0]  # layers are columns
        self.xy = (0.0, 0.0)


def placed(boxes: Sequence[Size], lines: Sequence[Ends], labels: Sequence[Size]) -> Placed:
    """Where everything lies. Lines are between boxes, by their numbers."""
    backwards = _backwards(len(boxes), lines)
    edges: list[Ends] = []
    for at, (source, target) in enumerate(lines):
        first, last = (target, source) if at in backwards else (source, target)
        edges += [(first, len(boxes) + at), (len(boxes) + at, last)] if first != last else []
    plan = _Plan([*boxes, *labels])
    for part in _parts(len(boxes), edges):
        plan.lay(part, [edge for edge in edges if edge[0] in part])
    found = [plan.way(ends, len(boxes) + at, at in backwards) for at, ends in enumerate(lines)]
    middles = [plan.middles[at] for at in range(len(boxes) + len(lines))]
    return Placed(tuple(middles[: len(boxes)]), tuple(found), tuple(middles[len(boxes) :]), (plan.width, plan.height))


class _Plan:
    """The whole, while one part after the other is put below those that lie already."""

    def __init__(self, sizes: Sequence[Size]) -> None:
        self.sizes = sizes
        self.middles: dict[int, Point] = {}
        self.bends: dict[Ends, list[Point]] = {}  # where an edge runs through columns of others
        self.width = self.height = 0.0

    def lay(self, part: Iterable[int], edges: Iterable[Ends]) -> None:
        """Places what hangs together."""
        vertices = {at: Vertex(at) for at in part}
        for at, vertex in vertices.items():
            vertex.view = _View(self.sizes[at])
        drawn = {ends: Edge(*(vertices[end] for end in ends)) for ends in edges}
        layout = SugiyamaLayout(graph_core(list(vertices.values()), list(drawn.values())))
        layout.xspace, layout.dw, layout.dh = BETWEEN, 1.0, 1.0
        layout.init_all([vertex for vertex in vertices.values() if not vertex.e_in()], [], optimize=True)
        layout.draw()
        passing = {id(bend): ends for ends, edge in drawn.items() for bend in layout.ctrls.get(edge, {}).values()}
        self._columns(layout, passing)

    def _columns(self, layout: Any, passing: Mapping[int, Ends]) -> None:
        layers = [_apart(layer) for layer in layout.layers]
        top = min(y - thing.view.w / 2 for layer in layers for thing, y in layer)
        start = self.height + 2 * BETWEEN * (self.height > 0) - top
        left = 0.0
        for layer in layers:
            wide = max(thing.view.h for thing, _ in layer)
            for thing, y in layer:
                if layout.grx[thing].dummy:
                    self.bends.setdefault(passing[id(thing)], []).extend([(left, start + y), (left + wide, start + y)])
                else:
                    self.middles[thing.data] = (left + wide / 2, start + y)
                self.height = max(self.height, start + y + thing.view.w / 2)
            left += wide + GAP
        self.width = max(self.width, left - GAP)

    def way(self, ends: Ends, label: int, backwards: bool) -> tuple[Point, ...]:
        """The points of a line; of one from a box to itself those of a loop above it."""
        first, last = ends[::-1] if backwards else ends
        x, y = self.middles[first]
        w, h = self.sizes[first]
        if first == last:
            top = y - h / 2
            self.middles[label] = (x, top - LOOP)
            return (x + w / 4, top), (x + w / 4, top - LOOP), (x - w / 4, top - LOOP), (x - w / 4, top)
        half = self.sizes[label][0] / 2
        middle, level = self.middles[label]
        points = [(x + w / 2, y), *self.bends.get((first, label), ()), (middle - half, level), (middle + half, level)]
        x, y = self.middles[last]
        points += [*self.bends.get((label, last), ()), (x - self.sizes[last][0] / 2, y)]
        return tuple(points[::-1] if backwards else points)


def _apart(layer: Iterable[Any]) -> list[tuple[Any, float]]:
    """What lies in one column with its middles, none over another: the layout does not promise that."""
    found: list[tuple[Any, float]] = []
    end = float("-inf")
    for thing in layer:
        y = max(thing.view.xy[0], end + thing.view.w / 2)
        end = y + thing.view.w / 2 + LEAST
        found.append((thing, y))
    return found


def _backwards(number: int, lines: Sequence[Ends]) -> frozenset[int]:
    """The lines that close a circle, as seen by one who follows all lines in their order."""
    out: dict[int, list[tuple[int, int]]] = {}
    for at, (source, target) in enumerate(lines):
        out.setdefault(source, []).append((at, target))
    entered = {target for source, target in lines if source != target}
    found, done, open_ = set(), set(), set()
    for root in sorted(range(number), key=lambda box: box in entered):
        if root in done:
            continue
        open_.add(root)
        way = [(root, iter(out.get(root, ())))]
        while way:
            box, rest = way[-1]
            at, target = next(rest, (-1, -1))
            if at < 0:
                way.pop()
                open_.discard(box)
                done.add(box)
            elif target in open_:
                found.add(at)
            elif target not in done:
                open_.add(target)
                way.append((target, iter(out.get(target, ()))))
    return frozenset(found)


def _parts(number: int, edges: Sequence[Ends]) -> Iterator[dict[int, None]]:
    """What hangs together, in the order of the boxes."""
    near: dict[int, list[int]] = {}
    for one, other in edges:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    seen: set[int] = set()
    for root in range(number):
        if root not in seen:
            part, waiting = {root: None}, [root]
            for box in waiting:
                fresh = [other for other in near.get(box, ()) if other not in part]
                part |= dict.fromkeys(fresh)
                waiting += dict.fromkeys(fresh)
            seen |= part.keys()
            yield part
