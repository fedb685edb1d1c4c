"""Findings -> workflow commands of GitHub Actions, which show them beside the lines of a pull request."""

from eventgen.diagnostics import Diagnostic, Severity, printable
from eventgen.formats import Results

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# github.com/actions/toolkit: packages/core/src/command.ts
IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def written(results: Results) -> str:
    return "".join(_command(finding) + "\n" for finding in results.found)


def _command(finding: Diagnostic) -> str:
    place = finding.place
    properties: dict[str, object] = {"file": place.file.replace("\\", "/")}
    if place.line:
        properties |= {"line": place.line, "endLine": place.line, "col": place.column}
        properties["endColumn"] = place.column + place.length
    properties["title"] = finding.code
    also = f"{finding.also.words}: {printable(str(finding.also.place))}" if finding.also else ""
    parts = [finding.message, finding.why, f"fix: {finding.fix}" if finding.fix else "", also]
    said = "\n".join(part for part in parts if part)
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {told}::{said.translate(IN_MESSAGE)}"


def _property(value: object) -> str:
    return printable(str(value)).translate(IN_PROPERTY)
