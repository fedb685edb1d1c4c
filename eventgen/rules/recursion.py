"""Events that come back to where they were: loops of flows, and failures that whoever failed gets again."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, Problem, polled, rule
from eventgen.rules.ways import closing, steps

LEAST = 3  # nodes of a loop: of a function with its queue GRA002 tells


@rule("GRA001", Severity.WARNING)
def loop_of_flows(graph: Graph) -> Iterator[Problem]:
    """Events do not come back to where they were.

    ## Why
    Each event sets off the next one, and each is paid for. Lambda stops a loop of functions, queues, topics and buckets
    after some sixteen invocations; what goes through a bus or a stream nothing stops.

    ## Fix
    Take one of the flows away, write into another bucket, or put a filter on the way. If the code ends the loop, let
    the finding stand: `# eventgen: ignore[GRA001]` and why.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
    """
    for edge, way in closing(steps(graph)):
        if len(set(way)) >= LEAST or all(graph.nodes[name].kind.name != "queue" for name in way):
            message = f"{edge.name}: a loop: {' -> '.join(way)}"
            yield Problem(message, "take the flow away, or put a filter on the way", edge.route)


@rule("GRA002", Severity.WARNING)
def function_that_feeds_its_own_queue(graph: Graph) -> Iterator[Problem]:
    """A function does not send to the queue that it works off.

    ## Why
    Lambda takes it for a loop: after some sixteen rounds it stops invoking the function, the receives of the message
    count, and it ends in the dead-letter queue.

    ## Fix
    Take the flow away: a message that the function reports as failed comes back by itself. For work in steps, use a
    second queue, or a state machine.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
    """
    fed = {(edge.source.name, edge.target.name) for edge in graph.edges if not getattr(edge.options, "filter", None)}
    for edge in graph.edges:
        if edge.integration.name == "function_to_queue" and (edge.target.name, edge.source.name) in fed:
            message = f"{edge.name}: {edge.source.name} works off {edge.target.name} itself: Lambda stops such a loop"
            yield Problem(message, "take the flow away: what fails comes back by itself", edge.route)


@rule("GRA004")
def failures_that_come_back(graph: Graph) -> Iterator[Problem]:
    """What a function failed on does not go to it again.

    ## Why
    It fails again, for ever: nothing is kept of the event when it expires, and Lambda may take it for a loop.

    ## Fix
    Take the flow away, and move what was mended back with a redrive; or let another function work off the failures.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
    """
    told = set[int]()
    for name, node in graph.nodes.items():
        for failed in _failures(graph, node) if node.kind.name == "function" else ():
            for edge in _handed(graph, failed):
                if edge.target.name == name and id(edge) not in told:
                    told.add(id(edge))
                    message = f"{edge.name}: what {name} failed on goes to {failed.name}, and from there to it again"
                    yield Problem(message, "take the flow away, or name another function", edge.route)


def _failures(graph: Graph, function: Node[Any]) -> list[Node[Any]]:
    """Where events go that a function failed on."""
    edges = graph.into(function.name)
    unused = edges and all(map(polled, edges))  # of which ESM023 tells
    found = [] if unused else [function.links.get("on_failure")]
    for edge in edges:
        found += [edge.links.get("on_failure"), edge.source.links.get("dead_letter")]
        if edge.source.kind.name == "stream":  # of other flows it is what could not be delivered
            found.append(edge.links.get("dead_letter"))
    return list({node.name: node for node in found if node}.values())


def _handed(graph: Graph, failed: Node[Any]) -> Iterator[Edge[Any, Any, Any]]:
    """The flows by which failures go on, up to the next function."""
    seen, ahead = {failed.name}, [failed.name]
    for name in ahead:  # it grows
        for edge in graph.out_of(name):
            yield edge
            if edge.target.name not in seen and edge.target.kind.name != "function":
                seen.add(edge.target.name)
                ahead.append(edge.target.name)
