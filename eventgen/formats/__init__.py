"""Findings -> what other programs read. A format is the module of its name, and loaded when it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventgen.diagnostics import Diagnostic, Severity


@dataclass(frozen=True)
class Results:
    """What a run over pages found. From `bar` on a finding fails the run; `code` is its exit code."""

    files: Sequence[str]
    found: Sequence[Diagnostic]
    bar: Severity
    code: int

    def counts(self) -> Mapping[Severity, int]:
        return {severity: sum(d.severity is severity for d in self.found) for severity in reversed(Severity)}

    def by_file(self) -> Mapping[str, list[Diagnostic]]:
        """The findings of each page, and of what is named and no page at all."""
        made: dict[str, list[Diagnostic]] = {file: [] for file in self.files}
        for finding in self.found:
            made.setdefault(finding.place.file, []).append(finding)
        return made
