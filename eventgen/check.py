"""Candidates -> Diagnostics: reads the Terraform of modules as Terraform would, in five steps.

parse      who else reads HCL says whether a text is any: python-hcl2, pygohcl, Terraform (`judges`)
strict     our own reader refuses whatever Terraform refuses, and gives the blocks
structure  what the blocks are to each other: references, what AWS has one of, files that are read
schema     what each block takes, as Terraform and the provider have it
lift       the graph, read back out of the blocks, is that of the page

A step says all that it finds. Structure and schema need every file to be HCL; the lift needs the page, and nothing to
be wrong. The judges are some forty times slower than the reader: unless all is asked for, they hear what changed, up to
a size.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os.path import join, normpath

from eventgen import marks
from eventgen.diagnostics import Diagnostic, Place, Related, Severity, ordered
from eventgen.judges import Judge, impostor, judges
from eventgen.module import Candidate, Source
from eventgen.parse import parse
from eventgen.rubbish import uncollected
from eventgen.syntax import File

JUDGED_TWICE = 40_000  # bytes in one run: what a person edits, and not a whole repository
RENDER = "render the page, or have the page say so too"
REFUTABLE = ("TFC002", "TFC003", "TFC010", "TFC018")  # what files that were not read may refute


def check(
    candidates: Iterable[Candidate],
    *,
    thorough: bool = False,
    least: Severity = Severity.ERROR,
    room: int | None = None,
    remembered: bool = True,
) -> list[Diagnostic]:
    """What is wrong with modules and at least so bad: no page could mend what only deserves a warning."""
    judged = checked(candidates, thorough=thorough, least=least, room=room, remembered=remembered)
    return list(ordered(finding for _, findings in judged for finding in findings))


def checked(
    candidates: Iterable[Candidate],
    *,
    thorough: bool,
    least: Severity,
    room: int | None = None,
    remembered: bool = True,
) -> Iterator[tuple[Candidate, list[Diagnostic]]]:
    """Each module with what is found in it. Where that is remembered, one in which nothing was found before costs a
    hash. `room`: how many bytes the judges hear, unless they hear all."""
    room, told = JUDGED_TWICE if room is None else room, False
    question = f"{least} {thorough and [judge.name for judge in judges(thorough)]}"
    for candidate in candidates:
        mark = marks.mark(candidate, question) if remembered else None
        if mark and marks.holds(mark, candidate):
            yield candidate, []
            continue
        size = sum(map(len, candidate.files.values()))
        judged = thorough or size <= room
        room -= size
        rests_upon: set[str] = set()
        with uncollected():
            found = _found(candidate, judges(thorough) if judged else (), rests_upon)
        found = [finding for finding in found if finding.severity >= least]
        if mark and not found:
            marks.leave(mark, rests_upon)
        if judged and not told:
            found += impostor(thorough)
            told = True
        yield candidate, found


def _found(candidate: Candidate, jury: Sequence[Judge], rests_upon: set[str]) -> list[Diagnostic]:
    """The steps in their order. To `rests_upon` go the files that were asked for, and are there."""
    files: dict[str, File] = {}
    found: list[Diagnostic] = []
    for path, content in candidate.files.items():
        file, wrong = parse(normpath(join(candidate.folder, path)), content, jury, candidate.advice)
        found += wrong
        if file:
            files[path] = file
    if len(files) == len(candidate.files):
        found += _judged(candidate, [*files.values()], rests_upon)
    if candidate.source and all(finding.severity < Severity.ERROR for finding in found):
        found += _compared(candidate, candidate.source, files)
    return found


def _judged(candidate: Candidate, files: Sequence[File], rests_upon: set[str]) -> Iterator[Diagnostic]:
    from eventgen.checks.schema import schema
    from eventgen.checks.structure import structure

    def there(path: str) -> bool:
        found = candidate.there(path)
        if found:
            rests_upon.add(path)
        return found

    for finding in (*structure(files, there), *(finding for file in files for finding in schema(file))):
        yield _doubted(finding, candidate.unread) if candidate.unread and finding.code in REFUTABLE else finding


def _compared(candidate: Candidate, source: Source, files: Mapping[str, File]) -> Iterator[Diagnostic]:
    from eventgen.compare import compare

    for finding in compare([file for path, file in files.items() if path not in candidate.foreign], source):
        lacks = finding.place.file == source.document.file  # then it stands nowhere else
        also = Related(Place(candidate.folder), "module") if lacks else finding.also
        yield replace(finding, fix=candidate.advice or RENDER, also=also)


def _doubted(finding: Diagnostic, unread: Sequence[str]) -> Diagnostic:
    message = f"{finding.message}, unless {' or '.join(unread)} says otherwise, which was not read"
    return replace(finding, severity=min(finding.severity, Severity.WARNING), message=message)
