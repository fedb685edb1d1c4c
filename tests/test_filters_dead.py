"""What is valid and does not do what it seems to: patterns that never match, bounds, references, explanations."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from filter_dialects import FORMS

from eventgen.filters import contradictions, envelopes, eventbridge, pipes, senders, sns, wildcards
from eventgen.filters.dialect import size
from eventgen.filters.refusals import Dead
from eventgen.hcl import Text

CASES = yaml.safe_load((Path(__file__).parent / "filters" / "dead.yaml").read_text("utf-8"))
HEAVY = {"pydantic", "yaml", "typer", "rich", "jinja2", "hcl2", "decimal", "difflib"}


@pytest.mark.parametrize(("pattern", "told"), CASES["bus"])
def test_unreachable_on_a_bus(pattern: dict[str, Any], told: list[list[str]]) -> None:
    assert eventbridge.RULE.invalid(pattern) == []
    assert [[str(dead), dead.near] for dead in senders.unreachable(pattern)] == told


@pytest.mark.parametrize(
    ("name", "pattern", "told"),
    [(name, *case) for name in ("queue", "stream", "table", "notification", "topic") for case in CASES[name]],
)
def test_unreachable_record(name: str, pattern: dict[str, Any], told: list[list[str]]) -> None:
    found = envelopes.unreachable(pattern, envelopes.envelope(name))
    assert [[str(dead), dead.near] for dead in found] == told


def test_a_pipe_filters_without_what_the_poller_adds() -> None:
    pattern = {"eventName": ["INSERT"]}
    assert envelopes.unreachable(pattern, envelopes.envelope("table")) == []
    (dead,) = envelopes.unreachable(pattern, pipes.record("table"))
    assert str(dead) == "a record of DynamoDB has no field eventName"


def test_every_description_has_its_source() -> None:
    known = envelopes.data()
    for described in (*known["envelopes"].values(), *known["services"].values(), known["cloudtrail"]):
        assert described["source"].startswith("https://docs.aws.amazon.com/")


@pytest.mark.parametrize(
    ("ask", "pattern", "told"),
    [(name, *case) for name, own in CASES["contradictions"].items() for case in own],
)
def test_contradiction(ask: str, pattern: dict[str, Any], told: list[str]) -> None:
    asked: Callable[[object], Iterable[Dead]] = getattr(contradictions, ask)
    assert eventbridge.RULE.invalid(pattern) == []
    assert [str(dead) for dead in asked(pattern)] == told


@pytest.mark.parametrize(
    ("texts", "load"),
    [
        (["*:*:*:*:*:event-bus/*"], 6),  # refused, by the guide
        ([f"*:stack/{name}/*" for name in "ABCD"], 5),  # refused, by a report
        ([f"*:stack/{name}/*" for name in "ABC"], 4),  # taken, by the same report
        (["arn:aws:events:us-east-1:*:event-bus/*"], 2),
        (["/Users/*/dir/dir/dir/dir/dir/doc.txt"], 1),
        (["*.jpg", "*.png", "*.gif"], 1),
        (["a*x*", "b*x*", "ab*"], 3),
        (["a\\*b", "abc"], 0),
    ],
)
def test_wildcard_load(texts: list[str], load: int) -> None:
    assert wildcards.load(texts) == load
    assert eventbridge.wildcard_load({"a": [{"wildcard": text} for text in texts]}) == load
    assert eventbridge.wildcard_load({"a": {"b": [{"anything-but": {"wildcard": texts}}]}}) == load


def test_wildcard_points_of_sns() -> None:
    assert sns.wildcard_points({"filename": [{"wildcard": "*.txt"}, {"wildcard": "log*"}]}) == 4
    assert sns.wildcard_points({"a": [{"anything-but": {"prefix": "x"}}, {"wildcard": "a*b*"}], "b": ["x"]}) == 8
    policy = {"a": [{"wildcard": f"{letter}*b*"} for letter in "abcdef"]}
    assert (
        sns.BODY.invalid(policy)[0].reason == "Total wildcard complexity across all fields must not exceed 100 points"
    )


@pytest.mark.parametrize("name", FORMS)
def test_size(name: str) -> None:
    dialect = FORMS[name].dialect
    pattern = FORMS[name].pattern(["x" * dialect.most])
    assert dialect.quota <= dialect.most
    assert dialect.invalid(pattern)[-1].reason == f"Member must have length less than or equal to {dialect.most}"
    assert size({"a": ["ä<"]}) == len('{"a":["ä<"]}')


@pytest.mark.parametrize("name", FORMS)
def test_a_reference_is_a_text_that_is_not_known_yet(name: str) -> None:
    """On a page, a pattern may name another node: what stands there is no text of JSON."""
    form, reference = FORMS[name], Text(("a", "b"))
    inner = dict.fromkeys(form.dialect.grammar.operators - {"exists", "numeric"}, reference)
    pattern = form.pattern([reference, *({operator: value} for operator, value in inner.items())])
    assert form.dialect.invalid(pattern) == []
    assert not form.dialect.matches(form.pattern([reference]), form.event({"field": "ab"}))
    assert size(pattern) < 300
    assert senders.unreachable({"source": [reference], "detail-type": [reference]}) == []
    assert (
        senders.unreachable({"source": ["aws.s3"], "detail-type": [reference], "detail": {"reason": [reference]}}) == []
    )


@pytest.mark.parametrize(
    ("pattern", "event", "says"),
    [
        (
            {"source": ["aws.s3"], "detail": {"object": {"key": [{"suffix": ".jpg"}]}}},
            {"source": "aws.s3", "detail": {"object": {"key": "cats/1.png"}}},
            'detail.object.key is "cats/1.png", wanted a text that ends with ".jpg"',
        ),
        ({"a": ["x", {"exists": False}]}, {"a": ["y", None]}, 'a is "y", null, wanted "x" or no such field'),
        ({"a": [1]}, {"b": 1}, "a is missing, wanted 1"),
        ({"a": [{"exists": False}]}, {"a": 1}, "a is 1, wanted no such field"),
        ({"a": [{"exists": True}]}, {"a": {"b": 1}}, "a is missing, wanted any value"),
        (
            {"a": {"x": [1], "y": [{"numeric": [">", 1, "<=", 5]}]}},
            {"a": [{"x": 1, "y": 0}, {"x": 2, "y": 3}]},
            "a.y is not a number > 1 and <= 5 in the element where a.x match",
        ),
        (
            {"$or": [{"a": [1], "b": [2]}, {"a": [1], "c": [{"anything-but": {"prefix": ["u", "v"]}}]}]},
            {"a": 1, "c": "ux"},
            "b is missing, wanted 2",
        ),
        ({"a": [1]}, "text", 'the event is "text", wanted an object'),
        ({"a": ["x"]}, {"a": "y" * 200}, f'a is "{"y" * 76}..., wanted "x"'),
        ({"a": ["x"]}, {"a": list("abcd")}, 'a is "a", "b", "c", ..., wanted "x"'),
    ],
)
def test_why_not(pattern: dict[str, Any], event: Any, says: str) -> None:
    assert str(eventbridge.RULE.why_not(pattern, event)) == says


def test_why_not_names_the_form_of_a_body() -> None:
    queue, stream, body = (FORMS[name].dialect for name in ("queue mapping", "stream mapping", "body"))
    assert str(queue.why_not({"body": {"a": [1]}}, {"body": "text"})) == 'body is "text", wanted JSON'
    assert str(queue.why_not({"body": ["a"]}, {"body": "{}"})) == 'body is "{}", wanted a text that is no JSON'
    assert (
        str(stream.why_not({"data": {"a": [1]}}, {"kinesis": {"data": "aGVsbG8="}})) == 'data is "hello", wanted JSON'
    )
    assert str(body.why_not({"a": [1]}, "text")) == 'the body is "text", wanted a JSON object'


def loaded(code: str) -> set[str]:
    """The modules that Python has loaded after some code."""
    run = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    return set(
        subprocess.run(run, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True).stdout.split()
    )


def test_the_engine_brings_nothing_heavy() -> None:
    modules = ", ".join(f"eventgen.filters.{path.stem}" for path in Path(eventbridge.__file__).parent.glob("[a-z]*.py"))
    assert not loaded(f"import {modules}") & HEAVY


def test_a_page_without_filters_does_not_load_the_engine() -> None:
    page = "examples/patterns/sqs-lambda/sqs-lambda.eventgen.yaml"
    code = f"from eventgen.pipeline import read\nassert not read({page!r}).found"
    assert "eventgen.filters" not in loaded(code)
