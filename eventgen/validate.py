"""Pages -> diagnostics: the command that runs on every commit and every keystroke."""

import sys
from collections.abc import Callable, Iterable, Sequence

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.report import Report

TEXT = "text"  # the format for people
Judge = Callable[[str], Iterable[Diagnostic]]


def validate(
    paths: Sequence[str], *, strict: bool, least: Severity, form: str = TEXT, judge: Judge | None = None
) -> int:
    """Says what is wrong with the pages, and gives the exit code. `strict`: warnings are errors. `judge` says what is
    found in a page; if nothing else is asked for, the remembered verdict does."""
    from eventgen.pages import pages
    from eventgen.progress import progress
    from eventgen.verdicts import verdict

    files: list[str] = []
    told: list[Diagnostic] = []
    report = Report(least, None if form == TEXT else told.append)
    with report.stopped():
        files = pages(paths)
        for file in progress(files, len(files), "validating"):
            with report.stopped():
                report.add((judge or verdict)(file))
    bar = Severity.WARNING if strict else Severity.ERROR
    code = report.finish(bar)
    if form != TEXT:
        from eventgen.formats import Results, write

        write(form, Results(files, told, bar, code))
    elif summary := report.summary(len(files)):
        print(summary, file=sys.stderr)
    return code
