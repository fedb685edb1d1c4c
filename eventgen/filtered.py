"""What of a page picks events by a pattern, with the place of every piece of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from eventgen.kinds import Node, Problem
from eventgen.load import Route

if TYPE_CHECKING:
    from eventgen.graph import Graph


@dataclass(frozen=True, eq=False)
class Filtered:
    """A pattern: what it is as a whole, what of it the page writes, where, and which option is short for the rest."""

    node: Node[Any]
    pattern: dict[str, Any]
    written: dict[str, Any]
    at: Route
    short: Route = ()
    kept: bool = False  # of an archive: what matches is kept, and handed to nobody

    def problem(self, message: str, fix: str, route: Route = ()) -> Problem:
        """A problem with a piece of the pattern."""
        at = (*self.at, *route) if _stands(self.written, route) else self.short
        return Problem(f"{self.node.name}: {message}", fix, at, self.node)


def filtered(graph: "Graph") -> Iterator[Filtered]:
    """Every pattern of a page."""
    for node in graph.nodes.values():
        yield from node.kind.patterns(node)


def rules(graph: "Graph") -> Iterator[Filtered]:
    """Those that hand events on."""
    return (one for one in filtered(graph) if not one.kept)


def _stands(pattern: Any, route: Route) -> bool:
    try:
        reduce(lambda value, step: value[step], route, pattern)
    except (KeyError, IndexError, TypeError):
        return False
    return bool(pattern)
