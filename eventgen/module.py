"""What is rendered from one page, before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventgen.diagnostics import Diagnostic

# What a page names: form and path of each file, and its hash; no hash where it is not there.
Named = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Module:
    """What was rendered from one page. Paths are POSIX, relative to the module's folder."""

    name: str
    page: str
    files: Mapping[str, bytes]
    named: Named = ()


@dataclass(frozen=True)
class Rendered:
    """What became of a page: all that was found. Of a sound one also the name of its module, and the module with the
    hash of the page; without these the disk holds it already."""

    file: str
    found: tuple[Diagnostic, ...]
    name: str = ""
    module: Module | None = None
    page: str = ""
