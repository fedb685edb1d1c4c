"""Pages -> what was found in them; a page that was judged before costs a hash.

A verdict depends on the bytes of the page and on eventgen alone: the rules read nothing else.
"""

import os
from pathlib import Path

from eventgen import cache
from eventgen.diagnostics import Diagnostic
from eventgen.rows import from_rows, to_rows

OTHERS = b"${pages."  # what other pages say is part of the verdict
LARGEST = 1_000_000  # bytes of a page that is worth remembering


def verdict(file: str) -> tuple[Diagnostic, ...]:
    """What is found in a page. Raises Stop where it cannot be read, or is no page at all."""
    path = _path(file)
    try:
        return from_rows(cache.recall(path), file)
    except (ValueError, TypeError):  # there is none
        from eventgen.pipeline import read

        found = read(file).found
        cache.keep(path, to_rows(found))
        return found


def _path(file: str) -> Path | None:
    """Where the verdict on these bytes would lie."""
    try:
        if cache.folder("verdicts") is None or not os.path.isfile(file) or os.path.getsize(file) > LARGEST:
            return None
        content = Path(file).read_bytes()
        return None if OTHERS in content else cache.path("verdicts", content)
    except (OSError, ValueError):
        return None  # `read` says what is wrong with it
