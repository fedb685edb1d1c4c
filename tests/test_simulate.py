"""Tests of pages, played: what holds, what does not and what is then said, and the life of the events."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from eventgen import kinds
from eventgen.pipeline import Page, read
from eventgen.simulate import retries
from eventgen.simulate import world as worlds
from eventgen.simulate.expectations import broken
from eventgen.simulate.messages import MOST_LAYERS, holds, layers
from eventgen.simulate.play import numbered, play
from eventgen.simulate.probe import probe
from eventgen.simulate.recorded import MOST_LEVELS, parsed
from eventgen.simulate.story import lives
from eventgen.simulate.world import Unplayable

CASES = Path(__file__).parent / "simulate"
HEADER = "eventgen: 1\nname: page\n"
FUNCTION = "{runtime: python3.13, handler: app.handler, code: {directory: src}"
MOST_SHOWN = 40  # lines of a story
KEYS = {"name", "page", "says", "trace", "shows", "lives"}


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
    """`says`: what does not hold, test by test; nothing where all of it does. `shows`: the events that are shown for
    each, `lives`: with their lives. `trace`: lines of the first test's story, in this order, others between."""
    assert set(case) <= KEYS
    page = sound(case["page"])
    said, stories, shown = [], [], []
    for test in page.graph.tests.values():
        world = play(page.graph, test, str(CASES))
        found = broken(world, test)
        said += [each.message for each in found]
        shown += [list(lives(world, each.about)) for each in found]
        stories.append(list(lives(world)))
    assert said == case.get("says", []), "\n".join(line for story in stories for line in story[:MOST_SHOWN])
    if "shows" in case:
        assert [[line for line in story if line[0] != " "] for story in shown] == case["shows"]
    if "lives" in case:
        assert [[" ".join(line.split()) for line in story if line[0] == " "] for story in shown] == case["lives"]
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


@pytest.mark.parametrize(
    ("waits", "tries", "days"),
    [
        (retries.to_managed, 100_015, 23.2),
        (retries.to_customers, 50, 0.28),
        (lambda: islice(retries.of_rules(), 185), 185, 1.0),
    ],
)
def test_intervals_are_those_that_aws_tells(waits: retries.Waits, tries: int, days: float) -> None:
    found = list(waits())
    assert len(found) == tries
    assert found == sorted(found)
    assert sum(found) / retries.DAY == pytest.approx(days, rel=0.05)


ALL_KINDS = """
queues: {q: {}}
topics: {t: {}}
functions: {f: FN}}
buckets: {b: {}}
buses: {e: {}}
rules: {r: {bus: e, pattern: {source: [a]}}, s: {bucket: b}}
streams: {k: {shards: 1}}
delivery_streams: {d: {}}
state_machines: {m: {definition: {StartAt: a, States: {a: {Type: Pass, End: true}}}}}
apis: {a: {}}
trails: {c: {}}
emails: {mail: {address: a@example.com}}
flows:
  - q -> f
  - {from: t, to: q, filter: {body: {a: [1]}}}
  - {from: b, to: q, prefix: x}
  - r -> m
  - s -> t
  - {from: k, to: f, filter: [{data: {a: [1]}}]}
  - k -> d -> b
  - {from: a, route: POST /a, to: k, partition_key: $.id}
"""
NO_OBJECTS: list[Any] = [1, [], {}]
RECORDS: list[Any] = [
    *(
        {"eventSource": source, key: odd}
        for source in ("aws:s3", "aws:sqs")
        for key in ("s3", "body")
        for odd in NO_OBJECTS
    ),
    *({"EventSource": "aws:sns", "Sns": odd} for odd in (*NO_OBJECTS, {"Message": {"a": 1}})),
    *({"eventSource": "aws:kinesis", "kinesis": odd} for odd in (*NO_OBJECTS, {"data": "?"}, {"data": 5})),
]
ODD: list[Any] = [
    *(None, True, 0, "", "text", [], {}, {"Records": 5}, {"Records": [5, {}]}, {"detail-type": 5, "detail": 5}),
    *({"Records": [record]} for record in RECORDS),
    *({"source": "aws.s3", "detail-type": "Object Created", "detail": odd} for odd in NO_OBJECTS),
    {"source": "aws.s3", "detail-type": "Object Created", "detail": {"object": {"key": 5, "size": "5"}}},
]


@pytest.mark.parametrize("event", ODD, ids=json.dumps)
def test_odd_events_are_followed_too(event: Any) -> None:
    graph = sound(ALL_KINDS).graph
    for name in graph.nodes:
        for step in probe(graph, event, name):
            assert step.taken != bool(step.why), step


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[" * 2000 + "]" * 2000, "e.json is no JSON"),
        ("[" * 100 + "]" * 100, f"e.json is nested deeper than {MOST_LEVELS} levels"),
        ('"' + "a" * 7_000_000 + '"', "e.json is larger than any event"),
        ("\xff", "e.json is no JSON"),
    ],
)
def test_recorded_events_that_are_none(content: str, says: str) -> None:
    with pytest.raises(Unplayable, match=says):
        parsed(content.encode("latin-1"), "e.json")


def test_what_does_not_come_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """More steps than memory would bear."""
    monkeypatch.setattr(worlds, "MOST_STEPS", 1000)
    page = sound(
        "queues: {q: {}}\ntopics: {t: {}}\nflows: [t -> q]\n"
        "tests: [{name: n, send: {to: t}, fail: {q: always}, expect: {}}]"
    )
    with pytest.raises(Unplayable, match="does not come to rest"):
        play(page.graph, page.graph.tests[0], "")


def test_jq_that_is_more_than_a_path() -> None:
    page = sound(
        "buckets: {b: {}}\ndelivery_streams: {d: {partition_by: {x: '.a | length'}}}\nflows: [d -> b]\n"
        "tests: [{name: n, send: {to: d, body: {a: b}}, expect: {}}]"
    )
    with pytest.raises(Unplayable, match="only paths are played"):
        play(page.graph, page.graph.tests[0], "")


def test_numbers_of_events() -> None:
    body = {"id": "{n}", "name": "order-{n}", "lines": ["{n}", 5], "other": "x"}
    assert numbered(body, 7) == {"id": 7, "name": "order-7", "lines": [7, 5], "other": "x"}
    assert numbered("{n}", 7, data=False) == "7"


def test_what_a_body_holds() -> None:
    assert holds({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}, "d": 3})
    assert holds([{"a": 1}], [{"a": 1, "b": 2}])
    assert not holds([{"a": 1}], [{"a": 1}, {"a": 2}])
    assert not holds({"a": None}, {})
    assert not holds(True, 1)
    assert not holds(1, True)
    assert not holds("1", 1)


def test_layers_end() -> None:
    """A text may hold a text that holds a text."""
    body: Any = "end"
    for _ in range(2 * MOST_LAYERS):
        body = {"Message": body}
    assert len(list(layers(body))) == MOST_LAYERS + 1
