"""What holds of every run: time goes on, nothing is lost without a word, two runs are one. On random pages, with random
events and failures; the same at each run."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from mending import read
from turns import drawn

from eventgen.graph import AnyNode, Graph
from eventgen.simulate import world as worlds
from eventgen.simulate.gates import Gate
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import Note, What
from eventgen.simulate.play import play
from eventgen.simulate.world import Unplayable, World
from eventgen.testcase import Case

TURNS, PARTS = 48, 4
MOST_STEPS = 50_000
# After one of these a message is no more, or whoever sent it was told
ENDS = {What.HANDLED, What.FAILED, What.REFUSED, What.REPEATED, What.EXPIRED, What.LOST, What.KEPT_OUT}


def made(turn: int) -> Iterator[tuple[Graph, Case]]:
    """A random page with a random test, unless the page has nothing to send to."""
    graph, chance = read(drawn(turn)).graph, random.Random(turn)
    nodes = list(graph.nodes.values())
    if nodes:
        sends = [sent(chance, chance.choice(nodes)) for _ in range(chance.randint(1, 3))]
        failing = chance.sample(nodes, min(len(nodes), 2))
        fail = {node.name: failure(chance) for node in failing}
        yield graph, Case.model_validate({"name": "random", "send": sends, "fail": fail, "expect": {}})


def sent(chance: random.Random, node: AnyNode) -> dict[str, Any]:
    said: dict[str, Any] = {"to": node.name, "body": {"id": "{n}", "user": "u", "total": chance.randint(0, 200)}}
    said["count"] = chance.choice([1, 2, 12])
    values = {
        "group": chance.choice(["a", "b"]),
        "deduplication": "{n}",
        "partition_key": chance.choice(["a", "{n}"]),
        "key": "photos/{n}.jpg",
        "attributes": {"plan": "pro"},
    }
    return {**said, **{name: value for name, value in values.items() if name in node.kind.tested}}


def failure(chance: random.Random) -> Any:
    return chance.choice(
        [
            3,
            {"share": 0.3, "seed": chance.randint(0, 9)},
            {"when": {"id": [1]}, "times": 9},
            {"from": "0s", "to": "10m"},
            {"reason": "denied"},
            {"reason": "throttled", "to": "1h"},
            {"times": 2, "after": 1},
        ]
    )


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "MOST_STEPS", MOST_STEPS)


@pytest.mark.parametrize("part", range(PARTS))
def test_random_runs(part: int) -> None:
    played = 0
    for turn in range(part, TURNS, PARTS):
        for graph, case in made(turn):
            try:
                world = play(graph, case, "")
            except Unplayable:
                continue
            played += 1
            times = [note.at for note in world.log]
            assert times == sorted(times)
            assert [*map(plain, world.log)] == [*map(plain, play(graph, case, "").log)]
            lost = [message.number for message in everything(world) if not accounted(world, message)]
            assert lost == [], (turn, [plain(note) for note in world.log if note.message.number in lost])
    assert played > TURNS // PARTS // 2


def plain(note: Note) -> tuple[Any, ...]:
    more = note.more.name if isinstance(note.more, Gate) else note.more
    return note.at, note.what, note.message.number, note.place, more


def everything(world: World) -> list[Message]:
    found: dict[Message, None] = {}
    for note in world.log:
        found |= dict.fromkeys(note.message.chain())
    return list(found)


def accounted(world: World, message: Message) -> bool:
    """Whether a message has led to others, has met its end, lies somewhere, or came to where nobody listens."""
    notes = [note for note in world.log if note.message is message]
    last = notes[-1]
    onward = [way for way in world.ways if way.source == last.place]
    return bool(
        message.children
        or any(note.what in ENDS for note in notes)
        or any(message in place.held() for place in world.places.values())
        or (last.what is What.ARRIVED and not onward)
    )
