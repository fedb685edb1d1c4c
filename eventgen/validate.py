"""Pages -> diagnostics: the command that runs on every commit and every keystroke."""

from collections.abc import Sequence

from eventgen.diagnostics import Severity
from eventgen.report import Report


def validate(paths: Sequence[str], *, strict: bool, least: Severity) -> int:
    """Says what is wrong with the pages, and gives the exit code. `strict`: warnings are errors."""
    from eventgen.pages import pages
    from eventgen.progress import progress
    from eventgen.verdicts import verdict

    report = Report(least)
    with report.stopped():
        files = pages(paths)
        for file in progress(files, len(files), "validating"):
            with report.stopped():
                report.add(verdict(file))
    return report.finish(Severity.WARNING if strict else Severity.ERROR)
