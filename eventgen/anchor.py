"""The account, Region and partition of a module, read off an ARN of its own: an offline plan has no data sources."""

from typing import Any

from eventgen.hcl import Expr, Text, Value, arn_part, text

ACCOUNT, REGION, PARTITION = Expr("local.account_id"), Expr("local.region"), Expr("local.partition")
POSITIONS = {"partition": 1, "region": 3, "account_id": 4}


def arn_of(service: str, resource: Value) -> Text:
    """The ARN of something of this account and Region that no resource of the module has."""
    return text("arn:", PARTITION, f":{service}:", REGION, ":", ACCOUNT, ":", resource)


def values(graph: Any) -> dict[str, Value]:
    """What the locals of a module are: parts of the first ARN that tells them."""
    nodes = [node for node in graph.nodes.values() if node.existing is None and node.kind.anchor]
    # what waits for others would make them wait for themselves, where they need to know the account
    node = next((node for node in nodes if not _waits(node)), nodes[0] if nodes else None)
    arn = node.kind.anchor(node) if node else Expr("var.anchor_arn")
    return {name: arn_part(arn, position) for name, position in POSITIONS.items()}


def _waits(node: Any) -> bool:
    from eventgen.addresses import address, addresses

    own = node.kind.anchor(node).code.startswith(f"{address(node)}.")
    return own and any(addresses(node.spec))


def missing(graph: Any) -> bool:
    """Whether no resource of the module has such an ARN: the module then takes one as input."""
    return not any(n.existing is None and n.kind.anchor for n in graph.nodes.values())
