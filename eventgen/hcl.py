"""Values -> HCL. `hcl` is the one filter through which everything of a page reaches Terraform code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Any

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
MOST_ON_ONE_LINE = 96  # characters of a list or an object before it is broken up


class Hcl(str):
    """Text that is Terraform code already. Only this module makes it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Expr:
    """A Terraform expression built by eventgen itself, never from text of a page."""

    code: str


@dataclass(frozen=True, slots=True)
class NodeRef:
    """`${queues.images.url}`: an attribute of a node of the page, not resolved yet."""

    section: str
    node: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.section}.{self.node}.{self.attribute}"


@dataclass(frozen=True, slots=True)
class PageRef:
    """`${pages.orders.queues.images.url}`: an attribute of a node of another page, not resolved yet."""

    page: str
    section: str
    node: str
    attribute: str

    def __str__(self) -> str:
        return f"pages.{self.page}.{self.section}.{self.node}.{self.attribute}"

    @property
    def input(self) -> str:
        """The input of the module that it becomes."""
        return label(f"{self.page}_{self.node}_{self.attribute}")


@dataclass(frozen=True, slots=True)
class Text:
    """A string of the page: literal pieces, and references between them."""

    parts: tuple[str | Expr | NodeRef | PageRef, ...] = ()

    @property
    def literal(self) -> str | None:
        """The string, if nothing in it is a reference."""
        return "".join(self.parts) if all(isinstance(p, str) for p in self.parts) else None  # type: ignore[arg-type]

    def __str__(self) -> str:
        return "".join(_as_written(part) for part in self.parts)


Value = str | Text | Expr


def _as_written(part: str | Expr | NodeRef | PageRef) -> str:
    if isinstance(part, str):
        return part
    return f"${{{part.code if isinstance(part, Expr) else part}}}"


def text(*parts: Value) -> Text:
    """One string out of literal pieces and expressions."""
    flat: list[str | Expr | NodeRef | PageRef] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Text) else (part,))
    return Text(tuple(flat))


@lru_cache(maxsize=4096)
def address(*steps: str) -> Expr:
    """`address("aws_sqs_queue", "images", "arn")`; every step has to be a Terraform identifier."""
    for step in steps:
        if not IDENTIFIER.match(step):
            raise ValueError(f"{step!r} is no Terraform identifier")
    return Expr(".".join(steps))


def call(function: str, *arguments: Any) -> Expr:
    """A call of a Terraform function; the arguments are values."""
    return Expr(f"{address(function).code}({', '.join(hcl(a) for a in arguments)})")


def arn_part(arn: Value, position: int, separator: str = ":") -> Expr | str:
    """The account (4), Region (3), partition (1) ... of an ARN, or what stands behind its `/`. `element` rather
    than an index: it also passes `terraform test` with mock_provider, whose ARNs have one part."""
    if isinstance(arn, str):
        return arn.split(separator)[position]
    return call("element", call("split", separator, arn), position)


def matches(pattern: str, value: Value) -> Expr:
    """Whether a value is just what a pattern allows."""
    return call("can", call("regex", f"^({pattern})$", value))


@lru_cache(maxsize=4096)
def label(name: str) -> Hcl:
    """A name of the page as the label of a Terraform block."""
    made = name.replace("-", "_").replace(".", "_")
    return Hcl(address(made).code)


def identifier(name: str) -> Hcl:
    """A name of the page that Terraform takes as it is, such as that of a variable."""
    return Hcl(address(name).code)


TYPES = frozenset({"string", "number", "bool", "list(string)", "map(string)"})


def type_(name: str) -> Hcl:
    """The type of a variable."""
    if name not in TYPES:
        raise ValueError(f"{name!r} is no type of a variable")
    return Hcl(name)


def hcl(value: Any) -> Hcl:
    """Any value as a Terraform expression: quoted and escaped, so that it can be nothing but that value."""
    write = _WRITERS.get(type(value)) or next((w for kind, w in _WRITERS.items() if isinstance(value, kind)), None)
    if write is None:
        raise TypeError(f"{type(value).__name__} has no form in Terraform")
    written = write(value)
    return written if type(written) is Hcl else Hcl(written)


