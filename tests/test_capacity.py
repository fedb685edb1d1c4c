"""`eventgen capacity`: what each hop is asked for and takes, page by page; its quotas, its words, and laws on random
pages."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus import PAGES, ROOT, example
from hypothesis import given
from hypothesis import strategies as st
from mending import read
from test_cli import run
from test_simulate import sound
from turns import drawn

from eventgen import kinds
from eventgen.capacity.backlog import drained
from eventgen.capacity.carrier import Carrier, Held, Passage, Question
from eventgen.capacity.limits import Hop, Limit, Use, growth, hops, tightest
from eventgen.capacity.question import Words, question
from eventgen.capacity.quotas import Quotas, known
from eventgen.capacity.saturation import saturation
from eventgen.capacity.traffic import entries, traffic
from eventgen.graph import Graph
from eventgen.sizing import answered, told

CASES = Path(__file__).parent / "capacity"
WORDS = ("rate", "size", "region", "time", "stop")
TURNS = 24


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['name']}")


def line(hop: Hop) -> str:
    by, limit = hop.limit.of or ", ".join(hop.by), hop.limit
    marks = "".join(f", {mark}" for mark, set_ in (("at first", limit.first), ("size", limit.sized)) if set_)
    return f"{by}: {limit.what}: {hop.asks:.6g} of {limit.most:.6g}, {limit.says}{marks}"


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any]) -> None:
    """`hops`: all of them, `says`: the lines after the table."""
    assert set(case) <= {"name", "page", "hops", "says", *WORDS}
    page = sound(case["page"])
    words: Any = {
        name: tuple(case[name]) if isinstance(case[name], list) else case[name] for name in WORDS if name in case
    }
    answer = answered(page.graph, question(page, Words(**words)))
    assert [line(hop) for hop in answer.hops] == case["hops"]
    after = "\n".join(told(answer)).split("\n\n", 2)[2]
    assert after.splitlines() == case["says"]


def test_every_kind_of_node_is_known() -> None:
    assert kinds.names("capacity.nodes") == kinds.names("resources")
    for name in kinds.names("capacity.nodes"):
        assert isinstance(kinds.found("capacity.nodes", name), Carrier), name
    assert set(kinds.names("capacity.flows")) <= set(kinds.names("integrations"))
    for name in kinds.names("capacity.flows"):
        assert isinstance(kinds.found("capacity.flows", name), Passage), name


def test_quotas_have_sources_and_are_used() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "eventgen" / "capacity").rglob("*.py"))
    code = code.replace("start_{type_}", "start_standard stepfunctions.start_express")
    assert [id_ for id_ in known() if id_ not in code] == []
    for id_, quota in known().items():
        assert quota["source"].startswith("https://docs.aws.amazon.com/"), id_
        assert float(quota["value"]) > 0, id_
        assert all(re.fullmatch(r"[a-z-]+-\d", region) for region in quota.get("regions", ())), id_


def test_quotas_of_regions() -> None:
    assert Quotas().value("sns.publish_standard") == 300
    assert Quotas("us-east-1").value("sns.publish_standard") == 30_000
    assert Quotas("eu-north-1").value("sns.publish_standard") == 300
    limit = Quotas().limit("s3.put_rate", "writes/s", "b")
    assert (limit.most, limit.verified, limit.source[:8]) == (3500, False, "https://")


def test_a_shared_limit_leaves_to_one_what_the_others_do_not_use() -> None:
    shared, own = Limit("", "calls", 100, "shared"), Limit("a", "calls", 90, "own")
    uses = [Use(shared, "a", 10), Use(shared, "b", 40), Use(own, "a", 10), Use(replace(own, first=True), "a", 1000)]
    assert [(hop.asks, hop.by) for hop in hops(uses)] == [(50, ("a", "b")), (10, ("a",)), (1000, ("a",))]
    assert growth(uses) == {"a": 6, "b": pytest.approx(90 / 40)}
    first = tightest(hops(uses))
    assert first and first.limit is shared
    assert growth([Use(shared, "a", 10), Use(shared, "b", 101)])["a"] == 0
    none = Hop(Limit("a", "calls", 0, "none"), ("a",), 1)
    assert none.share == float("inf")
    assert saturation(sound("topics: {t: {}}").graph, Question({}, 1, {})) is None


@pytest.mark.parametrize("name", sorted(PAGES))
def test_examples(name: str) -> None:
    """Each example has an entry, and a bound that its rates reach."""
    page = example(name)
    assert entries(page.graph)
    answer = answered(page.graph, question(page, Words(("10/s",))))
    assert answer.first is None or answer.first.factor > 0
    assert all(len(text) < 240 for text in told(answer))


@pytest.mark.parametrize("turn", range(TURNS))
def test_laws(turn: int) -> None:
    """With twice the rates no hop is asked for less; at the rates of saturation its hop is at the bound, and no other
    is beyond one."""
    graph: Graph = read(drawn(turn)).graph
    times = {node.name: 0.1 for node in graph.nodes.values() if hasattr(node.spec, "timeout")}
    asked = Question(dict.fromkeys(entries(graph), 50.0), 2000, times)
    once, twice = (
        {(hop.limit.of, hop.limit.what, hop.limit.says): hop.asks for hop in hops(traffic(graph, scaled).uses())}
        for scaled in (asked, replace(asked, rates=dict.fromkeys(asked.rates, 100.0)))
    )
    assert all(twice.get(key, asks) >= asks * (1 - 1e-9) for key, asks in once.items())
    found = saturation(graph, asked)
    if found is None:
        return
    assert found.hop.share == pytest.approx(1) or not found.hop.limit.most or "shard" in found.hop.limit.says
    at = replace(asked, rates=dict.fromkeys(asked.rates, 50 * found.factor))
    left = [hop for hop in hops(traffic(graph, at).uses()) if hop.lasting and hop.share > 1 + 1e-6]
    assert found.hop.limit in [hop.limit for hop in left] or left == []


def test_a_function_that_may_not_run() -> None:
    graph = sound("queues: {q: {}}\nfunctions: {f: FN, reserved_concurrency: 0}}\nflows: [q -> f]").graph
    answer = answered(graph, Question({"q": 1.0}, 100, {"f": 0.1}))
    assert answer.first and answer.first.factor == 0
    assert [each.drains for each in answer.backlogs] == [None]
    assert "saturates first: f, already at 0/s: invocations at a time, 0, reserved_concurrency: 0" in [*told(answer)]


@given(
    waiting=st.floats(1, 1e9),
    rate=st.floats(0, 1e4),
    most=st.floats(0.01, 1e5),
    first=st.none() | st.floats(0.01, 1e4),
    more=st.floats(0.1, 1e4),
)
def test_what_is_handled_until_nothing_waits_is_what_has_come(
    waiting: float, rate: float, most: float, first: float | None, more: float
) -> None:
    """The formula against the sum of what is handled, minute by minute."""
    time = drained(waiting, rate, most, Held("q", None, "", first, more))
    if time is None:
        assert most <= rate
        return
    whole = int(min(time / 60, max(0.0, most - (first or most)) / more + 2))
    speeds = [min(most, (most if first is None else first) + minute * more) for minute in range(whole + 1)]
    handled = sum(speed * 60 for speed in speeds[:-1]) + speeds[-1] * (time - 60 * whole)
    assert handled == pytest.approx(waiting + rate * time, rel=1e-6)


ORDERS = str(PAGES["sqs-lambda"])


def test_json(tmp_path: Path) -> None:
    arguments = ("--rate", "500/s", "--size", "4KiB", "--region", "eu-west-1", "--format", "json")
    code, out, _ = run(tmp_path, "capacity", ORDERS, *arguments)
    said = json.loads(out)
    assert (code, said["version"], said["region"], said["rates"]) == (0, 1, "eu-west-1", {"orders": 500})
    assert [(hop["what"], hop["asks"], hop["takes"]) for hop in said["hops"]][:2] == [
        ("bytes of an event", 4096, 262_144),
        ("invocations at a time", 5, 1250),
    ]
    assert said["first"]["bound"] == "lambda.concurrency"
    assert said["first"]["factor"] == pytest.approx(200)
    (waits,) = said["backlogs"]
    assert (waits["waiting"], waits["kept"], waits["lost"]) == (1_800_000, 345_600, 0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--rate", "500"), "--rate: error ASK003 is 500: it takes a rate such as 5000/s, 20/m or 1000000/d"),
        (("--rate", "0/s"), "--rate: error ASK003 is 0/s: it takes more than none, and 1,000,000,000/s at most"),
        (("--rate", "orders=5"), "--rate orders: error ASK003 is 5: it takes a rate"),
        (("--rate", "oders=5/s"), "error ASK001 no node is called oders\n    fix: did you mean orders?"),
        (("--rate", "5/s", "--size", "4KB"), "--size: error ASK003 is 4KB: it takes a size such as 256KiB or 5MiB"),
        (("--rate", "5/s", "--region", "mars"), "--region: error ASK003 is mars: it takes a Region such as"),
        (("--rate", "5/s", "--stop", "1y"), "--stop: error ASK003 is 1y: it takes a duration"),
        (("--rate", "5/s", "--function-time", "2"), "--function-time: error ASK003 is 2: it takes a time such as"),
        (("--rate", "5/s", "--function-time", "16m"), "is 16m: an invocation takes more than nothing, and 15m at most"),
        (("--rate", "5/s", "--function-time", "1m"), "ASK003 is 60s: process is stopped after its timeout, 30s"),
        (
            ("--rate", "5/s", "--function-time", "orders=1s"),
            "ASK003 is about orders, a queue\n    fix: it takes process",
        ),
        (("--rate", "5/s", "--format", "xml"), "xml is no format: write text or json"),
    ],
)
def test_wrong_questions(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run(tmp_path, "capacity", ORDERS, *arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_a_page_that_nothing_enters(tmp_path: Path) -> None:
    page = tmp_path / "round.eventgen.yaml"
    page.write_text(
        "eventgen: 1\nname: round\nqueues: {q: {}}\nfunctions: {f: {code: {image: x}}}\nflows: [q -> f -> q]\n", "utf-8"
    )
    code, _, err = run(tmp_path, "capacity", str(page), "--rate", "5/s")
    assert code == 2
    assert "--rate: error ASK003 has no node to enter" in err
    code, out, _ = run(tmp_path, "capacity", str(page), "--rate", "q=5/s")
    assert code == 0
    assert "f -> q closes a circle: what comes round is not counted again" in out
