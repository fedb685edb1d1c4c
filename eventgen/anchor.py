"""The account, Region and partition of a module, read off an ARN of its own: an offline plan has no data sources."""

from typing import Any

from eventgen.hcl import Expr, Text, Value, arn_part, text
from eventgen.kinds import KEY, keyed

ACCOUNT, REGION, PARTITION = Expr("local.account_id"), Expr("local.region"), Expr("local.partition")
POSITIONS = {"partition": 1, "region": 3, "account_id": 4}


def arn_of(service: str, resource: Value) -> Text:
    """The ARN of something of this account and Region that no resource of the module has."""
    return text("arn:", PARTITION, f":{service}:", REGION, ":", ACCOUNT, ":", resource)


def account(node: Any) -> Value:
    """The account that a node lies in; not in all ARNs of what exists already there is one."""
    return arn_part(node["arn"], POSITIONS["account_id"]) if node.existing is not None and node.kind.anchor else ACCOUNT


def values(graph: Any) -> dict[str, Value]:
    """What the locals of a module are: parts of the first ARN that tells them; the key's, of which all else is made."""
    node = None if makes_key(graph) else _node(graph)
    arn = node.kind.anchor(node) if node else KEY if makes_key(graph) else Expr("var.anchor_arn")
    return {name: arn_part(arn, position) for name, position in POSITIONS.items()}


def makes_key(graph: Any) -> bool:
    """Whether the module has a key of its own."""
    return graph.header.defaults.key is None and any(map(keyed, graph.nodes.values()))


def missing(graph: Any) -> bool:
    """Whether no resource of the module has such an ARN: the module then takes one as input."""
    return not makes_key(graph) and _node(graph) is None


def _node(graph: Any) -> Any:
    """Rather one that waits for no other, and never one that waits for what has to know the account."""
    waiting = []
    for node in graph.nodes.values():
        if node.existing is None and node.kind.anchor:
            if not (needed := _needed(node)):
                return node
            waiting.append((node, needed))
    late = {f"{node.kind.main}.{node.label}" for node in graph.nodes.values() if node.kind.late}
    return next((node for node, needed in waiting if not needed & late), None)


def _needed(node: Any) -> set[str]:
    """The resources that its ARN waits for."""
    from eventgen.addresses import address, addresses

    own = node.kind.anchor(node).code.startswith(f"{address(node)}.")
    return set(addresses(node.spec)) if own else set()
