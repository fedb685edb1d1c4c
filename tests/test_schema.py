"""The JSON Schema takes every example, and refuses what the model refuses; an independent implementation judges."""

import json
import subprocess
import sys
from typing import Any

import pytest
import yaml
from corpus import PAGES, ROOT
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from mending import read
from option_values import Data
from turns import tried

from eventgen import kinds
from eventgen.diagnostics import Severity
from eventgen.schema import schema

MADE = schema()
VALIDATOR = Draft202012Validator(MADE)
PAGE = {"eventgen": 1, "name": "page"}
WRONG: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "schema" / "wrong.yaml").read_text("utf-8"))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(MADE)


@pytest.mark.parametrize("name", PAGES)
def test_every_example_fits(name: str) -> None:
    page = yaml.safe_load(PAGES[name].read_text("utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(page)] == []


@pytest.mark.parametrize("case", WRONG, ids=[case["name"] for case in WRONG])
def test_wrong_pages_do_not_fit(case: dict[str, Any]) -> None:
    """The schema says where, and `validate` refuses the page too."""
    page = {**PAGE, **case["page"]}
    found = best_match(VALIDATOR.iter_errors(page))
    assert found, "it fits"
    assert found.json_path == case["at"], found.message
    assert any(finding.severity is Severity.ERROR for finding in read(page).found)


def test_there_are_many_wrong_pages() -> None:
    assert len(WRONG) >= 25
    assert list(VALIDATOR.iter_errors(PAGE)) == []


def test_random_pages_fit() -> None:
    """What `validate` takes, an editor does not underline."""

    def fits(page: Data) -> None:
        if read(page).sound:
            assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(page)] == []

    tried(range(30), fits)


def descriptions(found: Any) -> list[Any]:
    """The description of each property, at any depth."""
    if isinstance(found, list):
        return [text for item in found for text in descriptions(item)]
    if not isinstance(found, dict):
        return []
    own = [inner.get("description") for inner in found.get("properties", {}).values()]
    return own + [text for inner in found.values() for text in descriptions(inner)]


def test_options_have_hover_texts_and_no_titles() -> None:
    assert len(descriptions(MADE)) > 200
    assert all(descriptions(MADE))
    assert '"title": "' not in json.dumps({**MADE, "title": ""}).replace('"title": ""', "")


def test_every_section_is_there() -> None:
    sections = {kinds.plural(name) for name in kinds.names("resources")}
    assert sections | {"flows", "tests", "variables", "tags", "defaults"} <= set(MADE["properties"])


def test_the_command_prints_it() -> None:
    done = subprocess.run([sys.executable, "-m", "eventgen", "schema"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == MADE
