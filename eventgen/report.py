"""Diagnostics -> standard error and an exit code."""

import os
import sys
from collections.abc import Iterable

from eventgen.diagnostics import Diagnostic, Severity, Stop, ordered, pretty

FINE, AT_FAULT, UNREADABLE = 0, 1, 2
CANNOT_BE_READ = ("FILE", "OUT004", "INIT001")  # codes of what the file system or the command line is at fault of


class Report:
    """Diagnostics as they come, and the exit code that they make."""

    def __init__(self, least: Severity) -> None:
        self.least = least
        self.worst = Severity.INFO
        self.code = FINE
        self.shown = 0
        colours = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.colour = colours or bool(os.environ.get("FORCE_COLOR"))

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in ordered(diagnostics):
            self.worst = max(self.worst, diagnostic.severity)
            if diagnostic.severity == Severity.ERROR and diagnostic.code.startswith(CANNOT_BE_READ):
                self.code = UNREADABLE
            if diagnostic.severity >= self.least:
                self.shown += 1
                print(pretty(diagnostic, self.colour), file=sys.stderr)

    def stopped(self) -> "_Stopped":
        return _Stopped(self)

    def finish(self, bar: Severity = Severity.ERROR) -> int:
        """The exit code: that of the worst, if it is as bad as `bar`."""
        if self.code == FINE and self.worst >= bar:
            self.code = AT_FAULT
        return self.code


class _Stopped:
    """Reports what a phase that cannot go on has found."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, Stop):
            self.report.add(error.diagnostics)
            return True
        return False


def least(verbose: bool, quiet: bool, strict: bool = False) -> Severity:
    """The least severity that is shown: what fails the run always is."""
    if verbose:
        return Severity.INFO
    return Severity.ERROR if quiet and not strict else Severity.WARNING
