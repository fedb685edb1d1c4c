"""The formulas of `eventgen capacity` and the simulator agree: how fast consumers are, and when a back-log is gone.

A consumer that was throttled does not begin again at once: pollers wait between two tries. The simulator may be later
by one such wait, and by what comes during it; it is never earlier, but for the events of a batch.
"""

from typing import Any

import pytest
from test_simulate import sound

from eventgen.capacity.backlog import Backlog, backlogs, drained
from eventgen.capacity.carrier import Held, Question
from eventgen.capacity.traffic import traffic
from eventgen.graph import Graph
from eventgen.simulate.notes import What
from eventgen.simulate.play import play
from eventgen.testcase import Case

SECOND = 1000


def waiting(graph: Graph, node: str, rate: float, time: float, stop: int) -> Backlog:
    asked = Question({node: rate}, 100, {"f": time}, stop)
    moved = traffic(graph, asked)
    (found,) = backlogs(moved, list(moved.uses()))
    return found


def played(graph: Graph, node: str, sent: dict[str, Any], **said: Any) -> list[tuple[int, int]]:
    """Seconds, and how many events had come and were not handled then."""
    case = Case.model_validate({"name": "load", "send": {"to": node, **sent}, "expect": {}, **said})
    left, open_ = {}, 0
    for note in play(graph, case, "").log:
        arrived, handled = note.what is What.ARRIVED and note.place == node, note.what is What.HANDLED
        open_ += arrived - handled
        left[note.at // SECOND] = open_
    return list(left.items())


@pytest.mark.parametrize(
    ("page", "rate", "takes", "wait"),
    [
        ("queues: {q: {}}\nfunctions: {f: FN}}\nflows: [{from: q, to: f, concurrency: 2}]", 5, 2, 180),
        ("queues: {q: {}}\nfunctions: {f: FN, timeout: 5s}}\nflows: [{from: q, to: f, concurrency: 3}]", 10, 2, 30),
        (
            "queues: {q: {}}\nfunctions: {f: FN, timeout: 9s}}\n"
            "flows: [{from: q, to: f, concurrency: 5, batch: {size: 2}}]",
            *(4, 2, 54),
        ),
        ("streams: {q: {shards: 1}}\nfunctions: {f: FN}}\nflows: [{from: q, to: f}]", 60, 1, 60),
        (
            "streams: {q: {shards: 1}}\nfunctions: {f: FN}}\nflows: [{from: q, to: f, parallel: 2, batch: {size: 20}}]",
            *(15, 2, 60),
        ),
    ],
    ids=["queue", "short timeout", "small batches", "stream", "parallel batches"],
)
def test_a_backlog_is_gone_when_the_formula_says(page: str, rate: int, takes: int, wait: int) -> None:
    """The function is throttled for ten minutes; `wait` is the longest between two tries: a visibility timeout, or a
    minute of a shard."""
    stop = 600
    graph = sound(page).graph
    found = waiting(graph, "q", rate, takes, stop)
    assert found.waiting == rate * stop
    soonest = found.drains
    assert soonest is not None
    latest = waiting(graph, "q", rate, takes, stop + wait).drains
    assert latest is not None
    throttled = {"f": {"from": 0, "to": stop, "reason": "throttled"}}
    sent = {"body": "{n}", "rate": rate, "over": round(stop + wait + latest + 120)}
    sent |= {"partition_key": "{n}"} if "streams" in page else {}
    left = played(graph, "q", sent, fail=throttled, takes={"f": takes})
    usual = found.most * takes + rate  # what is at work at any time, and what has just come
    gone = next(at for at, number in left if at > stop and number <= usual)
    assert stop + soonest - usual / (found.most - rate) <= gone <= stop + wait + latest


@pytest.mark.parametrize(
    ("page", "takes"),
    [
        ("queues: {q: {}}\nfunctions: {f: FN}}\nflows: [{from: q, to: f, concurrency: 2}]", 2),
        ("queues: {q: {}}\nfunctions: {f: FN, reserved_concurrency: 1}}\nflows: [{from: q, to: f, concurrency: 2}]", 1),
        ("streams: {q: {shards: 1}}\nfunctions: {f: FN}}\nflows: [{from: q, to: f, batch: {size: 10}}]", 2),
    ],
    ids=["concurrency", "reserved concurrency", "shard"],
)
def test_what_is_saturated_handles_what_the_formula_says(page: str, takes: int) -> None:
    """Twice as much comes as is handled: what waits grows by the other half."""
    graph, over = sound(page).graph, 600
    most = waiting(graph, "q", 1, takes, 1).most
    sent = {"body": "{n}", "rate": round(2 * most), "over": over}
    sent |= {"partition_key": "{n}"} if "streams" in page else {}
    left = dict(played(graph, "q", sent, takes={"f": takes}))
    assert left[over - 1] == pytest.approx(most * over, rel=0.03)


def test_pollers_that_grow() -> None:
    """A burst: five batches at a time, 300 more after each minute."""
    page = "queues: {q: {}}\nfunctions: {f: FN}}\nflows: [{from: q, to: f, batch: {size: 1}}]"
    graph, number, takes = sound(page).graph, 6000, 10
    held = waiting(graph, "q", 1, takes, 1).held
    assert (held.first, held.more) == (0.5, 30)
    left = played(graph, "q", {"body": "{n}", "count": number, "over": "1s"}, takes={"f": takes})
    soonest = drained(number, 0, 100, held)  # a thousand invocations at a time: the account has no more
    assert soonest is not None
    assert soonest == pytest.approx(60 + 60 + 60 + (number - 60 * (0.5 + 30.5 + 60.5)) / 90.5)
    assert left[-1][1] == 0
    assert soonest <= left[-1][0] <= soonest + 2 * takes


def test_never() -> None:
    assert drained(10, 5, 5, Held("q", None)) is None
    assert drained(10, 5, 6, Held("q", None)) == 10
