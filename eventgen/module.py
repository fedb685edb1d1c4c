"""What is rendered from one page, before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventgen.graph import Graph
from eventgen.load import Document


@dataclass(frozen=True, eq=False)
class Source:
    """What a module is rendered from."""

    graph: Graph
    document: Document
    assets: Mapping[str, bytes | None]


@dataclass(frozen=True)
class Module:
    """What was rendered from one page. Paths are POSIX, relative to the module's folder."""

    name: str
    page: str
    files: Mapping[str, bytes]
