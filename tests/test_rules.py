"""Rules: each case of tests/rules finds what it says, there; each rule has cases and a documentation."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from eventgen import kinds
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.kinds import Rule
from eventgen.pipeline import read

CASES = Path(__file__).parent / "rules"
PACKAGES = ("resources", "integrations", "rules")
RULES = [rule for package in PACKAGES for name in kinds.names(package) for rule in kinds.rules_of(package, name)]
CODES = [rule.code for rule in RULES]
KEYS = {"name", "spec", "finds", "also", "broken"}

SECTIONS = re.compile(
    r"(?P<first>.+?)\n\n## Why\n(?P<why>.+?)\n\n## Fix\n(?P<fix>.+?)\n\n## Source\n(?P<source>.+)", re.S
)
SENTENCE = re.compile(r"[A-Z0-9`].*\.", re.S)
SOURCE = re.compile(r"https://(docs\.aws\.amazon\.com|registry\.terraform\.io|github\.com|repost\.aws)/\S+")
NO_FINDING = re.compile(r"(check|find|validate|test|is|are|must|should|no|lint)(_|\Z)")  # after "eventgen found"


def cases(code: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{code}.yaml").read_text("utf-8"))
    return loaded


def every_case() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in cases(path.stem):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize(("code", "case"), list(every_case()))
def test_case(code: str, case: dict[str, Any]) -> None:
    page = read("page", case["spec"].encode())
    mine = [found for found in page.found if found.code == code]
    assert [[found.place.line, found.place.column] for found in mine] == case["finds"]
    others = {found.code for found in page.found if found.severity is Severity.ERROR} - {code}
    assert others == set(case.get("also", [])), "\n".join(map(str, page.found))
    for found in mine:
        assert says_enough(found, list(page.graph.nodes)), str(found)


def says_enough(found: Diagnostic, nodes: list[str]) -> bool:
    """Names a node, says more than its name, and how to mend it."""
    words = re.split(r"[\s:,]+", found.message)
    return any(node in words for node in nodes) and len(words) > 4 and bool(found.fix.strip())


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_documentation(rule: Rule) -> None:
    found = SECTIONS.fullmatch("\n".join(line.strip() for line in (rule.check.__doc__ or "").strip().splitlines()))
    assert found, "a sentence, then ## Why, ## Fix and ## Source"
    assert SENTENCE.fullmatch(found["first"])
    assert "\n\n" not in found["first"]
    assert SENTENCE.fullmatch(found["why"])
    assert SENTENCE.fullmatch(found["fix"])
    assert all(SOURCE.fullmatch(line) for line in found["source"].splitlines()), "a page of AWS, or the like"


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_name_reads_after_eventgen_found(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", rule.name)
    assert not NO_FINDING.match(rule.name), f"eventgen found {rule.name}"


def test_codes_are_unique() -> None:
    assert sorted({code for code in CODES if CODES.count(code) > 1}) == []
    assert [code for code in CODES if not re.fullmatch(r"[A-Z][A-Z0-9]{1,3}\d{3}", code)] == []


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == sorted(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_cases_find_and_pass_over(code: str) -> None:
    found = [len(case["finds"]) for case in cases(code)]
    assert len(found) >= 3, "one that finds, one that does not, and a near miss"
    assert 0 in found
    assert any(found)
    assert [set(case) - KEYS for case in cases(code) if set(case) - KEYS] == []
    names = [case["name"] for case in cases(code)]
    assert len(set(names)) == len(names)
