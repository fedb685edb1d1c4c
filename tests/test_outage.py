"""`eventgen outage`: what becomes of an event while a node fails, for every node of the patterns and for losses."""

import json
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus import PAGES, example
from test_cli import run
from test_simulate import sound

from eventgen import kinds
from eventgen.filters import eventbridge
from eventgen.filters.samples import sample
from eventgen.outage import told
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message
from eventgen.simulate.metrics import Reached, Span, at_once, counted, lasted
from eventgen.simulate.nodes.queue import QueuePlace
from eventgen.simulate.notes import What
from eventgen.simulate.outage import outage
from eventgen.simulate.play import play
from eventgen.testcase import Case

CASES = Path(__file__).parent / "outages"
PATTERNS = sorted(name for name, path in PAGES.items() if "patterns" in path.parts)
USUAL = 3600


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            yield pytest.param(file.stem, case, id=f"{file.stem}: {case.get('name', case['node'])}")


@pytest.mark.parametrize(("pattern", "case"), list(cases()))
def test_case(pattern: str, case: dict[str, Any]) -> None:
    """`says`: all that is said of a node, or with `page` the lines after the story; with alarms, which ones ring."""
    seconds = case.get("for", USUAL)
    graph = sound(case["page"]).graph if "page" in case else example(pattern).graph
    lines = list(told(case["node"], seconds, outage(graph, case["node"], seconds)))
    if "page" in case:
        shown = ("ends:", "write:", "behind:", "no event", *(["rings:"] if graph.told else []))
        lines = [line for line in lines if line.lstrip().startswith(shown)]
        assert [line.strip() for line in lines] == case["says"]
    else:
        assert "\n".join(lines) + "\n" == case["says"]


@pytest.mark.parametrize("name", PATTERNS)
def test_every_node_of_the_patterns_has_its_case(name: str) -> None:
    graph = example(name).graph
    able = {each.name for each in graph.nodes.values() if "fail" in each.kind.tested and "." not in each.name}
    assert {case["node"] for case in yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))} == able


@pytest.mark.parametrize("name", sorted(PAGES))
def test_events_are_found_for_every_node(name: str) -> None:
    """Each way into a node that may fail has an event which goes it, and which ends somewhere."""
    graph = example(name).graph
    for node in graph.nodes.values():
        if "fail" in node.kind.tested and "." not in node.name:
            for walk in outage(graph, node.name, USUAL):
                assert walk.ends or "only paths are played" in walk.why, walk.path


@pytest.mark.parametrize(("after", "ends"), [(-1, "orders.dead_letter"), (1, "process")])
def test_what_comes_late_in_an_outage_lives(after: int, ends: str) -> None:
    graph = example("sqs-lambda").graph
    (walk,) = outage(graph, "process", USUAL)
    saved = walk.saved(USUAL)
    assert saved is not None
    at = saved // 1000 + after
    said = {"send": {"to": "orders", "at": at}, "fail": {"process": {"from": 0, "to": USUAL}}, "expect": {}}
    world = play(graph, Case.model_validate({"name": "late", **said}), "")
    arrived = [n.place for n in world.log if n.what in {"handled", "dead letter"}]
    assert arrived == [ends]


@pytest.mark.parametrize(
    ("pattern", "event"),
    [
        ({"a": ["x", "y"], "b": {"c": [{"prefix": "p"}]}}, {"a": "x", "b": {"c": "p"}}),
        ({"a": [{"numeric": [">", 3]}], "b": [{"numeric": ["<=", 3]}]}, {"a": 4, "b": 2}),
        ({"a": [{"numeric": [">=", 1, "<", 1.5]}], "b": [{"numeric": ["=", 7]}]}, {"a": 1.25, "b": 7}),
        ({"a": [{"exists": False}], "b": [{"exists": True}]}, {"b": "x"}),
        ({"$or": [{"a": [1]}, {"b": [2]}], "c": [None]}, {"a": 1, "c": None}),
        ({"a": [{"wildcard": "x*y"}], "b": [{"suffix": {"equals-ignore-case": ".PNG"}}]}, {"a": "xy", "b": ".PNG"}),
        ({"a": [{"cidr": "10.0.0.0/24"}], "b": [{"anything-but": "x"}]}, {"a": "10.0.0.0", "b": "something else"}),
    ],
)
def test_samples_of_patterns(pattern: dict[str, Any], event: dict[str, Any]) -> None:
    assert sample(pattern) == event
    assert eventbridge.RULE.matches(pattern, event)


def test_every_alarm_is_read_of_the_log() -> None:
    for name in kinds.names("resources"):
        kind, place = kinds.found("resources", name), kinds.found("simulate.nodes", name)
        assert {alarm.option for alarm in kind.alarms()} == set(getattr(place, "metrics", ())), name


