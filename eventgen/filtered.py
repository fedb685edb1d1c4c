"""What of a page picks events by a pattern: its rules and its archives, each with the place of every piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from eventgen.graph import Graph
from eventgen.kinds import Node, Problem
from eventgen.load import Route


@dataclass(frozen=True, eq=False)
class Filtered:
    """A pattern: what it is as a whole, what of it the page writes, where, and which option is short for the rest."""

    node: Node[Any]
    pattern: dict[str, Any]
    written: dict[str, Any]
    at: Route
    short: Route = ()

    def problem(self, message: str, fix: str, route: Route = ()) -> Problem:
        """A problem with a piece of the pattern."""
        at = (*self.at, *route) if _stands(self.written, route) else self.short
        return Problem(f"{self.node.name}: {message}", fix, at, self.node)


def rules(graph: Graph) -> Iterator[Filtered]:
    """The patterns of the rules that the page makes."""
    for node in graph.nodes.values():
        if node.kind.name == "rule" and node.existing is None:
            from eventgen.resources.rule import pattern  # loaded already, for the node is one

            short = next((name for name in ("bucket", "api_calls") if getattr(node.spec, name)), "pattern")
            yield Filtered(node, pattern(node), node.spec.pattern or {}, ("pattern",), (short,))


def archives(graph: Graph) -> Iterator[Filtered]:
    """The patterns of archives."""
    for node in graph.nodes.values():
        if node.kind.name == "bus" and (archive := node.spec.archive) and archive.pattern:
            yield Filtered(node, archive.pattern, archive.pattern, ("archive", "pattern"))


def filtered(graph: Graph) -> Iterator[Filtered]:
    """All of them."""
    yield from rules(graph)
    yield from archives(graph)


def _stands(pattern: Any, route: Route) -> bool:
    try:
        reduce(lambda value, step: value[step], route, pattern)
    except (KeyError, IndexError, TypeError):
        return False
    return bool(pattern)
