"""Pages -> diagnostics: the command that runs on every commit and every keystroke."""

import sys
from collections.abc import Callable, Sequence

from eventgen.claims import Claim, met
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.formatted import TEXT, write
from eventgen.report import Report
from eventgen.verdicts import Verdict, verdict

Judge = Callable[[str], Verdict]


def validate(
    paths: Sequence[str], *, strict: bool, least: Severity, form: str = TEXT, judge: Judge | None = None
) -> int:
    """Says what is wrong with the pages, and gives the exit code. `strict`: warnings are errors. `judge` says what is
    found in a page; if nothing else is asked for, the remembered verdict does."""
    from eventgen.pages import pages
    from eventgen.progress import progress

    files: list[str] = []
    told: list[Diagnostic] = []
    claims: list[Claim] = []
    report = Report(least, None if form == TEXT else told.append)
    with report.stopped():
        files = pages(paths)
        for file in progress(files, len(files), "validating"):
            with report.stopped():
                judged = (judge or verdict)(file)
                claims += judged.claims
                report.add(judged.found)
        report.add(met(claims))
    bar = Severity.WARNING if strict else Severity.ERROR
    code = report.finish(bar)
    if form != TEXT:
        from eventgen.formats import Results

        write("formats", form, Results(files, told, bar, code))
    elif summary := report.summary(len(files)):
        print(summary, file=sys.stderr)
    return code
