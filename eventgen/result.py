"""What became of a page, from its text to its module."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventgen.claims import Claim
from eventgen.diagnostics import Diagnostic
from eventgen.module import Module


@dataclass(frozen=True)
class Result:
    """All that was found. Of a sound page also the name of its module; and the module, unless the disk holds it."""

    page: str
    found: tuple[Diagnostic, ...]
    name: str = ""
    module: Module | None = None
    hash: str = ""  # of the page
    named: Sequence[tuple[str, str, str]] = ()  # what it names: form, path, and hash; no hash where it is not there
    claims: tuple[Claim, ...] = ()
