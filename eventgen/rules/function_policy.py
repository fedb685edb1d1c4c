"""The policy of a function: who may invoke it."""

from collections.abc import Iterator
from typing import Any

from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, Problem, polled, rule

MOST_POLICY = 20 * 1024  # bytes, gettingstarted-limits
LATEST = ":$LATEST"


def _invoking(graph: Graph, function: Node[Any]) -> list[Edge[Any, Any, Any]]:
    """The flows that need a permission, of which Lambda makes a statement."""
    return [edge for edge in graph.into(function.name) if not polled(edge)]


@rule("LMB016")
def crowded_function_policy(graph: Graph) -> Iterator[Problem]:
    """The policy of a function has 20 KB at most.

    ## Why
    Each bucket, topic or rule that invokes the function adds a statement to it, and Lambda refuses the one that is too
    many. The quota cannot be raised.

    ## Fix
    Put a queue between: Lambda polls it with the role of the function, and needs no statement.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    """
    for node in graph.nodes.values():
        edges = _invoking(graph, node) if node.kind.name == "function" and node.existing is None else []
        size = sum(_size(edge, graph.header.name) for edge in edges)
        if size > MOST_POLICY:
            message = (
                f"{node.name}: the permissions of {len(edges)} flows have {size} bytes: a policy takes {MOST_POLICY}"
            )
            yield Problem(message, f"put a queue between some of them and {node.name}", edges[-1].route)


def _size(edge: Edge[Any, Any, Any], prefix: str) -> int:
    """The least that a statement has, as Lambda writes it."""
    import json

    from eventgen.invocations import statement_id  # loaded already, for the target is one

    arn = "arn:aws:s3:::{}-{}" if edge.source.kind.name == "bucket" else "arn:aws:sns:us-east-1:123456789012:{}-{}"
    statement = {
        "Sid": str(statement_id(edge)).replace("${var.name}", prefix),
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": f"arn:aws:lambda:us-east-1:123456789012:function:{prefix}-{edge.target.name}",
        "Condition": {
            "StringEquals": {"AWS:SourceAccount": "123456789012"},
            "ArnLike": {"AWS:SourceArn": arn.format(prefix, edge.source.name)},
        },
    }
    return len(json.dumps(statement, separators=(",", ":")))


@rule("LMB017")
def permission_of_latest(graph: Graph) -> Iterator[Problem]:
    """A permission is for a function or an alias of it, not for $LATEST.

    ## Why
    Lambda refuses it: "We currently do not support adding policies for $LATEST".

    ## Fix
    Name the function without a version, or an alias.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
    """
    for node in graph.nodes.values():
        if node.kind.name == "function" and isinstance(node.existing, str) and node.existing.endswith(LATEST):
            for edge in _invoking(graph, node)[:1]:
                message = (
                    f"{node.name}: existing ends in {LATEST}: {edge.name} needs a permission, and $LATEST takes none"
                )
                yield Problem(message, f"existing: {node.existing.removesuffix(LATEST)}", (*node.route, "existing"))
