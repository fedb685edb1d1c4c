"""The account, Region and partition of a module, read off an ARN of its own: without a data source, an offline plan works."""

from collections.abc import Iterator
from typing import Any

from eventgen.hcl import Expr, Text, Value, text
from eventgen.kinds import Input, Node


def arn_of(graph: Any, service: str, resource: Value) -> Text:
    """The ARN of something of this account and Region that no resource of the module has."""
    node = _anchor(graph)
    if node:
        return text("arn:", node.partition, f":{service}:", node.region, ":", node.account, ":", resource)
    return text("arn:", Expr("var.partition"), f":{service}:", Expr("var.region"), ":", Expr("var.account_id"), ":", resource)


def account(graph: Any) -> Expr:
    node = _anchor(graph)
    return node.account if node else Expr("var.account_id")


def inputs(graph: Any) -> Iterator[Input]:
    """What the module has to be told where none of its resources has such an ARN."""
    if not _anchor(graph):
        yield Input("account_id", "string", "ID of the account that the module is applied in.")
        yield Input("region", "string", "Region that the module is applied in.")
        yield Input("partition", "string", "Partition that the module is applied in.", "aws", False)


def _anchor(graph: Any) -> Node[Any] | None:
    nodes = (n for n in graph.nodes.values() if n.kind.anchor and n.existing is None)
    return next(nodes, None)