def _number(value: float) -> str:
    if not isfinite(value):
        raise TypeError(f"{value} has no form in Terraform")
    return repr(value)


def _template(value: Text) -> Hcl:
    pieces = _pieces(value)
    if len(pieces) == 1 and isinstance(pieces[0], Expr):
        return Hcl(pieces[0].code)
    last = len(pieces) - 1
    return Hcl(f'"{"".join(_written(piece, index == last) for index, piece in enumerate(pieces))}"')


def _pieces(value: Text) -> list[str | Expr]:
    """The parts, literals that touch put together: `$` and `{` of two of them would make a template."""
    pieces: list[str | Expr] = []
    for part in value.parts:
        if isinstance(part, NodeRef | PageRef):
            raise TypeError(f"the reference {part} was not resolved")
        if isinstance(part, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += part
        elif part != "":
            pieces.append(part)
    return pieces


def _written(piece: str | Expr, last: bool) -> str:
    if isinstance(piece, Expr):
        return f"${{{piece.code}}}"
    if piece.endswith("$") and not last:  # it would make the `${` that follows a literal one
        return escape(piece[:-1]) + _unicode("$")
    return escape(piece)


def _tuple(items: list[Hcl]) -> Hcl:
    one = f"[{', '.join(items)}]"
    if len(one) <= MOST_ON_ONE_LINE and "\n" not in one:
        return Hcl(one)
    return Hcl("[\n" + "".join(f"{item},\n" for item in items) + "]")


def _object(value: Mapping[str, Any]) -> Hcl:
    items = [f"{_key(key)} = {hcl(item)}" for key, item in value.items()]
    if not items:
        return Hcl("{}")
    if len(items) == 1 and "\n" not in items[0] and len(items[0]) <= MOST_ON_ONE_LINE:
        return Hcl(f"{{ {items[0]} }}")
    return Hcl("{\n" + "".join(f"{item}\n" for item in items) + "}")


RESERVED = frozenset({"for", "if", "in", "true", "false", "null"})  # as keys these would be read as code


@lru_cache(maxsize=4096)
def _key(key: str) -> str:
    if IDENTIFIER.match(key) and key not in RESERVED:
        return key
    # `terraform fmt` counts graphemes to align; a key of ASCII alone is counted alike by everybody
    return '"' + "".join(c if c.isascii() else _unicode(c) for c in escape(key)) + '"'


_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RISKY = re.compile(r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[$%]\{')
# Terraform reads `$${` everywhere, python-hcl2 only where a `}` follows: there the escaped dollar means the same
_CLOSED = re.compile(r'[$%]\{[^{}"\\$%\x00-\x1f]*\}')


def escape(value: str) -> str:
    """The inside of a quoted string. Templates lose their meaning, invisible characters become visible."""

    def one(match: re.Match[str]) -> str:
        found = match.group()
        if len(found) == 2:
            if _CLOSED.match(value, match.start()):
                return found[0] + found
            return _unicode(found[0]) + "{"
        return _SHORT.get(found) or _unicode(found)

    return _RISKY.sub(one, value) if _RISKY.search(value) else value


@lru_cache(maxsize=4096)
def _quoted(value: str) -> Hcl:
    return Hcl(f'"{escape(value)}"')


def _unicode(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


# For what is of none of these types, the first that it is an instance of: Hcl is a str too
_WRITERS: dict[type, Callable[[Any], str]] = {
    Hcl: str,
    Expr: lambda value: value.code,
    Text: _template,
    str: _quoted,
    bool: lambda value: "true" if value else "false",
    type(None): lambda value: "null",
    int: _number,
    float: _number,
    dict: _object,
    Mapping: _object,
    list: lambda value: _tuple([hcl(item) for item in value]),
    tuple: lambda value: _tuple([hcl(item) for item in value]),
}


def camel(name: str) -> str:
    """`to-lake.dead_letter` -> `ToLakeDeadLetter`: what a Sid may hold."""
    return "".join(part.capitalize() for part in name.replace("-", "_").replace(".", "_").split("_"))
