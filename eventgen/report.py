"""Diagnostics -> standard error and an exit code."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace

from eventgen.diagnostics import Diagnostic, Severity, Stop, counted, ordered, pretty

FINE, AT_FAULT, UNREADABLE = 0, 1, 2
CANNOT_BE_READ = (
    "ASK",
    "FILE",
    "OUT004",
    "INIT001",
)  # codes of what the file system or the command line is at fault of


class Report:
    """Diagnostics as they come, and the exit code that they make. `show` gets those that are worth it; else
    standard error does."""

    def __init__(self, least: Severity, show: Callable[[Diagnostic], None] | None = None) -> None:
        self.least = least
        self.worst = Severity.INFO
        self.code = FINE
        self.shown: list[Diagnostic] = []
        self.show = show or self.print
        self.colour = coloured()

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in ordered(diagnostics):
            self.worst = max(self.worst, diagnostic.severity)
            if diagnostic.severity == Severity.ERROR and diagnostic.code.startswith(CANNOT_BE_READ):
                self.code = UNREADABLE
            if diagnostic.severity >= self.least:
                self.shown.append(diagnostic)
                self.show(_reasoned(diagnostic))

    def print(self, diagnostic: Diagnostic) -> None:
        print(pretty(diagnostic, self.colour), file=sys.stderr)

    def stopped(self) -> "_Stopped":
        return _Stopped(self)

    def finish(self, bar: Severity = Severity.ERROR) -> int:
        """The exit code: that of the worst, if it is as bad as `bar`."""
        if self.code == FINE and self.worst >= bar:
            self.code = AT_FAULT
        return self.code

    def summary(self, files: int) -> str:
        """`3 errors, 1 warning in 2 of 5 pages`; empty if nothing was shown."""
        faulty = len({diagnostic.place.file for diagnostic in self.shown})
        if not faulty or not files:
            return ""
        where = f"{faulty} of {files} pages" if files > 1 else "1 page"
        mended = sum(diagnostic.edit is not None for diagnostic in self.shown)
        return f"{counted(self.shown)} in {where}" + (f"; --fix mends {mended}" if mended else "")


def coloured() -> bool:
    """Whether standard error is for eyes; NO_COLOR comes first, as in Python itself."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stderr.isatty() and os.environ.get("TERM") != "dumb")


def _reasoned(diagnostic: Diagnostic) -> Diagnostic:
    from eventgen.explanations import why

    return diagnostic if diagnostic.why else replace(diagnostic, why=why(diagnostic.code))


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
