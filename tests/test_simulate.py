"""Tests of pages, played: what holds, what does not and what is then said, and the life of the events."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from eventgen import kinds
from eventgen.pipeline import Page, read
from eventgen.simulate.expectations import broken
from eventgen.simulate.play import play
from eventgen.simulate.story import lives

CASES = Path(__file__).parent / "simulate"
HEADER = "eventgen: 1\nname: page\n"
FUNCTION = "{runtime: python3.13, handler: app.handler, code: {directory: src}"
MOST_SHOWN = 40  # lines of a story
KEYS = {"name", "page", "says", "trace"}


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['name']}")


def sound(text: str) -> Page:
    """A page; `FN` stands for a function without options, `FN, timeout: 3s}` for one with some."""
    page = read("page", (HEADER + text.replace("FN", FUNCTION)).encode())
    assert page.sound, "\n".join(map(str, page.found))
    return page


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any]) -> None:
    """`says`: what does not hold, test by test; nothing where all of it does. `trace`: lines of the first test's
    story, in this order, others between."""
    assert set(case) <= KEYS
    page = sound(case["page"])
    said, stories = [], []
    for test in page.graph.tests.values():
        world = play(page.graph, test, str(CASES))
        said += [each.message for each in broken(world, test)]
        stories.append(list(lives(world)))
    assert said == case.get("says", []), "\n".join(line for story in stories for line in story[:MOST_SHOWN])
    told = iter([" ".join(line.split()) for line in stories[0]])
    for line in case.get("trace", []):
        assert line in told, "\n".join(stories[0][:MOST_SHOWN])


@pytest.mark.parametrize("package", ["resources", "integrations"])
def test_every_kind_is_played(package: str) -> None:
    """Each kind of node and of flow has its delivery semantics under its name, and a docstring that tells them."""
    folder = {"resources": "nodes", "integrations": "flows"}[package]
    assert kinds.names(f"simulate.{folder}") == kinds.names(package)
    for name in kinds.names(package):
        assert callable(kinds.found(f"simulate.{folder}", name)), name
