"""What HCL says: blocks, arguments and expressions, each with the offset where it begins in its file."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from os.path import basename
from typing import Any

from eventgen.diagnostics import Diagnostic, Place, Severity, printable


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
    overrides: bool = field(init=False)  # whether Terraform lays it over the other files, block by block
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        name = basename(self.path)
        self.overrides = name == "override.tf" or name.endswith("_override.tf")

    @property
    def starts(self) -> list[int]:
        """The offsets where lines begin; most files are never asked for them."""
        self._starts = self._starts or [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]
        return self._starts

    def place(self, at: int, length: int = 1) -> Place:
        """Line and column of an offset, from 1."""
        line = bisect_right(self.starts, at)
        return Place(self.path, line, at - self.starts[line - 1] + 1, length)

    def line(self, number: int) -> str:
        """The text of a line; of one that there is not, none."""
        if number > len(self.starts):
            return ""
        end = self.text.find("\n", self.starts[number - 1])
        return self.text[self.starts[number - 1] : end if end >= 0 else None].rstrip("\r")

    def finding(self, place: Place, severity: Severity, code: str, message: str, fix: str = "") -> Diagnostic:
        """A finding at a place of the file, with the line of its text."""
        fix = "\n".join(map(printable, fix.splitlines()))
        return Diagnostic(place, severity, code, printable(message), fix, self.line(place.line))


Expression = Literal | Template | Name | Step | Call | Tuple | Object | For | Operation


def inner(expression: Any) -> list[Any]:
    """The expressions that an expression consists of."""
    if isinstance(expression, Template):
        return [part for part in expression.parts if not isinstance(part, str)]
    if isinstance(expression, Step):
        return [expression.of] if isinstance(expression.key, str) else [expression.of, expression.key]
    if isinstance(expression, Object):
        return [part for pair in expression.items for part in pair]
    return getattr(expression, _PARTS.get(type(expression), ""), [])


_PARTS = {Call: "arguments", Tuple: "items", For: "parts", Operation: "operands"}


def within(expression: Any) -> Iterator[Any]:
    """An expression and all those in it, outermost first."""
    yield expression
    for part in inner(expression):
        yield from within(part)
