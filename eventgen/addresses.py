"""Values of a graph -> the addresses of resources that they refer to."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from eventgen.hcl import Expr, Text
from eventgen.kinds import Node
from eventgen.specs import Spec

_ADDRESS = re.compile(r"\baws_\w+\.\w+")


def address(node: Node[Any]) -> str:
    """The resource that a node is."""
    return f"{node.kind.main}.{node.label}"


def addresses(value: Any) -> Iterator[str]:
    """Of options, or of what lies in a slot."""
    if isinstance(value, Expr):
        yield from _ADDRESS.findall(value.code)
    elif isinstance(value, Node):
        yield address(value)
    else:
        for part in _parts(value):
            yield from addresses(part)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, Text):
        yield from value.parts
    elif isinstance(value, Spec):
        yield from vars(value).values()
    elif isinstance(value, list | tuple):
        yield from value
