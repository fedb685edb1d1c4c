"""Findings -> JUnit XML: a test case for each page, which fails if the page does."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from eventgen.diagnostics import Diagnostic, Severity, counted, pretty, printable
from eventgen.formats import Results


def written(results: Results) -> str:
    pages = results.by_file()
    failed = sum(any(d.severity >= results.bar for d in found) for found in pages.values())
    numbers = {"tests": str(len(pages)), "failures": str(failed), "errors": "0"}
    suites = ET.Element("testsuites", numbers)
    suite = ET.SubElement(suites, "testsuite", {"name": "eventgen", **numbers, "skipped": "0"})
    for file, found in pages.items():
        suite.append(_case(printable(file), found, results.bar))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _case(file: str, found: Sequence[Diagnostic], bar: Severity) -> ET.Element:
    """What fails the page stands in `failure`, what does not in `system-out`: it is lost nowhere."""
    case = ET.Element("testcase", {"classname": "eventgen.validate", "name": file, "file": file})
    failing = [finding for finding in found if finding.severity >= bar]
    passing = [finding for finding in found if finding.severity < bar]
    if failing:
        codes = ", ".join(dict.fromkeys(finding.code for finding in failing))
        failure = ET.SubElement(case, "failure", {"message": f"{counted(failing)}: {codes}", "type": failing[0].code})
        failure.text = _told(failing)
    if passing:
        ET.SubElement(case, "system-out").text = _told(passing)
    return case


def _told(found: Sequence[Diagnostic]) -> str:
    return "\n".join(["", *map(pretty, found), ""])
