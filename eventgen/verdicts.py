"""Pages -> what was found in them; a page that was judged before costs a hash.

A verdict depends on the bytes of the page and on eventgen alone: the rules read nothing else.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from eventgen import cache
from eventgen.diagnostics import Diagnostic, Edit, Place, Related, Severity

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
        rows = json.loads(path.read_text("utf-8"))
        return tuple(
            Diagnostic(
                Place(file, *place),
                Severity(severity),
                also=also and Related(Place(file, *also[0]), *also[1:]),
                route=tuple(route),
                edit=edit and Edit(*edit),
                **texts,
            )
            for place, severity, also, route, edit, texts in rows
        )
    except (OSError, ValueError, TypeError):
        return None


def _written(finding: Diagnostic) -> Sequence[object]:
    """A finding without the file: the same page may lie elsewhere too."""
    also = finding.also and (_spot(finding.also.place), finding.also.words, finding.also.source)
    edit = finding.edit and (finding.edit.value, finding.edit.key)
    texts = {name: getattr(finding, name) for name in TEXTS}
    return _spot(finding.place), int(finding.severity), also, finding.route, edit, texts


def _spot(place: Place) -> tuple[int, int, int]:
    return place.line, place.column, place.length


def _remembered(path: Path, found: tuple[Diagnostic, ...]) -> None:
    """Written beside and moved into place: two runs at once leave one of two equal verdicts."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_text(json.dumps([*map(_written, found)]), "utf-8")
        beside.replace(path)
        others = sorted(path.parent.iterdir(), key=lambda other: other.stat().st_mtime_ns)
        for old in others[:-MOST]:
            old.unlink(missing_ok=True)
