"""Pages -> diagnostics: the command that runs on every commit and every keystroke."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.report import Report

TEXT = "text"


@dataclass(frozen=True)
class Asked:
    """What the command line asks for. Only what is asked for is loaded."""

    least: Severity = Severity.WARNING  # that is shown
    strict: bool = False  # warnings are errors
    form: str = TEXT
    takes: Callable[[Diagnostic], bool] | None = None  # which findings count; all
    judge: Callable[[str], Iterable[Diagnostic]] | None = None  # what is found in a page; the remembered verdict


def validate(paths: Sequence[str], asked: Asked) -> int:
    """Says what is wrong with the pages, and gives the exit code."""
    from eventgen.pages import pages
    from eventgen.progress import progress
    from eventgen.verdicts import verdict

    judge, files = asked.judge or verdict, list[str]()
    told: list[Diagnostic] = []
    report = Report(asked.least, None if asked.form == TEXT else told.append)
    with report.stopped():
        files = pages(paths)
        for file in progress(files, "validating"):
            with report.stopped():
                report.add(filter(asked.takes, judge(file)) if asked.takes else judge(file))
    bar = Severity.WARNING if asked.strict else Severity.ERROR
    code = report.finish(bar)
    if asked.form != TEXT:
        from eventgen.formats import Results, write

        write(asked.form, Results(files, told, bar, code))
    elif summary := report.summary(len(files)):
        print(summary, file=sys.stderr)
    return code
