"""A graph and a node at which events enter -> an event to try the way with: of a test of the page, or as its filters
ask for one. Nothing is played here: that takes longer than all of the rendering."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eventgen.graph import AnyEdge, AnyNode, Graph
from eventgen.testcase import Case, Send

OURS = "aws."  # how the sources of events begin that nobody but AWS may send
MADE = ("ObjectCreated", "ObjectRemoved")  # what who uploads and deletes makes happen to an object
PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Trial:
    """An event, as a test would send it, and the test that does; none where the filters ask for it."""

    send: Send
    text: str  # of the message, the object, the event
    of: str

    @property
    def attributes(self) -> str:
        """Of a message, as the command line takes them; empty where it has none."""
        made = {name: _typed(value) for name, value in self.send.attributes.items()}
        return json.dumps(made, ensure_ascii=False) if made else ""

    @property
    def removed(self) -> bool:
        """Whether it is the end of an object."""
        return str(self.send.event or "").startswith("ObjectRemoved")

    def request(self, edges: Sequence[AnyEdge]) -> tuple[str, str]:
        """Of an API: method and path."""
        method, _, path = str(self.send.route or edges[0].options.route).partition(" ")
        return ("POST" if method == "ANY" else method), PLACEHOLDER.sub("1", path)


def _typed(value: Any) -> dict[str, str]:
    if isinstance(value, list):
        return {"DataType": "String.Array", "StringValue": json.dumps(value)}
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return {"DataType": "Number" if number else "String", "StringValue": str(value)}


def trial(graph: Graph, node: AnyNode) -> Trial | None:
    """An event for the node; None where nobody but AWS sends such."""
    send, of = next(_tested(graph, node), None) or (_asked(graph, node), "")
    takes, body = node.kind.tested, send.body  # what may be said of events tells what kind they are of
    if "source" in takes:
        from eventgen.simulate.events import event

        body = event(send.event, send.source, send)
        if str(body["source"]).startswith(OURS):
            return None
    if "key" in takes and not str(send.event or MADE[0]).startswith(MADE):
        return None
    return Trial(send, _text(body), of)


def _text(body: Any) -> str:
    """`{n}` is the event's number there."""
    text = "" if body is None else body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return text.replace("{n}", "1")


def _tested(graph: Graph, node: AnyNode) -> Iterator[tuple[Send, str]]:
    """Of the tests in which all that is expected arrives first, of those in which nothing fails before the others."""
    cases: list[Case] = sorted(graph.tests.values(), key=lambda case: (_kept(case), bool(case.fail)))
    for case in cases:
        for send in case.send:
            if send.to == node.name and send.event_file is None and send.replay is None:
                yield send, str(case.name)


def _kept(case: Case) -> int:
    """How many nodes get nothing."""
    return sum(0 in (expect.count, expect.attempts) for expect in case.expect.values())


def _asked(graph: Graph, node: AnyNode) -> Send:
    from eventgen.filters.samples import merged, sample
    from eventgen.simulate.events import event
    from eventgen.simulate.names import Names
    from eventgen.simulate.wanted import wanted

    names = Names(graph)
    heard = (each for each in graph.nodes.values() if "bus" in each.links and each.links["bus"].name == node.name)
    for pattern in (pattern for rule in heard for pattern in rule.kind.patterns(rule)):
        usual = event(None, None, Send(to=node.name))
        return Send(to=node.name, body=merged(usual, sample(names.plain(pattern.pattern))))
    return wanted(names, node, _longest(graph, node))


def _longest(graph: Graph, node: AnyNode) -> list[AnyEdge]:
    """The flows on the way to the node that is the farthest away."""
    ways: dict[str, list[AnyEdge]] = {node.name: []}
    ring = [node.name]
    while ring:
        edges = [edge for name in ring for edge in graph.out_of(name) if edge.target.name not in ways]
        ring = [edge.target.name for edge in edges if edge.target.name not in ways]
        for edge in reversed(edges):
            ways[edge.target.name] = [*ways[edge.source.name], edge]
        ring = [*dict.fromkeys(ring)]
    return max(ways.values(), key=len)
