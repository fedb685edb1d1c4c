"""Graph -> what there is to do with a module in operation, part by part, for its README.

A kind and an integration bring their words as `templates/runbook/.../NAME.md.j2`, where there is something to do; how
an event is handed to a node stands in `templates/runbook/send/KIND.md.j2`.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cache as kept
from typing import Any, NamedTuple

from eventgen import cache
from eventgen.graph import AnyEdge, AnyNode, Graph
from eventgen.kinds import variable

ENDING = ".md.j2"


class Part(NamedTuple):
    """A template with its context; a part with a `lead` is a heading, and is left out where nothing follows it."""

    template: str
    context: Mapping[str, Any]
    lead: int = 0


@kept
def names(folder: str) -> frozenset[str]:
    """What there are words for."""
    return frozenset(file.removesuffix(ENDING) for file in os.listdir(cache.templates() / "runbook" / folder))


def runbook(graph: Graph) -> Iterator[Part]:
    """All parts, in the order of the page."""
    inputs = dict.fromkeys(name for node in graph.nodes.values() if (name := variable(node.existing)))
    yield Part("head", {"header": graph.header, "inputs": [*inputs]}, 1)
    for node in graph.nodes.values():
        if "." not in node.name:
            yield Part("node", {"node": node}, 2)
            yield from _of_node(graph, node)


def _of_node(graph: Graph, node: AnyNode) -> Iterator[Part]:
    kind = node.kind.name
    if (node.existing is None or node.kind.touches(node)) and kind in names("resources"):
        context = {"node": node, "spec": node.spec, "links": node.links, "failed": _failed(graph, node)}
        yield Part(f"resources/{kind}", {**context, "undelivered": undelivered(graph, node), "trial": None})
    if kind in names("send") and _enters(graph, node):
        yield from _trial(graph, node)
    for edge in graph.out_of(node.name):
        if edge.integration.name in names("integrations"):
            context = {"edge": edge, "source": node, "target": edge.target, "links": edge.links}
            yield Part(f"integrations/{edge.integration.name}", context)


def _failed(graph: Graph, node: AnyNode) -> AnyNode | None:
    """The queue with the events that a function gave up."""
    for links in (node.links, *(edge.links for edge in graph.into(node.name))):
        if (to := links.get("on_failure")) and "url" in to.kind.outputs:
            return to
    return None


def undelivered(graph: Graph, node: AnyNode) -> list[tuple[AnyNode, list[AnyEdge]]]:
    """The dead-letter queues of the flows from a node, each with the flows to those who can be handed a message."""
    found: dict[str, tuple[AnyNode, list[AnyEdge]]] = {}
    for edge in graph.out_of(node.name):
        if (to := edge.links.get("dead_letter")) and edge.target.kind.name in names("send"):
            found.setdefault(to.name, (to, []))[1].append(edge)
    return list(found.values())


def _enters(graph: Graph, node: AnyNode) -> bool:
    """Whether events come to a node from outside of the page."""
    heard = graph.out_of(node.name) or any(
        "bus" in each.links and each.links["bus"].name == node.name for each in graph.nodes.values()
    )
    return bool(heard) and not graph.into(node.name)


def _trial(graph: Graph, node: AnyNode) -> Iterator[Part]:
    """How an event is sent to try the way of one."""
    from eventgen.trial import trial

    if found := trial(graph, node):
        context = {"node": node, "kind": node.kind.name, "trial": found, "edges": graph.out_of(node.name)}
        yield Part("trial", context)
