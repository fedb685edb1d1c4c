"""Keys of things that exist already: whether there is one, and who may use it, is not on the page."""

from collections.abc import Iterator, Mapping
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, Problem, polled, rule

# The services that write into an existing thing of these kinds by its policy, by the kind of who hands it events
SERVICES = {"bucket": "s3.amazonaws.com", "topic": "sns.amazonaws.com", "rule": "events.amazonaws.com"}
BY_POLICY = ("queue", "topic")
KEYED = ("queue", "topic", "stream", "bucket")
SENDS, READS = "kms:GenerateDataKey and kms:Decrypt", "kms:Decrypt"


@rule("KMS101", Severity.INFO)
def key_that_is_not_on_the_page(graph: Graph) -> Iterator[Problem]:
    """Whoever sends to an existing queue, topic, stream or bucket, or reads it, may use its key.

    ## Why
    If it is encrypted with a key of its own, the key's policy has to let them in: else nothing arrives, and AWS says so
    only where it is refused.

    ## Fix
    Let the key in: a service by the key's policy, a role by its `permissions`. If the thing has no key of its own,
    nothing is to be done.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    """
    for name, who_needs in users(graph).items():
        node = graph.nodes[name]
        needed = "; ".join(f"{who} {actions}" for who, actions in who_needs.items())
        message = f"{name}: it exists already: if it has a key of its own, the key has to allow {needed}"
        yield Problem(message, "allow it in the policy of the key, and to a role in its `permissions`", node.route)


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
