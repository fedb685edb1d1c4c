"""How large an event may be along its way: each hop takes so much, and the least of them is what the way takes."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, Problem, rule
from eventgen.rules.ways import of_services
from eventgen.values import BYTES, spell

KIB = 1024
# What a node takes where the page says nothing: sns.message_size_max, stepfunctions.payload, firehose.record_size
TAKES = {"topic": 256 * KIB, "state_machine": 256 * KIB, "delivery_stream": 1000 * KIB}
# What a node may hand on: SNS as above; EventBridge takes an event of 1 MiB (eventbridge.event_size_max)
HANDS_ON = {"topic": 256 * KIB, "rule": 1024 * KIB}
MOST_OF_OLD = 256 * KIB  # what a queue takes that nobody asked for more


@rule("GRA005", Severity.WARNING, whole=True)
def size_that_no_sender_reaches(graph: Graph) -> Iterator[Problem]:
    """A queue for large messages has a sender that takes them.

    ## Why
    A message is as large as the smallest hop of its way allows: a topic takes 256 KiB, whatever the queue behind it
    takes, and notifications of a bucket are small.

    ## Fix
    Send to the queue directly, or through a rule; or keep the content in a bucket, and send its key.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html
    """
    for node in graph.nodes.values():
        if not _asks_for_more(node) or "." in node.name:
            continue
        sources, size = [edge.source for edge in graph.into(node.name)], spell(node.spec.max_message_size, BYTES)
        told = all(source.kind.name == "topic" for source in sources)  # by SNS021, where there are any
        if not told and all(map(_small, sources)):
            senders = " and ".join(dict.fromkeys(source.name for source in sources))
            message = f"{node.name}: max_message_size {size}, and what comes from {senders} has 256KiB at most"
            yield Problem(
                message, "write max_message_size: 256KiB, or send without a topic", (*node.route, "max_message_size")
            )


@rule("GRA101", Severity.INFO)
def narrower_hop(graph: Graph) -> Iterator[Problem]:
    """What a hop hands on, the next one takes.

    ## Why
    An event of EventBridge may have 1 MiB, a message of SNS 256 KiB; what the next hop does not take is not delivered,
    and no retry helps. Most events are far smaller.

    ## Fix
    Keep the content in a bucket, and send its key.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html
    """
    for edge in graph.edges:
        given, taken = _handed_on(graph, edge), _taken(edge.target)
        if given and taken and taken < given:
            sizes = f"it may hand on {spell(given, BYTES)}, and {edge.target.name} takes {spell(taken, BYTES)}"
            yield Problem(f"{edge.name}: {sizes}", "keep large content in a bucket, and send its key", edge.route)


def _small(source: Node[Any]) -> bool:
    """Whether it hands on 256 KiB at most; a topic that exists already may take more."""
    return source.kind.name == "bucket" or (source.kind.name == "topic" and source.existing is None)


def _asks_for_more(node: Node[Any]) -> bool:
    return node.kind.name == "queue" and node.existing is None and node.spec.max_message_size > MOST_OF_OLD


def _handed_on(graph: Graph, edge: Edge[Any, Any, Any]) -> int:
    """What a flow may bring at the most, where the page tells; else 0."""
    source = edge.source
    if source.kind.name == "function":  # it may send on what it gets
        return max(
            (e.source.spec.max_message_size for e in graph.into(source.name) if _asks_for_more(e.source)), default=0
        )
    small = source.kind.name == "rule" and (source.existing is not None or of_services(source) or _cut(edge))
    return 0 if small else HANDS_ON.get(source.kind.name, 0)


def _cut(edge: Edge[Any, Any, Any]) -> bool:
    """Whether the target gets something else than the whole event."""
    return edge.options.input is not None or edge.options.input_path is not None


def _taken(node: Node[Any]) -> int:
    """What a node takes, where the page or AWS says it; else 0. Of a queue that says nothing SQS011 tells."""
    if node.kind.name == "queue":
        return node.spec.max_message_size if node.existing is None and "max_message_size" in node.written else 0
    return TAKES.get(node.kind.name, 0)
