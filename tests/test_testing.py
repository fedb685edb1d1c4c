"""`eventgen test`: what it says of pages, to people and to programs, and its exit codes."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from corpus import PAGES, ROOT, example
from test_cli import run

from eventgen.simulate.coverage import coverage
from eventgen.simulate.expectations import broken
from eventgen.simulate.play import play

PATTERNS = sorted(name for name, path in PAGES.items() if "patterns" in path.parts)
HEADER = "eventgen: 1\nname: page\n"
FUNCTION = "{runtime: python3.13, handler: app.handler, code: {directory: src}}"
PAGE = f"""{HEADER}queues: {{q: {{}}}}
functions: {{f: {FUNCTION}}}
flows: [q -> f]
tests:
  - name: it is handled
    send: {{to: q, body: {{id: 1}}}}
    expect: {{f: 1}}
  - name: it is handled twice
    send: {{to: q, body: {{id: 1}}}}
    expect: {{f: {{count: 2}}}}
"""
TEXT = """\
page.eventgen.yaml
  ✓ it is handled
  ✗ it is handled twice
2 tests: 1 does not hold
"""
WRONG = """\
page.eventgen.yaml:12:25: error TEST003 f: expected 2 handled, got 1
        expect: {f: {count: 2}}
                            ^ The pipeline of the page does something else, or the expectation is wrong
    {"id":1}
      0s          q: sent
      0s          f: try 1
      0.1s        f: handled
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.eventgen.yaml").write_text(PAGE)
    return tmp_path


@pytest.mark.parametrize("name", sorted(PAGES))
def test_tests_of_examples_hold(name: str) -> None:
    page = example(name)
    for case in page.graph.tests.values():
        assert broken(play(page.graph, case, str(PAGES[name].parent)), case) == [], case.name


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_are_tested_whole(name: str) -> None:
    """Each flow of a pattern and each filter in both ways."""
    page = example(name)
    played = [play(page.graph, case, str(PAGES[name].parent)) for case in page.graph.tests.values()]
    *shares, _ = coverage(page.graph, played)
    assert [gap for share in shares for gap in share.gaps] == []


def test_text(folder: Path) -> None:
    assert run(folder, "test", PYTHONIOENCODING="utf-8") == (1, TEXT, WRONG)
    assert run(folder, "test", "-k", "TWICE", PYTHONIOENCODING="utf-8")[:2] == (
        1,
        "page.eventgen.yaml\n  ✗ it is handled twice\n1 test: 1 does not hold\n",
    )
    assert run(folder, "test", "-k", "handled", PYTHONIOENCODING="ascii")[1].count("  ok it is") == 1


def test_nothing_to_play(folder: Path) -> None:
    assert run(folder, "test", "-k", "thrice") == (2, "no test is called thrice\n", "")
    (folder / "page.eventgen.yaml").write_text(HEADER + "queues: {q: {}}\n")
    assert run(folder, "test") == (0, "no tests\n", "")
    code, said, wrong = run(folder, "test", "nowhere.yaml")
    assert (code, said) == (2, "no tests\n")
    assert "there is no such file" in wrong


def test_a_page_that_is_wrong_is_not_played(folder: Path) -> None:
    (folder / "page.eventgen.yaml").write_text(PAGE.replace("q: {}", "q: {delay: 1h}"))
    code, said, wrong = run(folder, "test")
    assert (code, said) == (1, "no tests\n")
    assert "SQS008" in wrong
    code, said, wrong = run(folder, "test", "--format", "json")
    assert (code, wrong) == (1, "")
    assert [found["code"] for found in json.loads(said)["findings"]] == ["SQS008"]


def test_trace(folder: Path) -> None:
    code, said, wrong = run(folder, "test", "--trace", PYTHONIOENCODING="utf-8")
    assert code == 1
    assert said.count("f: try 1") == 2  # of each test, and not beside what is wrong too
    assert "f: try 1" not in wrong


def test_json(folder: Path) -> None:
    code, said, wrong = run(folder, "test", "--format", "json")
    found = json.loads(said)
    assert (code, wrong) == (1, "")
    assert found["summary"] == {"pages": 1, "tests": 2, "passed": 1, "failed": 1}
    good, bad = found["tests"]
    assert good == {"file": "page.eventgen.yaml", "line": 7, "name": "it is handled", "passed": True, "failures": []}
    (failure,) = bad["failures"]
    assert (failure["line"], failure["column"]) == (12, 25)
    assert failure["message"] == "f: expected 2 handled, got 1"
    assert failure["trace"][1:] == [line[4:] for line in WRONG.splitlines()[4:]]