MINUTE = 60_000
PERIODS = [Span(0, MINUTE), Span(MINUTE, 9 * MINUTE), Span(6 * MINUTE, 7 * MINUTE), Span(7 * MINUTE)]


@pytest.mark.parametrize(
    ("metric", "threshold", "reached"),
    [
        (counted, 1, Reached(5 * MINUTE)),
        (counted, 2, Reached(5 * MINUTE)),
        (counted, 3, Reached(5 * MINUTE, 2)),
        (at_once, 1, Reached(5 * MINUTE)),
        (at_once, 2, Reached(10 * MINUTE)),
        (at_once, 5, Reached(10 * MINUTE, 3)),
        (lasted, 60, Reached(5 * MINUTE)),
        (lasted, 480, Reached(10 * MINUTE)),
        (lasted, 481, Reached(20 * MINUTE)),
    ],
)
def test_metrics(metric: Callable[..., Reached | None], threshold: int, reached: Reached) -> None:
    assert metric(PERIODS, threshold) == reached
    assert metric([], threshold) is None


def test_what_ends_too_soon_is_never_so_old() -> None:
    assert lasted(PERIODS[:3], 481) is None


ORDERS = str(PAGES["sqs-lambda"])


def test_json(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path, "outage", ORDERS, "process", "--for", "5m", "--format", "json")
    told = json.loads(out)
    assert (code, told["version"], told["node"], told["seconds"]) == (0, 1, "process", 300)
    (way,) = told["ways"]
    assert (way["path"], way["tries"], way["waits"]) == (["orders", "process"], [0, 180, 360], 360.1)
    assert way["ends"] == [{"what": "delivered", "node": "process", "after": 360.1, "why": "", "write": ""}]
    assert way["rings"] is None
    code, out, _ = run(tmp_path, "outage", str(PAGES["alarms"]), "lake", "--for", "3h", "--format", "json")
    (way,) = json.loads(out)["ways"]
    assert way["rings"] == [{"alarm": "alarms-to-lake-freshness", "after": 3900, "events": 1}]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("proces",), "error ASK001 no node is called proces\n    fix: did you mean process? the page has orders or"),
        (("orders.dead_letter",), "error ASK002 orders.dead_letter, a queue, gets only what others have failed on"),
        (("process", "--for", "2x"), "--for: error ASK003 is 2x: it takes a duration such as 30s, 5m or 4d"),
        (("process", "--format", "xml"), "xml is no format: write text or json"),
    ],
)
def test_wrong_questions(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run(tmp_path, "outage", ORDERS, *arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_a_rule_and_several_pages(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "outage", str(PAGES["s3-eventbridge"]), "large-images")
    assert code == 2
    assert "ASK002 large-images, a rule, does not fail by itself\n    fix: ask about moderate, to-lake or images" in err
    assert "ASK004 8 pages lie there" in run(tmp_path, "outage", str(PAGES["sqs-lambda"].parents[1]), "process")[2]


def test_what_never_comes_to_rest_is_given_up_soon() -> None:
    page = """
        buckets: {uploads: {}}
        buses: {shop: {}}
        rules: {placed: {bus: shop, pattern: {source: [shop], detail-type: [Order Placed]}}}
        topics: {orders: {}}
        queues: {inbox: {}}
        streams: {clicks: {shards: 1}}
        functions: {work: FN}}
        flows:
          - {from: placed, to: [orders, inbox, clicks]}
          - {from: uploads, to: inbox}
          - orders -> inbox -> work -> shop
          - clicks -> work
    """
    walks = outage(sound(textwrap.dedent(page)).graph, "orders", USUAL)
    assert any("it does not come to rest" in walk.why for walk in walks)


@pytest.mark.parametrize(
    ("page", "lost"),
    [
        (
            "streams: {s: {}}\nqueues: {d: {}}\nflows: [{from: s, to: f, dead_letter: d}]",
            "s -> f after 32.6s: it failed 6 times, and d does not take it",
        ),
        (
            "queues: {q: {dead_letter: {after: 1}}}\nflows: [q -> f]",
            "q after 3m: it was received once, and q.dead_letter does not take it",
        ),
    ],
)
def test_what_a_dead_letter_queue_does_not_take_is_lost(page: str, lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    take = QueuePlace.take

    def refusing(queue: QueuePlace, message: Message, since: int | None = None) -> Refusal | None:
        refused = queue.node.name in {"d", "q.dead_letter"}
        return queue.world.refused(queue, message, Refusal.INVALID) if refused else take(queue, message, since)

    monkeypatch.setattr(QueuePlace, "take", refusing)
    walks = outage(sound(f"functions: {{f: FN}}}}\n{page}").graph, "f", USUAL)
    ends = [line.strip() for line in told("f", USUAL, walks) if line.strip().startswith("ends:")]
    assert ends == [f"ends:   lost at {lost}"]
    assert [note.what for walk in walks for note in walk.notes if note.what is What.DEAD] == []
