"""Formats for programs: what they say is true, to the column, and nothing of a page breaks out of them."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hostile import examples, hostile_text
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from test_cli import PAGES, run

from eventgen.cli import FORMATS
from eventgen.diagnostics import Diagnostic, Edit, Place, Related, Severity, Stop
from eventgen.explain import explanations
from eventgen.formats import Results
from eventgen.formats.github import written as github
from eventgen.formatted import names
from eventgen.pipeline import read

SCHEMA = Draft4Validator(
    json.loads((Path(__file__).parent / "sarif-2.1.0.trimmed.schema.json").read_text("utf-8")),
    format_checker=FormatChecker(),
)
WRONG = (
    "eventgen: 1\nname: wrong\nqueues:\n"
    "  orders: {retention: 15d, description: 'é 😀'}\n"
    "  '😀': {}\n"
    "  bills: {deduplication: id, max_message_size: 1MiB}\n"
)
FOUND = read("pages/wrong one.eventgen.yaml", WRONG.encode()).found


def results(*found: Diagnostic, files: tuple[str, ...] = (), bar: Severity = Severity.ERROR, code: int = 1) -> Results:
    return Results(files or tuple(dict.fromkeys(finding.place.file for finding in found)), found, bar, code)


def written(form: str, of: Results) -> str:
    text: str = import_module(f"eventgen.formats.{form}").written(of)
    return text


def finding(message: str, *, file: str = "p.yaml", fix: str = "", line: int = 3, **more: Any) -> Diagnostic:
    return Diagnostic(Place(file, line, 5, 2), Severity.ERROR, "PAGE001", message, fix, **more)


def test_the_help_names_all_formats() -> None:
    assert FORMATS.split("|") == list(names("formats"))


def test_the_page_of_these_tests_has_findings_of_all_sorts() -> None:
    assert [(d.code, d.severity.word) for d in FOUND] == [
        ("SQS007", "error"),
        ("PAGE006", "error"),
        ("SQS004", "error"),
        ("TFP101", "warning"),
    ]


@pytest.mark.parametrize("form", sorted({*names("formats")} - {"text"}))
@pytest.mark.parametrize("page", ["good", "warning", "wrong"])
def test_command(tmp_path: Path, form: str, page: str) -> None:
    """Results go to standard output, nothing to standard error; the exit code is that of the text."""
    (tmp_path / "p.eventgen.yaml").write_text(PAGES[page])
    code, out, said = run(tmp_path, "validate", "--format", form)
    assert (code, said) == (int(page == "wrong"), "")
    assert {"good": "", "warning": "TFP101", "wrong": "SQS007"}[page] in out
    assert bool(out) == (form != "github" or page != "good")


def test_a_page_that_cannot_be_read_is_a_result_too(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "validate", "--format", "sarif", "none.eventgen.yaml")
    (made,) = json.loads(out)["runs"]
    assert (code, said) == (2, "")
    assert made["invocations"] == [{"executionSuccessful": False, "exitCode": 2}]
    assert [result["ruleId"] for result in made["results"]] == ["FILE001"]
    assert run(tmp_path, "validate", "--format", "junit", "none")[1].count("<failure") == 1


@pytest.mark.parametrize("code", [0, 1, 2])
def test_sarif_is_valid(code: int) -> None:
    places = [finding("no line", line=0), finding("/", file="/a b/p.yaml"), finding("x", file="../é#?%.yaml")]
    made = json.loads(written("sarif", results(*FOUND, *places, code=code)))
    assert [error.message for error in SCHEMA.iter_errors(made)] == []
    assert [error.message for error in SCHEMA.iter_errors(json.loads(written("sarif", results(code=code))))] == []


def test_the_schema_refuses_what_is_not_sarif() -> None:
    made = json.loads(written("sarif", results(*FOUND)))
    made["runs"][0]["results"][0]["levle"] = "error"
    made["runs"][0]["results"][1]["level"] = "bad"
    assert len(list(SCHEMA.iter_errors(made))) == 2


def test_sarif_points_at_the_text() -> None:
    """Columns count code points, as the file says: the region is the value itself."""
    made = json.loads(written("sarif", results(*FOUND)))["runs"][0]
    assert made["columnKind"] == "unicodeCodePoints"
    lines = WRONG.splitlines()
    shown = []
    for result in made["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        assert region["snippet"]["text"] == lines[region["startLine"] - 1]
        shown.append(lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1])
    assert shown == ["15d", "'😀'", "id", "1MiB"]


def test_sarif_has_the_rules_of_its_results() -> None:
    made = json.loads(written("sarif", results(*FOUND)))["runs"][0]
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({found.code for found in FOUND})
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        known = explanations()[rule["id"]]
        assert known.why in rule["help"]["text"]
        assert known.fix in rule["help"]["text"]
        assert rule["helpUri"].startswith("https://") if "helpUri" in rule else known.sources[0].startswith("README")
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "error", "error", "warning"]


def test_sarif_names_files() -> None:
    places = [finding("x", file="a b/é.yaml"), finding("x", file="/a b/p.yaml")]
    made = json.loads(written("sarif", results(*places)))["runs"][0]["results"]
    found = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in made]
    assert found == [{"uri": "a%20b/%C3%A9.yaml", "uriBaseId": "%SRCROOT%"}, {"uri": "file:///a%20b/p.yaml"}]


def test_sarif_fingerprints_survive_new_lines() -> None:
    def prints(page: str) -> list[str]:
        made = json.loads(written("sarif", results(*read("p", page.encode()).found)))["runs"][0]["results"]
        return [result["partialFingerprints"]["eventgen/v1"] for result in made]

    assert prints(WRONG) == prints("# a line more\n" + WRONG)
    assert len(set(prints(WRONG))) == len(FOUND)


def test_json() -> None:
    mended = finding("m", fix="f", edit=Edit(key="x"), route=("queues", "a", 0), why="w.")
    made = json.loads(written("json", results(mended, finding("no line", line=0), files=("p.yaml", "q.yaml"))))
    first, second = made.pop("findings")
    assert made == {"version": 1, "summary": {"errors": 2, "warnings": 0, "infos": 0, "pages": 2, "faulty": 1}}
    assert first == {
        **{"code": "PAGE001", "severity": "error", "file": "p.yaml", "line": 3, "column": 5, "end_column": 7},
        **{"message": "m", "why": "w.", "fix": "f", "fixable": True, "route": "queues.a.0", "also": None},
    }
    assert (second["line"], second["column"], second["end_column"], second["fixable"]) == (None, None, None, False)


def test_a_second_place_is_told_in_every_format() -> None:
    of = results(finding("m", also=Related(Place("a,b.tf", 7, 2, 3), "the module", "  x = 1")))
    assert json.loads(written("json", of))["findings"][0]["also"] == {
        **{"is": "the module", "file": "a,b.tf", "line": 7, "column": 2, "end_column": 5}
    }
    made = json.loads(written("sarif", of))
    assert [error.message for error in SCHEMA.iter_errors(made)] == []
    (related,) = made["runs"][0]["results"][0]["relatedLocations"]
    assert related["message"] == {"text": "the module"}
    assert related["physicalLocation"]["region"]["startLine"] == 7
    assert github(of).endswith("::m%0Athe module: a,b.tf:7:2\n")
    assert "the module: a,b.tf:7:2" in written("junit", of)


def test_github_escapes() -> None:
    hard = finding("50% of a: b, c\r\nd", file="a:b,c%\n.yaml", fix="one\ntwo", why="Because.")
    assert github(results(hard)) == (
        "::error file=a%3Ab%2Cc%25\\n.yaml,line=3,endLine=3,col=5,endColumn=7,title=PAGE001::"
        "50%25 of a: b, c%0D%0Ad%0ABecause.%0Afix: one%0Atwo\n"
    )
    assert github(results(finding("m", line=0))) == "::error file=p.yaml,title=PAGE001::m\n"
    assert [line.split(" ")[0] for line in github(results(*FOUND)).splitlines()] == [*["::error"] * 3, "::warning"]


def test_junit() -> None:
    suites = ET.fromstring(written("junit", results(*FOUND, files=("a.yaml", FOUND[0].place.file))))
    assert suites.attrib == {"tests": "2", "failures": "1", "errors": "0"}
    good, wrong = suites.iter("testcase")
    assert (good.get("name"), list(good)) == ("a.yaml", [])
    failure, rest = wrong
    assert (failure.tag, rest.tag) == ("failure", "system-out")
    assert failure.get("message") == "3 errors: SQS007, PAGE006, SQS004"
    assert all(found.message in str(failure.text) for found in FOUND[:3])
    assert FOUND[3].message in str(rest.text)


def test_junit_fails_by_the_bar() -> None:
    warning = results(FOUND[3], bar=Severity.WARNING)
    assert ET.fromstring(written("junit", warning)).get("failures") == "1"
    assert ET.fromstring(written("junit", results(FOUND[3]))).get("failures") == "0"


def in_page(file: str, page: str) -> tuple[Diagnostic, ...]:
    """The first that is found."""
    try:
        return read(file, page.encode("utf-8", "replace")).found[:1]
    except Stop as stop:
        return stop.diagnostics[:1]


names_of_files = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=20).filter(lambda s: "\0" not in s)


@given(hostile_text, hostile_text, names_of_files)
@examples(150)
def test_whatever_stands_in_a_page_stays_in_its_place(message: str, fix: str, file: str) -> None:
    """Each format can be read back, and tells of one finding."""
    page = f"eventgen: 1\nname: p\nqueues:\n  a: {{retention: {json.dumps(message)}}}\n"
    found = in_page(file, page)
    of = results(*found)
    made = json.loads(written("sarif", of))
    assert [error.message for error in SCHEMA.iter_errors(made)] == []
    assert len(made["runs"][0]["results"]) == len(json.loads(written("json", of))["findings"]) == len(found)
    suites = ET.fromstring(written("junit", of).encode("utf-8", "backslashreplace"))
    assert len(list(suites.iter("failure"))) == len(found)
    lines = written("github", results(*found, finding(message, file=file, fix=fix))).splitlines(keepends=True)
    commands = [
        line
        for line in lines
        if re.match(r"::error file=[^,]*,(line=\d+,endLine=\d+,col=\d+,endColumn=\d+,)?title=\w+::", line)
    ]
    assert len(commands) == len(found) + 1


def test_paths_of_sarif_come_back() -> None:
    for file in ("é 😀/%41.yaml", "a+b&c=d.yaml", "a\udc80.yaml"):
        made = json.loads(written("sarif", results(finding("x", file=file))))["runs"][0]["results"][0]
        uri = made["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri, errors="surrogateescape") == file
