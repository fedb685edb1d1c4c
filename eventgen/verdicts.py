"""Pages -> what was found in them; a page that was judged before costs a hash.

A verdict depends on the bytes of the page and on eventgen alone: the rules read nothing else.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from eventgen import cache
from eventgen.diagnostics import Diagnostic, Edit, Place, Severity

MOST = 64  # verdicts in each of 256 folders: the oldest go
TEXTS = ("code", "message", "fix", "source", "why", "about")  # of a finding
LARGEST = 1_000_000  # bytes of a page that is worth remembering


def verdict(file: str) -> tuple[Diagnostic, ...]:
    """What is found in a page. Raises Stop where it cannot be read, or is no page at all."""
    path = _path(file)
    if path and (known := _recalled(path, file)) is not None:
        return known
    from eventgen.pipeline import read

    found = read(file).found
    if path:
        _remembered(path, found)
    return found


def _path(file: str) -> Path | None:
    """Where the verdict on these bytes would lie."""
    folder = cache.folder("verdicts")
    try:
        if folder is None or not os.path.isfile(file) or os.path.getsize(file) > LARGEST:
            return None
        content = Path(file).read_bytes()
    except (OSError, ValueError):
        return None  # `read` says what is wrong with it
    key = hashlib.sha256(cache.stamp().encode() + b"\0" + content).hexdigest()
    return folder / key[:2] / key[2:]


def _recalled(path: Path, file: str) -> tuple[Diagnostic, ...] | None:
    try:
        return tuple(
            Diagnostic(Place(file, *place), Severity(severity), edit=edit and Edit(*edit), route=tuple(route), **texts)
            for place, severity, edit, route, texts in json.loads(path.read_text("utf-8"))
        )
    except (OSError, ValueError, TypeError):
        return None


def _remembered(path: Path, found: tuple[Diagnostic, ...]) -> None:
    """Written beside and moved into place: two runs at once leave one of two equal verdicts."""
    rows = [
        (
            (d.place.line, d.place.column, d.place.length),
            int(d.severity),
            d.edit and (d.edit.value, d.edit.key),
            d.route,
            {name: getattr(d, name) for name in TEXTS},
        )
        for d in found
    ]
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_text(json.dumps(rows), "utf-8")
        beside.replace(path)
        others = sorted(path.parent.iterdir(), key=lambda other: other.stat().st_mtime_ns)
        for old in others[:-MOST]:
            old.unlink(missing_ok=True)
