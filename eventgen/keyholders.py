"""Things that exist already -> who needs their keys, if they have any: whether they do is not on the page."""

from collections.abc import Mapping
from typing import Any

from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, polled

# The services that write into an existing thing of these kinds by its policy, by the kind of who hands it events
SERVICES = {"bucket": "s3.amazonaws.com", "topic": "sns.amazonaws.com", "rule": "events.amazonaws.com"}
BY_POLICY = ("queue", "topic")
KEYED = ("queue", "topic", "stream", "bucket")
SENDS, READS = "kms:GenerateDataKey and kms:Decrypt", "kms:Decrypt"


def users(graph: Graph) -> Mapping[str, dict[str, str]]:
    """Existing node -> who needs its key, and for what."""
    found: dict[str, dict[str, str]] = {}
    for edge in graph.edges:
        for node in (edge.target, edge.links.get("dead_letter")):
            if node and _may_have_a_key(node):
                found.setdefault(node.name, {})[_sender(edge, node)] = SENDS
        if polled(edge) and _may_have_a_key(edge.source):
            found.setdefault(edge.source.name, {}).setdefault(f"the role of {edge.target.name}", READS)
    return found


def _may_have_a_key(node: Node[Any]) -> bool:
    return node.existing is not None and node.kind.name in KEYED


def _sender(edge: Edge[Any, Any, Any], node: Node[Any]) -> str:
    service = SERVICES.get(edge.source.kind.name) if node.kind.name in BY_POLICY else None
    return service or f"the role of {edge.target.name if polled(edge) else edge.source.name}"
