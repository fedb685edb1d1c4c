"""What is rendered from one page, before it is written, and what the check takes of a module."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from eventgen.diagnostics import Diagnostic

if TYPE_CHECKING:  # a run that has nothing to render loads none of them
    from eventgen.graph import Graph
    from eventgen.load import Document
    from eventgen.plan import Plan

HCL = ".tf"  # how the names of files end that the check reads
OURS = "this is a fault of eventgen: report it with the page"


Move = tuple[str, str]  # the address of a resource before, and now


@dataclass(frozen=True, eq=False)
class Source:
    """What a module is rendered from: the page, and the files that it names, each None where it is not there."""

    graph: "Graph"
    document: "Document"
    assets: Mapping[str, bytes | None]

    @cached_property
    def plan(self) -> "Plan":
        from eventgen.plan import plan

        return plan(self.graph, self.assets)

    @cached_property
    def moves(self) -> "Sequence[Move]":
        """The resources that are called otherwise since nodes of the page were renamed."""
        if not any(getattr(node.spec, "was", None) for node in self.graph.nodes.values()):
            return ()
        from eventgen.moves import moves

        return moves(self.graph, self.assets)


@dataclass(frozen=True)
class Candidate:
    """A module as the check takes it, rendered or from the disk."""

    folder: str  # by which findings name it
    files: Mapping[str, bytes]  # path -> HCL
    there: Callable[[str], bool]  # whether it has a file at a path
    source: Source | None = None
    foreign: frozenset[str] = frozenset()  # of `files`, those that no page speaks of: the user's own
    unread: tuple[str, ...] = ()  # files that may declare something, and were not read
    advice: str = ""  # on a text that is no HCL
    found: tuple[Diagnostic, ...] = ()  # while it was read


@dataclass(frozen=True)
class Module:
    """What was rendered from one page. Paths are POSIX, relative to the module's folder."""

    name: str
    page: str
    files: Mapping[str, bytes]
    source: Source | None = None

    @property
    def candidate(self) -> Candidate:
        hcl = {path: content for path, content in self.files.items() if path.endswith(HCL)}
        return Candidate(self.name, hcl, self.files.__contains__, self.source, advice=OURS)
