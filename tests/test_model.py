"""Pages -> what `validate` says of them: keys, types, bounds, names. The pages are in tests/model."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.explanations import why
from eventgen.pipeline import read
from eventgen.typed import MOST_FAULTS

CASES = Path(__file__).parent / "model"
HEADER = "eventgen: 1\nname: t\n"
TOPICS = sorted(path.stem for path in CASES.glob("*.yaml") if path.stem not in ("bounds", "names"))


def loaded(topic: str) -> list[dict[str, Any]]:
    """With every value as it is written."""
    found: list[dict[str, Any]] = yaml.load((CASES / f"{topic}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return found


def errors(page: str) -> list[Diagnostic]:
    return [found for found in read("page", page.encode()).found if found.severity is Severity.ERROR]


def at(found: Diagnostic) -> tuple[int, int, str]:
    return found.place.line, found.place.column, found.code


def says_enough(found: Diagnostic) -> bool:
    """Why it matters, and how to mend it: by a fix, or by what is taken instead."""
    return bool(found.why or why(found.code)) and bool(found.fix or ": it takes " in found.message)


def values(side: str) -> Iterator[Any]:
    for case in loaded("bounds"):
        for value in case[side]:
            yield pytest.param(case, value, id=f"{case['option']}: {value}")


def spelt(value: str) -> str:
    """`128 x` stands for 128 letters."""
    return re.sub(r"\A(\d+) x\Z", lambda match: "x" * int(match[1]), value)


@pytest.mark.parametrize(("case", "value"), list(values("inside")))
def test_inside(case: dict[str, Any], value: str) -> None:
    page = case.get("header", HEADER) + case["spec"]
    assert errors(page.replace("@", spelt(value))) == []


@pytest.mark.parametrize(("case", "value"), list(values("outside")))
def test_outside(case: dict[str, Any], value: str) -> None:
    page = case.get("header", HEADER) + case["spec"]
    before = page[: page.index("@")].split("\n")
    (found,) = errors(page.replace("@", spelt(value)))
    assert says_enough(found), found
    assert at(found) == (len(before), len(before[-1]) + 1, case["code"])
    assert case["outside"][value] in found.message + found.fix, "the bound"
    assert case.get("value", value.removesuffix(" x")) in found.message or spelt(value)[:20] in found.message


@pytest.mark.parametrize("case", loaded("names"), ids=lambda case: case["kind"])
def test_names(case: dict[str, Any]) -> None:
    """The name at AWS, with the prefix and what the kind adds, is as long as AWS allows, then a letter longer."""
    page, room = HEADER + case["spec"], int(case["longest"]) - int(case["fixed"])
    line = next(number for number, text in enumerate(page.split("\n"), 1) if "@:" in text)
    column = page.split("\n")[line - 1].index("@") + 1
    assert errors(page.replace("@", "n" * room)) == []
    (found,) = errors(page.replace("@", "n" * (room + 1)))
    assert at(found) == (line, column, case["code"])
    assert f" has {int(case['longest']) + 1} characters: AWS takes" in found.message
    assert found.message.endswith(f" takes {case['longest']}")
    assert "shorten it by 1" in found.fix


def test_a_long_page_name_counts() -> None:
    page = f"eventgen: 1\nname: {'p' * 31}\nfunctions:\n  %s: {{code: {{image: i}}}}\n"
    assert errors(page % ("n" * 32)) == []
    assert [at(found) for found in errors(page % ("n" * 33))] == [(4, 3, "LMB001")]


def test_a_number_in_place_of_text_is_quoted_as_it_was_written() -> None:
    (found,) = errors(HEADER + "functions: {f: {code: {image: i}, environment: {VERSION: 1.10}}}")
    assert found.fix == 'put it in quotes: "1.10"'


def cases() -> Iterator[Any]:
    for topic in TOPICS:
        for case in loaded(topic):
            yield pytest.param(case, id=f"{topic}: {case['name']}")


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any]) -> None:
    """Each finding: line, column, code, then words of its message or its fix."""
    found = errors(case["page"] if "page" in case else HEADER + case["spec"])
    wanted = [(int(line), int(column), code) for line, column, code, *_ in case["says"]]
    assert [at(one) for one in found] == wanted, "\n".join(map(str, found))
    for one, (_, _, _, *words) in zip(found, case["says"], strict=True):
        assert says_enough(one), one
        assert [word for word in words if word not in f"{one.message}\n{one.fix}"] == [], f"{one}\n{one.fix}"
    assert len(set(found)) == len(found)
    assert [one.place for one in found] == sorted(one.place for one in found)


def test_the_first_hundred_faults_of_a_node_are_told() -> None:
    options = "".join(f"    key{index}: 1\n" for index in range(1_000))
    found = errors(f"{HEADER}queues:\n  a:\n{options}  b: {{key: 1}}\n")
    assert [one.place.line for one in found] == [*range(5, 5 + MOST_FAULTS), 5 + 1_000]


def test_names_of_variables_are_judged_beside_a_header_that_is_wrong() -> None:
    found = errors("eventgen: 1\nname: T\nvariables: {count: {}, a b: {}}\n")
    assert [at(one) for one in found] == [(2, 7, "PAGE006"), (3, 13, "PAGE006"), (3, 24, "PAGE006")]
