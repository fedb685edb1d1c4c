"""What became of a page, from its text to its module."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventgen.claims import Claim
from eventgen.diagnostics import Diagnostic
from eventgen.module import Module

if TYPE_CHECKING:  # where nothing has changed neither is needed
    from eventgen.hcl import PageRef
    from eventgen.kinds import Input


@dataclass(frozen=True)
class Interface:
    """What a root module has to know of a page's: its inputs, and which of them other pages give."""

    inputs: "Sequence[Input]"
    imports: "Mapping[str, PageRef]"


@dataclass(frozen=True)
class Result:
    """All that was found. Of a sound page also the name of its module; and the module, unless the disk holds it."""

    page: str
    found: tuple[Diagnostic, ...]
    name: str = ""
    module: Module | None = None
    hash: str = ""  # of the page
    named: Sequence[tuple[str, str, str]] = ()  # what it names: form, path, and hash; no hash where it is not there
    interface: Interface | None = None  # where it was asked for
    claims: tuple[Claim, ...] = ()
