"""Findings -> what other programs read. A format is the module of its name, and loaded when it is asked for."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from eventgen.diagnostics import Diagnostic, Severity

TEXT = "text"  # for people: it needs no module


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


def names() -> tuple[str, ...]:
    """All formats, sorted; text first."""
    modules = (file[:-3] for file in os.listdir(__path__[0]) if file.endswith(".py") and file != "__init__.py")
    return (TEXT, *sorted(modules))


def write(form: str, results: Results) -> None:
    """Writes the results to standard output, in UTF-8 on every machine."""
    text: str = import_module(f"{__name__}.{form}").written(results)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
