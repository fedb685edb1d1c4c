"""Findings that stand: what an ignore is about, what it may be, and what is said of one that is wrong."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from corpus import module
from test_rules import RULES, cases

from eventgen.diagnostics import Severity
from eventgen.explain import explanations
from eventgen.ignores import MOST
from eventgen.kinds import Rule
from eventgen.pipeline import Page, judged, read
from eventgen.source import Text

OF_SEVERAL_PAGES = {"GRA103", "GRA104", "GRA105"}  # what pages claim: tests/test_claims.py
HEADER = "eventgen: 1\nname: t\n"
FUNCTION = "functions:\n  w: {runtime: python3.13, handler: a.b, code: {zip: a.zip}}\n"
TWO = "{runtime: python3.14, handler: a.b, code: {zip: a.zip}, environment: {AWS_REGION: x}}"
QUEUES = """\
queues:
  a: {max_message_size: 1MiB}
  b: {max_message_size: 1MiB}
"""
BATCHES = f"""\
queues: {{a: {{}}, b: {{}}}}
{FUNCTION}\
flows:
  - {{from: [a, b], to: w, batch: {{size: 20}}}}
"""


def page(text: str) -> Page:
    return read("p", (HEADER + text).encode())


def found(text: str) -> list[tuple[int, int, str]]:
    """Line, column and code of each finding; lines count from the one below the header."""
    return [(d.place.line - 2, d.place.column, d.code) for d in page(text).found]


COMMENTS = [
    ("on the line", "a: {max_message_size: 1MiB}  # eventgen: ignore[TFP101] it was so", []),
    ("without blanks", "a: {max_message_size: 1MiB} #eventgen:ignore[TFP101]so", []),
    ("behind another comment", "a: {max_message_size: 1MiB} # mine # eventgen: ignore[TFP101] so", []),
    ("several codes", f"a: {{}}\nfunctions:\n  f: {TWO} # eventgen: ignore[LMB007, TFP102] so", []),
    ("on the line above", "# eventgen: ignore[TFP101] it was so\n  a: {max_message_size: 1MiB}", []),
    (
        "two above, and a gap",
        f"a: {{}}\nfunctions:\n  # eventgen: ignore[LMB007] so\n  # eventgen: ignore[TFP102] so\n  # a\n\n  f: {TWO}",
        [],
    ),
    ("behind brackets over lines", "a: {\n    max_message_size: 1MiB, # eventgen: ignore[TFP101] so\n  }", []),
    (
        "behind the head of a text",
        "a:\n    description: |  # eventgen: ignore[TFP101] so\n      x\n    fifo: false",
        [(3, 40, "IGN002")],
    ),
    (
        "the line below is another",
        "a: {max_message_size: 1MiB}\n  # eventgen: ignore[TFP101] so\n  b: {}",
        [(2, 25, "TFP101"), (3, 22, "IGN002")],
    ),
    (
        "on another line",
        "a:  # eventgen: ignore[TFP101] so\n    max_message_size: 1MiB",
        [(2, 26, "IGN002"), (3, 23, "TFP101")],
    ),
    ("at the end of the page", "a: {}\n# eventgen: ignore[TFP101] so", [(3, 20, "IGN002")]),
    (
        "one of two is not found",
        "a: {max_message_size: 1MiB} # eventgen: ignore[EVB002, TFP101] so",
        [(2, 50, "IGN002")],
    ),
    ("no reason", "a: {max_message_size: 1MiB} # eventgen: ignore[TFP101]", [(2, 31, "IGN001")]),
    ("a reason without a word", "a: {max_message_size: 1MiB} # eventgen: ignore[TFP101] - !", [(2, 31, "IGN001")]),
    ("an unknown code", "a: {} # eventgen: ignore[SQS998] so", [(2, 28, "IGN003")]),
    ("a code in small letters", "a: {} # eventgen: ignore[sqs004] so", [(2, 28, "IGN003")]),
    ("a path for a code", "a: {} # eventgen: ignore[../../SQS] so", [(2, 28, "IGN003")]),
    ("what cannot be ignored", "a: {} # eventgen: ignore[PAGE001] so", [(2, 28, "IGN004")]),
    ("a bound", "a: {retention: 15d} # eventgen: ignore[SQS007] so", [(2, 18, "SQS007"), (2, 42, "IGN004")]),
    (
        "a bound with the code of a rule",
        "a: {}\nstreams:\n  s: {shards: 0} # eventgen: ignore[KDS002] so",
        [(4, 15, "KDS002"), (4, 37, "IGN004")],
    ),
    ("no brackets", "a: {} # eventgen: ignore TFP101 so", [(2, 9, "IGN005")]),
    ("no code in the brackets", "a: {} # eventgen: ignore[ ] so", [(2, 9, "IGN005")]),
    ("a version that is commented out", "a: {} # eventgen: 1", []),
    ("another word", "a: {} # eventgen: ignorance", []),
    ("in quotes", 'a: {max_message_size: 1MiB, description: "# eventgen: ignore[TFP101] so"}', [(2, 25, "TFP101")]),
    (
        "in a block of text",
        "a:\n    max_message_size: 1MiB\n    description: |\n      # eventgen: ignore[TFP101] so",
        [(3, 23, "TFP101")],
    ),
    ("in a word", "a: {max_message_size: 1MiB, description: x#eventgen:ignore}", [(2, 25, "TFP101")]),
]


@pytest.mark.parametrize(("line", "wanted"), [pytest.param(*rest, id=name) for name, *rest in COMMENTS])
def test_comment(line: str, wanted: list[tuple[int, int, str]]) -> None:
    assert found(f"queues:\n  {line}\n") == wanted


LISTS = [
    ("everywhere", QUEUES, ["TFP101"], []),
    ("at a node", QUEUES, ["TFP101, at: queues.a"], [(3, 25, "TFP101")]),
    ("at an option", QUEUES, ["TFP101, at: queues.a.max_message_size", "TFP101, at: queues.b"], []),
    ("at a section", QUEUES, ["TFP101, at: queues"], []),
    ("at nothing", QUEUES, ["TFP101, at: queues.c"], [(2, 25, "TFP101"), (3, 25, "TFP101"), (5, 24, "IGN005")]),
    (
        "at the wrong node",
        QUEUES + "  c: {}\n",
        ["TFP101, at: queues.c"],
        [(2, 25, "TFP101"), (3, 25, "TFP101"), (6, 12, "IGN002")],
    ),
    ("twice", QUEUES, ["TFP101", "TFP101, at: queues.a"], []),
    ("a flow", BATCHES, ["ESM004, at: flows.0"], []),
    ("a pair of a flow", BATCHES, ["ESM004, at: a -> w"], [(5, 41, "ESM004")]),
    ("both pairs", BATCHES, ["ESM004, at: a -> w", "ESM004, at: b->w"], []),
    ("no flow", BATCHES, ["ESM004, at: w -> a"], [(5, 41, "ESM004"), (5, 41, "ESM004"), (7, 12, "IGN002")]),
    ("what cannot be ignored", "queues: {a: {}}\n", ["PAGE001"], [(3, 12, "IGN004")]),
    ("an unknown code", "queues: {a: {}}\n", ["SQS998"], [(3, 12, "IGN003")]),
    ("what is no code", "queues: {a: {}}\n", ["sqs"], [(3, 12, "IGN003")]),
    ("an option that there is none of", "queues: {a: {}}\n", ["TFP101, of: a"], [(3, 20, "PAGE001")]),
]


@pytest.mark.parametrize(("text", "ignores", "wanted"), [pytest.param(*rest, id=name) for name, *rest in LISTS])
def test_list(text: str, ignores: list[str], wanted: list[tuple[int, int, str]]) -> None:
    lines = "".join(f"  - {{code: {ignore}, reason: so}}\n" for ignore in ignores)
    assert found(f"{text}ignore:\n{lines}") == wanted


@pytest.mark.parametrize(
    ("ignore", "code"),
    [
        ("{code: TFP101}", "PAGE004"),
        ("{code: TFP101, reason: ' '}", "IGN001"),
        ("{code: TFP101, reason: 1}", "PAGE002"),
        ("TFP101", "PAGE002"),
    ],
)
def test_an_ignore_that_is_incomplete_ignores_nothing(ignore: str, code: str) -> None:
    assert [each[2] for each in found(f"{QUEUES}ignore: [{ignore}]\n")] == ["TFP101", "TFP101", code]


def test_no_list() -> None:
    assert found("queues: {a: {}}\nignore: TFP101\n") == [(2, 9, "PAGE002")]
    assert found("queues: {a: {}}\nignore:\n") == []


def test_a_rule_that_was_not_asked_is_no_reason_to_take_an_ignore_away() -> None:
    text = "queues:\n  a: {bogus: 1}  # eventgen: ignore[TFP101] so\n"
    assert found(text) == [(2, 7, "PAGE001")]
    assert found(text.replace("bogus: 1", "")) == [(2, 29, "IGN002")]


def test_a_message_says_what_to_do() -> None:
    (finding,) = page("queues: {a: {}}  # eventgen: ignore[SQS999] so\n").found
    assert finding.message == "there is no code SQS999 to ignore"
    assert "SQS has SQS001, SQS002" in finding.fix
    (finding,) = page("queues: {a: {}}  # eventgen: ignore[TFP101] so\n").found
    assert (finding.severity, finding.fix) == (Severity.WARNING, "take it away")


FINDING = [
    (rule, case)
    for rule in RULES
    for case in cases(rule.code)
    if case["finds"] and not case.get("also") and not case.get("broken")
]


@pytest.mark.parametrize(("rule", "case"), FINDING, ids=[f"{rule.code}: {case['name']}" for rule, case in FINDING])
def test_what_can_be_ignored_can_be_rendered(tmp_path: Path, rule: Rule, case: dict[str, Any]) -> None:
    """Ignored, a finding is gone, and Terraform takes the module; else it cannot be ignored."""
    spec = case["spec"].rstrip("\n") + f"\nignore: [{{code: {rule.code}, reason: because}}]\n"
    file = tmp_path / "p.eventgen.yaml"
    file.write_text(spec, "utf-8")
    result = judged(str(file), room=0, thorough=False)
    codes = {finding.code for finding in result.found if finding.severity is Severity.ERROR}
    assert codes == (set() if rule.ignorable else {rule.code, "IGN004"})
    assert rule.code not in {finding.code for finding in result.found} or not rule.ignorable
    assert bool(result.module) == rule.ignorable


def test_every_rule_is_asked() -> None:
    assert {rule.code for rule, _ in FINDING} == {rule.code for rule in RULES}


def test_the_table_says_what_can_be_ignored() -> None:
    of_rules = {rule.code for rule in RULES if rule.ignorable}
    assert {code for code, each in explanations().items() if each.ignorable} == of_rules | OF_SEVERAL_PAGES


def test_a_page_with_an_ignore_renders_the_same() -> None:
    """An ignore is about findings: the module does not change."""
    text = HEADER + QUEUES
    ignoring = read("p", f"{text}ignore: [{{code: TFP101, reason: provider 6 it is}}]\n".encode())
    assert ignoring.found == ()
    assert module(ignoring) == module(read("p", text.encode()))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("# eventgen: ignore[SQS002] so\n" * 5_000, "IGN006"),
        ("# eventgen: ignore[]\n" * 5_000, "IGN005"),
        ("ignore:\n" + "- {code: SQS002, reason: so}\n" * 5_000, "IGN006"),
    ],
    ids=["comments", "comments without a code", "a list"],
)
def test_more_ignores_than_a_page_has_findings(lines: str, code: str) -> None:
    found = read("p", f"{HEADER}{lines}".encode()).found
    assert found[-1].code == code
    assert len(found) == MOST + 1
    assert len({finding.place for finding in found}) == len(found)


def test_comments_in_a_run_are_passed_over_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count()
    line = Text.line

    def counted(text: Text, number: int) -> str:
        next(asked)
        return line(text, number)

    monkeypatch.setattr(Text, "line", counted)
    run = "# eventgen: ignore[TFP101] so\n" + "# and so on\n\n" * 1_000
    found = read("p", f"{HEADER}{run * 10}{QUEUES}".encode()).found
    assert [finding.code for finding in found] == ["IGN002"] * 10 + ["TFP101"] * 2
    assert next(asked) < 20_000
