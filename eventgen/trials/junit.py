"""Tests that were played -> JUnit XML: a suite for each page, a case for each test."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from eventgen.diagnostics import pretty, printable
from eventgen.trials import Trial, Trials


def written(trials: Trials) -> str:
    suites = ET.Element("testsuites", _numbers(trials.trials, len(trials.found)))
    for file in trials.files:
        mine = [trial for trial in trials.trials if trial.file == file]
        found = [each for each in trials.found if each.place.file == file]
        suite = ET.SubElement(suites, "testsuite", {"name": printable(file), **_numbers(mine, len(found))})
        for trial in mine:
            suite.append(_case(trial))
        for each in found:
            case = ET.SubElement(suite, "testcase", {"classname": printable(file), "name": each.code, "file": file})
            ET.SubElement(case, "error", {"message": each.message, "type": each.code}).text = pretty(each)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _numbers(trials: Sequence[Trial], errors: int) -> dict[str, str]:
    failed = sum(not trial.holds for trial in trials)
    return {"tests": str(len(trials) + errors), "failures": str(failed), "errors": str(errors), "skipped": "0"}


def _case(trial: Trial) -> ET.Element:
    about = {"classname": printable(trial.file), "name": printable(trial.name), "file": trial.file}
    case = ET.Element("testcase", {**about, "line": str(trial.line)})
    for wrong, lives in zip(trial.wrong, trial.lives, strict=True):
        failure = ET.SubElement(case, "failure", {"message": wrong.message, "type": wrong.code})
        failure.text = "\n".join(["", pretty(wrong), *map(printable, lives), ""])
    if trial.story:
        ET.SubElement(case, "system-out").text = "\n".join(["", *map(printable, trial.story), ""])
    return case
