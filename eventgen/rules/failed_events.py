"""Where events go that a function failed on, when it was invoked asynchronously."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import TAKE_AWAY, Severity
from eventgen.graph import Graph
from eventgen.kinds import Node, Problem, polled, rule


def _functions(graph: Graph) -> Iterator[Node[Any]]:
    return (node for node in graph.nodes.values() if node.kind.name == "function" and node.existing is None)


def _destinations(graph: Graph) -> Iterator[tuple[str, Node[Any], tuple[str | int, ...]]]:
    """Who names a destination of Lambda, which, and where."""
    for node in _functions(graph):
        if to := node.links.get("on_failure"):
            yield node.name, to, (*node.route, "on_failure")
    for edge in graph.edges:
        to = edge.links.get("dead_letter" if polled(edge) else "on_failure")
        delivers = "dead_letter" in edge.links and not polled(edge)  # its source takes no FIFO queue: SNS016, EVB018
        if to and not delivers:
            yield edge.name, to, (*edge.route, "dead_letter")


@rule("ASY003")
def fifo_destination(graph: Graph) -> Iterator[Problem]:
    """Failed events go to a standard queue or topic.

    ## Why
    Lambda takes a FIFO queue or topic as destination, and delivers nothing to it: it names no message group. The event
    is lost, and the metric DestinationDeliveryFailures counts it. What it read of a stream is lost likewise.

    ## Fix
    Name a standard queue.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
    """
    for name, to, at in _destinations(graph):
        if getattr(to.spec, "fifo", False):
            message = f"{name}: {at[-1]} is {to.name}, a FIFO {to.kind.name}: Lambda delivers failed events to none"
            yield Problem(message, f"name a standard {to.kind.name}", at)


@rule("ASY007", Severity.WARNING)
def topic_for_large_events(graph: Graph) -> Iterator[Problem]:
    """A topic takes failed events up to 256 KB.

    ## Why
    An event may have 1 MB, and Lambda adds to it why it failed: of what is larger than a message of SNS it drops the
    event itself. The events of a bucket are small.

    ## Fix
    Name a queue in `on_failure`.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """
    for node in _functions(graph):
        to, edges = node.links.get("on_failure"), graph.into(node.name)
        invoked = [edge.source.kind.name for edge in edges if not polled(edge)]
        if to and to.kind.name == "topic" and (not edges or set(invoked) - {"bucket"}):
            message = f"{node.name}: on_failure is {to.name}, a topic: it takes 256 KB, and an event may have 1 MB"
            yield Problem(message, "name a queue in `on_failure`", (*node.route, "on_failure"))


@rule("ESM023", Severity.WARNING, whole=True)
def on_failure_of_a_polled_function(graph: Graph) -> Iterator[Problem]:
    """What a function fails on goes to the dead-letter queue of the queue that it came from.

    ## Why
    `on_failure` is for asynchronous invocations. Where Lambda polls a queue or a stream it is never used.

    ## Fix
    Take `on_failure` away, as `--fix` does; the queue has `dead_letter`, and so has the flow from a stream.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    for node in _functions(graph):
        edges = graph.into(node.name) if node.spec.on_failure else ()
        if edges and all(map(polled, edges)):
            names = " and ".join(edge.source.name for edge in edges)
            message = f"{node.name}: on_failure {node.spec.on_failure} is never used: Lambda polls {names} for events"
            yield Problem(message, "take `on_failure` away", (*node.route, "on_failure"), edit=TAKE_AWAY)
