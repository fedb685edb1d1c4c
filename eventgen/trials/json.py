"""Tests that were played -> JSON: a list, and how many there are."""

import json
from typing import Any

from eventgen.diagnostics import Diagnostic
from eventgen.trials import Trial, Trials

VERSION = 1  # of this form: it grows with what changes the meaning of a field


def written(trials: Trials) -> str:
    made = {
        "version": VERSION,
        "tests": [_trial(trial) for trial in trials.trials],
        "findings": [{"code": found.code, **_wrong(found)} for found in trials.found],
        "summary": {
            "pages": len(trials.files),
            "tests": len(trials.trials),
            "passed": len(trials.trials) - trials.failed,
            "failed": trials.failed,
        },
    }
    return json.dumps(made, indent=2) + "\n"


def _trial(trial: Trial) -> dict[str, Any]:
    failures = [{**_wrong(wrong), "trace": list(lives)} for wrong, lives in zip(trial.wrong, trial.lives, strict=True)]
    made = {"file": trial.file, "line": trial.line, "name": trial.name, "passed": trial.holds, "failures": failures}
    return {**made, "trace": list(trial.story)} if trial.story else made


def _wrong(found: Diagnostic) -> dict[str, Any]:
    place = {"file": found.place.file, "line": found.place.line or None, "column": found.place.column or None}
    return {**place, "message": found.message, "route": ".".join(map(str, found.route))}
