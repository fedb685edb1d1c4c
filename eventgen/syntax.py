"""What HCL says: blocks, arguments and expressions, each with the offset where it begins in its file."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from eventgen.diagnostics import Place


@dataclass(slots=True)
class Literal:
    """A number, a bool, null, or a string without templates."""

    value: Any
    at: int


@dataclass(slots=True)
class Template:
    """A string with interpolations: literal pieces and expressions; directives are kept as they stand."""

    parts: list[Any]
    at: int


@dataclass(slots=True)
class Name:
    """The first step of a reference."""

    name: str
    at: int


@dataclass(slots=True)
class Step:
    """`.name`, `[key]`, or a splat (`key` is `*` then)."""

    of: Any
    key: Any
    at: int


@dataclass(slots=True)
class Call:
    """A function call; `expands` if its last argument ends with `...`."""

    name: str
    arguments: list[Any]
    expands: bool
    at: int


@dataclass(slots=True)
class Tuple:
    items: list[Any]
    at: int


@dataclass(slots=True)
class Object:
    items: list[tuple[Any, Any]]
    at: int


@dataclass(slots=True)
class For:
    """A `for` expression, with everything in it in the order of its text."""

    parts: list[Any]
    names: tuple[str, ...]
    at: int


@dataclass(slots=True)
class Operation:
    """A unary, binary or conditional operation."""

    operator: str
    operands: list[Any]
    at: int


@dataclass(slots=True)
class Attribute:
    name: str
    value: Any
    at: int


@dataclass(slots=True)
class Block:
    type: str
    labels: tuple[str, ...]
    body: "Body"
    at: int


@dataclass(slots=True)
class Body:
    attributes: dict[str, Attribute] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class File:
    """A file that was read."""

    path: str
    text: str
    body: Body
    starts: list[int] = field(default_factory=list)

    def place(self, at: int, length: int = 1) -> Place:
        """Line and column of an offset, from 1."""
        if not self.starts:
            self.starts = [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]
        line = bisect_right(self.starts, at)
        return Place(self.path, line, at - self.starts[line - 1] + 1, length)


Expression = Literal | Template | Name | Step | Call | Tuple | Object | For | Operation


def within(expression: Any) -> Iterator[Any]:
    """An expression and all those in it, outermost first."""
    yield expression
    if isinstance(expression, Template):
        inner: list[Any] = [part for part in expression.parts if not isinstance(part, str)]
    elif isinstance(expression, Step):
        inner = [expression.of] if isinstance(expression.key, str) else [expression.of, expression.key]
    elif isinstance(expression, Call):
        inner = expression.arguments
    elif isinstance(expression, Tuple):
        inner = expression.items
    elif isinstance(expression, Object):
        inner = [part for pair in expression.items for part in pair]
    elif isinstance(expression, For):
        inner = expression.parts
    else:
        inner = expression.operands if isinstance(expression, Operation) else []
    for part in inner:
        yield from within(part)
