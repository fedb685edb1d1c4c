"""Findings -> JSON: a list, and how many there are."""

import json
from typing import Any

from eventgen.diagnostics import Diagnostic, Place
from eventgen.formats import Results

VERSION = 1  # of this form: it grows with what changes the meaning of a field


def written(results: Results) -> str:
    faulty = {finding.place.file for finding in results.found}
    summary = {f"{severity.word}s": count for severity, count in results.counts().items()}
    made = {
        "version": VERSION,
        "findings": [_finding(finding) for finding in results.found],
        "summary": {**summary, "pages": len(results.files), "faulty": len(faulty.intersection(results.files))},
    }
    return json.dumps(made, indent=2) + "\n"


def _finding(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        **_place(finding.place),
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
        "fixable": finding.edit is not None,
        "route": ".".join(map(str, finding.route)),
        "also": finding.also and {"is": finding.also.words, **_place(finding.also.place)},
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line or None,
        "column": place.column if place.line else None,
        "end_column": place.column + place.length if place.line else None,
    }
