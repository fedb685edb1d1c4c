"""Pages that were rendered before: one of which nothing has changed, on the disk neither, costs some hashes.

What is rendered depends on eventgen, on the page, on the files that it names, and on the way from the module to the
page. Of each page and each folder of modules there is one record: of the last time that the disk held all of that.
"""

import os
from pathlib import Path

from eventgen import cache
from eventgen.manifest import digest, real
from eventgen.packing import Unfit, packed
from eventgen.result import Result
from eventgen.rows import from_claims, from_rows, to_claims, to_rows
from eventgen.write import settled


def recalled(out: Path, file: str) -> Result | None:
    """What became of a page the last time, if that holds still and there is nothing to write."""
    kept = cache.recall(_path(out, file))
    try:
        page, named, name, manifest, found, claims = kept
        if digest(Path(file).read_bytes()) != page:
            return None
        if any(known != _hash(packed(file, path, form)) for form, path, known in named):
            return None
        result = Result(file, from_rows(found, file), name, claims=from_claims(claims, file))
        return result if settled(out, name, manifest) else None
    except (OSError, ValueError, TypeError, Unfit):  # there is no record, or a file that it speaks of cannot be read
        return None


def remember(out: Path, result: Result, manifest: str) -> None:
    """Keeps what became of a page whose module is on the disk now, with a manifest of that hash."""
    if all(
        finding.place.file == result.page for finding in result.found
    ):  # else something is wrong with eventgen itself
        rows = to_rows(result.found), to_claims(result.claims)
        known = result.hash, result.named, result.name, manifest, *rows
        cache.keep(_path(out, result.page), known)


def _hash(content: bytes | None) -> str:
    return "" if content is None else digest(content)


def _path(out: Path, file: str) -> Path | None:
    above, name = os.path.split(os.path.abspath(file))
    return cache.path("rendered", f"{real(str(out))}\0{real(above)}\0{name}")
