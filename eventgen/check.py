"""{path: text} -> Diagnostics: reads the rendered Terraform as Terraform would, before any of it is written.

A strict reader of our own, then what must hold of a module's structure, then the provider's schema. python-hcl2 is
the second judge of what changed, up to a size: it is some forty times slower than the reader.
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from eventgen import cache
from eventgen.diagnostics import Diagnostic, Place, Severity, ordered
from eventgen.reader import Unreadable, read
from eventgen.syntax import Body, File

OURS = "this is a fault of eventgen: report it with the page"
JUDGED_TWICE = 40_000  # characters in one run: what a person edits, and not a whole repository


def check(modules: Iterable[tuple[str, Mapping[str, bytes]]], room: int | None = None) -> list[Diagnostic]:
    """What is wrong with the Terraform of modules, each with its name; one that was found sound before costs a hash.
    `room`: how many characters are judged twice."""
    found: list[Diagnostic] = []
    room = JUDGED_TWICE if room is None else room
    with _without_collector():
        for name, files in modules:
            texts = {f"{name}/{path}": content.decode() for path, content in files.items() if path.endswith(".tf")}
            remembered = _remembered(texts)
            if remembered and remembered.exists():
                continue
            size = sum(map(len, texts.values()))
            wrong = list(_wrong(texts, twice=size <= room))
            room -= size
            if wrong:
                found += wrong
            elif remembered:
                with suppress(OSError):
                    remembered.touch()
    return list(ordered(found))


def _wrong(texts: Mapping[str, str], twice: bool) -> Iterator[Diagnostic]:
    """Errors alone: what only deserves a warning is nothing that a page could mend."""
    from eventgen.checks.schema import schema
    from eventgen.checks.structure import structure

    files: list[File] = []
    for path, text in texts.items():
        try:
            files.append(read(path, text))
        except Unreadable as error:
            place = File(path, text, Body()).place(error.at)
            yield Diagnostic(place, Severity.ERROR, "HCL001", f"the rendered text is no HCL: {error}", OURS)
        if twice:
            yield from _second(path, text)
    if len(files) == len(texts):
        findings = [*structure(files), *(finding for file in files for finding in schema(file))]
        yield from (finding for finding in findings if finding.severity == Severity.ERROR)


def _second(path: str, text: str) -> Iterator[Diagnostic]:
    import hcl2

    try:
        hcl2.parses_to_tree(text)
    except Exception as error:  # lark raises many kinds; each means that the text is no HCL
        place = Place(path, max(getattr(error, "line", 0) or 0, 0), max(getattr(error, "column", 0) or 0, 0))
        words = str(error).splitlines()[0]
        yield Diagnostic(place, Severity.ERROR, "HCL002", f"python-hcl2 does not take the rendered text: {words}", OURS)


def _remembered(texts: Mapping[str, str]) -> Path | None:
    """The file that says of these texts that they are sound; it is empty."""
    folder = cache.folder("checked")
    if folder is None:
        return None
    digest = hashlib.sha256(cache.stamp().encode())
    for part in (part for pair in texts.items() for part in pair):
        digest.update(part.encode())
        digest.update(b"\0")
    return folder / digest.hexdigest()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Trees of HCL have no cycles to collect: without looking for them a parse takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
