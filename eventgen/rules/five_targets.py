"""A rule of EventBridge has five targets at most."""

from collections.abc import Iterator

from eventgen.graph import Graph
from eventgen.kinds import Problem, rule

MOST_TARGETS = 5  # eb-quota: not adjustable


@rule("EVB013")
def six_targets(graph: Graph) -> Iterator[Problem]:
    """A rule has five targets at most.

    ## Why
    EventBridge refuses the sixth, when the other five are there already; the quota cannot be raised.

    ## Fix
    Write a second rule with the same pattern, or put a topic between.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    """
    for node in graph.nodes.values():
        edges = graph.out_of(node.name)
        if node.kind.name == "rule" and len(edges) > MOST_TARGETS:
            message = f"{node.name} has {len(edges)} targets: a rule takes {MOST_TARGETS}"
            yield Problem(message, "write a second rule with the same pattern, or put a topic between", edges[-1].route)
