"""The policy of a role: what a node may do."""

from collections.abc import Iterator
from typing import Any

from eventgen.attachments import attachments
from eventgen.graph import Graph
from eventgen.kinds import Node, Problem, rule
from eventgen.rules.statements import written

MOST_POLICY = 10_240  # characters without spaces, of all inline policies of a role; not adjustable
FEW = 20  # flows of a node whose role never comes near that


@rule("IAM101")
def crowded_role_policy(graph: Graph) -> Iterator[Problem]:
    """The policy of a role has 10,240 characters at most.

    ## Why
    Each flow adds what the role may do because of it, and IAM refuses an inline policy that is larger. The quota cannot
    be raised.

    ## Fix
    Let the node send to a topic or a bus that hands on, or take some of its `permissions` to another function.

    ## Source
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    """
    for node in graph.nodes.values():
        if "role" in node.kind.slots and (_flows(graph, node) > FEW or getattr(node.spec, "permissions", None)):
            size = sum(map(len, _statements(graph, node)))
            if size > MOST_POLICY:
                message = f"{node.name}: the policy of its role has some {size} characters: IAM takes {MOST_POLICY}"
                yield Problem(message, "send through a topic or a bus, or split it", node.route)


def _flows(graph: Graph, node: Node[Any]) -> int:
    return len(graph.into(node.name)) + len(graph.out_of(node.name))


def _statements(graph: Graph, node: Node[Any]) -> set[str]:
    edges = (*graph.into(node.name), *graph.out_of(node.name))
    attached = [*attachments(node, graph), *(each for edge in edges for each in edge.integration.attach(edge))]
    mine = [each.value for each in attached if (each.node, each.slot) == (node.name, "role")]
    return {written(statement, graph.header.name) for statement in mine}
