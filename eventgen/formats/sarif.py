"""Findings -> SARIF 2.1.0, which code scanning of GitHub, Azure DevOps and editors read."""

import hashlib
import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from eventgen.diagnostics import Diagnostic, Related, Severity
from eventgen.explain import explanations
from eventgen.explanations import Explanation
from eventgen.formats import Results
from eventgen.report import UNREADABLE

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
ROOT = "%SRCROOT%"  # what paths are relative to: the folder of the repository


def written(results: Results) -> str:
    codes = sorted({finding.code for finding in results.found})
    numbers = {code: number for number, code in enumerate(codes)}
    known = explanations()
    run = {
        "tool": {"driver": {**_driver(), "rules": [_rule(known[code]) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": results.code != UNREADABLE, "exitCode": results.code}],
        "results": [_result(finding, numbers[finding.code]) for finding in results.found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver() -> dict[str, Any]:
    try:
        return {"name": "eventgen", "version": version("eventgen")}
    except PackageNotFoundError:  # it runs from a checkout
        return {"name": "eventgen"}


def _rule(found: Explanation) -> dict[str, Any]:
    sources = [source for source in found.sources if source.startswith("https://")]
    lines = "\n".join(f"- {source}" for source in found.sources)
    return {
        "id": found.code,
        "name": "".join(map(str.title, found.name.split("_"))),
        "shortDescription": {"text": found.says},
        "fullDescription": {"text": found.why},
        "help": {
            "text": f"{found.why}\n\nFix: {found.fix}\n\nSource:\n{lines}",
            "markdown": f"{found.why}\n\n**Fix.** {found.fix}\n\n**Source**\n\n{lines}",
        },
        **({"helpUri": sources[0]} if sources else {}),
        "defaultConfiguration": {"level": LEVELS[found.severity]},
    }


def _result(finding: Diagnostic, number: int) -> dict[str, Any]:
    said = f"{finding.message}. Fix: {finding.fix}" if finding.fix else finding.message
    location: dict[str, Any] = {"physicalLocation": _place(finding)}
    also = finding.also
    related = [{"message": {"text": also.words}, "physicalLocation": _place(also)}] if also else []
    route = ".".join(map(str, finding.route))
    if route:
        location["logicalLocations"] = [{"fullyQualifiedName": route}]
    mark = " ".join([finding.code, finding.place.file, route, finding.message])
    return {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [location],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"eventgen/v1": hashlib.sha256(mark.encode("utf-8", "backslashreplace")).hexdigest()},
    }


def _place(finding: Diagnostic | Related) -> dict[str, Any]:
    place = finding.place
    made: dict[str, Any] = {"artifactLocation": _artifact(place.file)}
    if place.line:
        made["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": place.column + place.length,
        }
        if finding.source.strip():
            made["region"]["snippet"] = {"text": finding.source}
    return made


def _artifact(file: str) -> dict[str, Any]:
    """A path as SARIF writes it: an absolute one names its file, any other is relative to the repository."""
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": ROOT}
