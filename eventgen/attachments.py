"""A node -> all that it asks for of the slots of nodes, flows aside."""

from collections.abc import Iterator
from typing import Any

from eventgen.graph import Graph
from eventgen.kinds import Attachment, Node


def attachments(node: Node[Any], graph: Graph) -> Iterator[Attachment]:
    """What its kind attaches, and the keys of what its own options let it send to and read."""
    yield from node.kind.attach(node)
    if node.existing is None and any(node.kind.grants(node)):
        from eventgen.keys import permitted

        yield from permitted(node, graph.made)
