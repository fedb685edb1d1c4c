"""Graph -> Claims: what a page wants of things that exist already, and AWS has one of."""

from collections.abc import Iterator
from dataclasses import replace

from eventgen.claims import Claim
from eventgen.diagnostics import Severity
from eventgen.graph import AnyEdge, AnyNode, Graph
from eventgen.hcl import Text
from eventgen.load import Document

ARN = "arn:"
COLLECT = "collect what both add where it is made, in one resource"
# What an existing node has one of -> the code of a second page that adds to it, how bad that is, and what it is called
SLOTS = {
    "notifications": ("GRA104", Severity.WARNING, "notification"),
    "policy": ("GRA105", Severity.INFO, "policy"),
}


def claimed(graph: Graph, document: Document) -> Iterator[Claim]:
    """What a page claims of things whose ARNs it writes out."""
    known = {node.name for node in graph.nodes.values() if _arn(node)}
    if not known or not graph.sound:
        return
    told = set[tuple[str, str]]()
    for edge in graph.edges:
        made = edge.integration.template and not edge.integration.parallel
        if made and {edge.source.name, edge.target.name} <= known:
            yield _flow(edge, document)
        for attachment in edge.integration.attach(edge):
            at = attachment.node, attachment.slot
            if at[0] in known and at[1] in SLOTS and at not in told:
                told.add(at)
                yield _slot(graph.nodes[at[0]], at[1], document)


def _flow(edge: AnyEdge, document: Document) -> Claim:
    message = f"{edge.name}: AWS takes one flow between these two, and this page makes it"
    found = document.diagnostic(edge.route, Severity.ERROR, "GRA103", message, "say it on one of the pages")
    return Claim(f"{_arn(edge.source)} -> {_arn(edge.target)}", replace(found, about=edge.name))


def _slot(node: AnyNode, slot: str, document: Document) -> Claim:
    code, severity, word = SLOTS[slot]
    message = f"{node.name}: {_arn(node)} has one {word}, and this page adds to it"
    found = document.diagnostic(node.route, severity, code, message, COLLECT, key=True)
    return Claim(_arn(node), replace(found, about=node.name))


def _arn(node: AnyNode) -> str:
    """Of a node that exists already; empty where a variable tells it."""
    arn = node.existing.literal if isinstance(node.existing, Text) else node.existing
    return arn if isinstance(arn, str) and arn.startswith(ARN) else ""
