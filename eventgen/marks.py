"""What was found sound, remembered by its content: a module that did not change is not judged twice."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from eventgen import cache
from eventgen.module import Candidate, Source


def mark(candidate: Candidate, question: str) -> Path | None:
    """Where it would lie that nothing was found, when this was asked of this content."""
    folder = cache.folder("checked")
    if folder is None:
        return None
    digest = hashlib.sha256(f"{cache.stamp()}\0{question}".encode())
    for part in _content(candidate):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return folder / digest.hexdigest()


def holds(mark: Path, candidate: Candidate) -> bool:
    """Whether it lies there, and the files that it rests upon are still where they were."""
    try:
        return all(candidate.there(path) for path in json.loads(mark.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return False


def leave(mark: Path, rests_upon: Iterable[str]) -> None:
    with suppress(OSError):
        mark.write_text(json.dumps(sorted(rests_upon)), "utf-8")


def _content(candidate: Candidate) -> Iterator[bytes]:
    """All that the check reads, one thing after the other."""
    for path, content in candidate.files.items():
        yield path.encode(errors="surrogateescape")
        yield content
    yield repr((candidate.unread, sorted(candidate.foreign))).encode(errors="surrogateescape")
    if candidate.source:
        yield from _page(candidate.source)


def _page(source: Source) -> Iterator[bytes]:
    """The page, and which of the files that it names are there."""
    yield source.document.text.text.encode(errors="surrogatepass")
    yield repr([(name, content is not None) for name, content in source.assets.items()]).encode()
