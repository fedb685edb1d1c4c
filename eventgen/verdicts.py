"""Pages -> what was found in them; a page that was judged before costs a hash.

A verdict depends on the bytes of the page and on eventgen alone: the rules read nothing else. What a page claims of
things that others may claim too is part of it; what comes of that is not, for it depends on the other pages.
"""

import os
from pathlib import Path
from typing import NamedTuple

from eventgen import cache
from eventgen.claims import Claim
from eventgen.diagnostics import Diagnostic
from eventgen.rows import from_claims, from_rows, to_claims, to_rows

OTHERS = b"${pages."  # what other pages say is part of the verdict
LARGEST = 1_000_000  # bytes of a page that is worth remembering


class Verdict(NamedTuple):
    """What was found in a page, and what the page claims."""

    found: tuple[Diagnostic, ...]
    claims: tuple[Claim, ...] = ()


def verdict(file: str) -> Verdict:
    """What is found in a page. Raises Stop where it cannot be read, or is no page at all."""
    path = _path(file)
    try:
        found, claims = cache.recall(path)
        return Verdict(from_rows(found, file), from_claims(claims, file))
    except (ValueError, TypeError):  # there is none
        from eventgen.pipeline import read

        page = read(file)
        cache.keep(path, (to_rows(page.found), to_claims(page.claims)))
        return Verdict(page.found, page.claims)


def _path(file: str) -> Path | None:
    """Where the verdict on these bytes would lie."""
    try:
        if cache.folder("verdicts") is None or not os.path.isfile(file) or os.path.getsize(file) > LARGEST:
            return None
        content = Path(file).read_bytes()
        return None if OTHERS in content else cache.path("verdicts", content)
    except (OSError, ValueError):
        return None  # `read` says what is wrong with it
