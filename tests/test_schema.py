"""The JSON Schema takes every example, and refuses what the model refuses; an independent implementation judges."""

import json
import subprocess
import sys
from typing import Any

import pytest
import yaml
from corpus import PAGES
from jsonschema import Draft202012Validator

from eventgen import kinds
from eventgen.schema import schema

MADE = schema()
VALIDATOR = Draft202012Validator(MADE)
PAGE = {"eventgen": 1, "name": "page"}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(MADE)


@pytest.mark.parametrize("name", PAGES)
def test_every_example_fits(name: str) -> None:
    page = yaml.safe_load(PAGES[name].read_text("utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(page)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"nodes": {}},
        {"name": "Upper"},
        {"eventgen": 2},
        {"queues": {"q": {"visibilty": 3}}},
        {"queues": {"q": {"delay": "16 minutes"}}},
        {"queues": {"Q": {}}},
        {"queues": {"q": {"dead_letter": {"after": 0}}}},
        {"functions": {"f": {"runtime": "python2.7"}}},
        {"flows": ["a"]},
        {"flows": [{"from": "a"}]},
        {"flows": [{"from": "a", "to": "b", "bach": {}}]},
        {"tests": [{"name": "a"}]},
    ],
    ids=json.dumps,
)
def test_wrong_pages_do_not_fit(wrong: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(PAGE)) == []
    assert list(VALIDATOR.iter_errors({**PAGE, **wrong}))


def descriptions(found: Any) -> list[Any]:
    """The description of each property, at any depth."""
    if isinstance(found, list):
        return [text for item in found for text in descriptions(item)]
    if not isinstance(found, dict):
        return []
    own = [inner.get("description") for inner in found.get("properties", {}).values() if "anyOf" not in inner]
    return own + [text for inner in found.values() for text in descriptions(inner)]


def test_options_have_hover_texts_and_no_titles() -> None:
    assert all(descriptions(MADE["$defs"])) and all(descriptions(MADE["properties"]["queues"]))
    assert '"title": "' not in json.dumps({**MADE, "title": ""}).replace('"title": ""', "")


def test_every_section_is_there() -> None:
    sections = {kinds.plural(name) for name in kinds.names("resources")}
    assert sections | {"flows", "tests", "variables", "tags", "defaults"} <= set(MADE["properties"])


def test_the_command_prints_it() -> None:
    done = subprocess.run([sys.executable, "-m", "eventgen", "schema"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == MADE
