"""Folders -> diagnostics: the command that judges modules as they lie on the disk."""

from collections.abc import Sequence

from eventgen.check import checked
from eventgen.diagnostics import Severity, printable
from eventgen.folders import folders, opened
from eventgen.module import Candidate
from eventgen.progress import progress
from eventgen.report import Report


def inspect(paths: Sequence[str], report: Report, *, thorough: bool, strict: bool, quiet: bool) -> int:
    """Says what is wrong with modules and which are sound, and gives the exit code. `strict`: warnings are errors."""
    bar = Severity.WARNING if strict else Severity.ERROR
    modules, unfit = folders(paths)
    report.add(unfit)
    candidates = map(opened, progress(modules, len(modules), "checking"))
    for candidate, wrong in checked(candidates, thorough=thorough, least=report.least):
        findings = [*candidate.found, *wrong]
        report.add(findings)
        if not quiet and all(finding.severity < bar for finding in findings):
            print(_sound(candidate))
    return report.finish(bar)


def _sound(candidate: Candidate) -> str:
    number = len(candidate.files)
    page = f"held against {printable(candidate.source.document.file)}" if candidate.source else "without a page"
    return f"{printable(candidate.folder)}: {number} file{'s' * (number != 1)} sound, {page}"
