"""Subjects -> Diagnostics: reads the Terraform of modules as Terraform would, in five steps.

parse      who else reads HCL says whether a text is any: python-hcl2, pygohcl, Terraform (`judges`)
strict     our own reader refuses whatever Terraform refuses, and gives the blocks
structure  what the blocks are to each other: references, what AWS has one of, files that are read
schema     what each block takes, as Terraform and the provider have it
lift       the graph, read back out of the blocks, is that of the page

A step says all that it finds. Structure and schema need every file to be HCL; the lift needs the page, and nothing to
be wrong. The judges are some forty times slower than the reader: unless all is asked for, they hear what changed, up to
a size.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from os.path import join, normpath

from eventgen import marks
from eventgen.diagnostics import Diagnostic, Severity, ordered
from eventgen.judges import Judge, impostor, judges
from eventgen.module import Subject
from eventgen.parse import parse
from eventgen.syntax import File

JUDGED_TWICE = 200_000  # bytes in one run
REFUTABLE = ("TFC002", "TFC003", "TFC010", "TFC018")  # what files that were not read may refute


def check(subjects: Iterable[Subject], *, thorough: bool = False, least: Severity = Severity.ERROR) -> list[Diagnostic]:
    """What is wrong with modules and at least so bad: no page could mend what only deserves a warning."""
    judged = checked(subjects, thorough=thorough, least=least)
    return list(ordered(finding for _, findings in judged for finding in findings))


def checked(
    subjects: Iterable[Subject], *, thorough: bool, least: Severity
) -> Iterator[tuple[Subject, list[Diagnostic]]]:
    """Each module with what is found in it. One in which nothing was found before costs a hash."""
    room, told = JUDGED_TWICE, False
    question = f"{least} {thorough and [judge.name for judge in judges(thorough)]}"
    for subject in subjects:
        mark = marks.mark(subject, question)
        if mark and marks.holds(mark, subject):
            yield subject, []
            continue
        size = sum(map(len, subject.files.values()))
        judged = thorough or size <= room
        room -= size
        rests_upon: set[str] = set()
        with _without_collector():
            found = _found(subject, judges(thorough) if judged else (), rests_upon)
        found = [finding for finding in found if finding.severity >= least]
        if mark and not found:
            marks.leave(mark, rests_upon)
        if judged and not told:
            found += impostor(thorough)
            told = True
        yield subject, found


def _found(subject: Subject, jury: Sequence[Judge], rests_upon: set[str]) -> list[Diagnostic]:
    """The steps in their order. To `rests_upon` go the files that were asked for, and are there."""
    files: dict[str, File] = {}
    found: list[Diagnostic] = []
    for path, content in subject.files.items():
        file, wrong = parse(normpath(join(subject.folder, path)), content, jury, subject.advice)
        found += wrong
        if file:
            files[path] = file
    if len(files) == len(subject.files):
        found += _judged(subject, [*files.values()], rests_upon)
    return found


def _judged(subject: Subject, files: Sequence[File], rests_upon: set[str]) -> Iterator[Diagnostic]:
    from eventgen.checks.schema import schema
    from eventgen.checks.structure import structure

    def there(path: str) -> bool:
        found = subject.there(path)
        if found:
            rests_upon.add(path)
        return found

    for finding in (*structure(files, there), *(finding for file in files for finding in schema(file))):
        yield _doubted(finding, subject.unread) if subject.unread and finding.code in REFUTABLE else finding


def _doubted(finding: Diagnostic, unread: Sequence[str]) -> Diagnostic:
    message = f"{finding.message}, unless {' or '.join(unread)} says otherwise, which was not read"
    return replace(finding, severity=min(finding.severity, Severity.WARNING), message=message)


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