def test_junit(folder: Path) -> None:
    (folder / "wrong.eventgen.yaml").write_text(PAGE.replace("q: {}", "q: {delay: 1h}"))
    code, said, wrong = run(folder, "test", "--trace", "--format", "junit")
    suites = ET.fromstring(said)
    assert (code, wrong) == (1, "")
    assert {name: suites.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "3",
        "failures": "1",
        "errors": "1",
    }
    good, bad, broken_page = suites.iter("testcase")
    assert (good.get("name"), good.find("failure"), good.get("line")) == ("it is handled", None, "7")
    failure = bad.find("failure")
    assert failure is not None
    assert failure.get("message") == "f: expected 2 handled, got 1"
    assert WRONG.splitlines()[0] in (failure.text or "")
    assert "f: handled" in (good.findtext("system-out") or "")
    assert broken_page.find("error") is not None


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--event", "e.json"], ["--to", "q"]])
def test_options_that_do_not_fit(folder: Path, arguments: list[str]) -> None:
    code, said, wrong = run(folder, "test", *arguments)
    assert (code, said) == (2, "")
    assert "Error" in wrong


def test_coverage(folder: Path) -> None:
    code, said, _ = run(folder, "test", "--coverage", "-k", "it is handled", PYTHONIOENCODING="utf-8")
    assert code == 1
    assert said.splitlines()[3:6] == [
        "  1 of 1 flows",
        "  0 of 1 failure paths, not",
        "    line 3: q, to q.dead_letter",
    ]


@pytest.mark.parametrize(
    ("event", "steps"),
    [
        (
            {"detail": {"object": {"key": "a.png", "size": 5}}},
            {"default -> large-images": "detail.object.size is 5, wanted a number > 1048576"},
        ),
        ({"detail": {"object": {"key": "a.png", "size": 5000000}}}, {}),
    ],
)
def test_follow_an_event(tmp_path: Path, event: dict[str, object], steps: dict[str, str]) -> None:
    shutil.copytree(ROOT / "examples/patterns/s3-eventbridge", tmp_path, dirs_exist_ok=True)
    whole = {"source": "aws.s3", "detail-type": "Object Created", **event}
    (tmp_path / "event.json").write_text(json.dumps(whole))
    code, said, wrong = run(tmp_path, "test", "--event", "event.json", "--to", "uploads", PYTHONIOENCODING="utf-8")
    assert (code, wrong) == (0, "")
    head, first, *others = said.splitlines()
    assert (head, first) == ("uploads", "  ✓ uploads -> default")
    assert len(others) == 5
    if steps:
        assert others[0] == f"  ✗ default -> large-images: {steps['default -> large-images']}"
    else:
        assert all(line.startswith("  ✓ ") for line in others)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--event", "no.json", "--to", "q"], "there is no such file"),
        (["--event", "page.eventgen.yaml", "--to", "q"], "is no JSON"),
        (["--event", "page.eventgen.yaml", "--to", "p"], "no node is called p"),
    ],
)
def test_events_that_cannot_be_followed(folder: Path, arguments: list[str], says: str) -> None:
    code, said, wrong = run(folder, "test", *arguments)
    assert code in {1, 2}
    assert said == ""
    assert says in wrong


@pytest.mark.parametrize(
    ("test", "says"),
    [
        ("send: {to: q, event_file: no.json}", "no.json cannot be read: No such file or directory"),
        ("send: {to: q, event_file: page.eventgen.yaml}", "page.eventgen.yaml is no JSON"),
    ],
)
def test_tests_that_cannot_be_played(folder: Path, test: str, says: str) -> None:
    page = f"{HEADER}queues: {{q: {{}}}}\ntests:\n  - name: n\n    {test}\n    expect: {{q: 0}}\n"
    (folder / "page.eventgen.yaml").write_text(page)
    code, _, wrong = run(folder, "test")
    assert code == 1
    assert f"error TEST004 {says}" in wrong
