"""Terraform text -> blocks with Python values: an independent reader, over the raw tree of python-hcl2.

Strings come without their escapes, `jsonencode(x)` as x, what is no literal as its source text. What
this module reads is compared with what went into the renderer; so it shares no code with `eventgen.hcl`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import hcl2
from lark import Token, Tree

LITERALS = {"true": True, "false": False, "null": None}
_SHORT = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|([$%])\4\{", re.DOTALL)


@dataclass(frozen=True)
class Expression:
    """Anything that is no literal, as it is written."""

    code: str


@dataclass(frozen=True)
class Call:
    """A call of a function, its arguments read."""

    function: str
    arguments: tuple["Value", ...]


@dataclass(frozen=True)
class Template:
    """A string with interpolations: literal pieces, and the expressions between them."""

    parts: tuple[str | Expression, ...]


Value = Any  # str, int, float, bool, None, list, dict, Expression, Call or Template


@dataclass(frozen=True)
class Block:
    """A block; the file itself is one without a type."""

    type: str
    labels: tuple[str, ...]
    attributes: dict[str, Value]
    blocks: tuple["Block", ...]

    @property
    def address(self) -> str:
        return ".".join((self.type, *self.labels))

    def find(self, *path: str) -> "Block":
        """The one block at `path`: its type, and its labels if they are needed, at each step."""
        here = self
        for step in path:
            found = [b for b in here.blocks if step in (b.type, b.address)]
            if len(found) != 1:
                raise LookupError(f"{len(found)} blocks {step} in {here.address or 'the file'}")
            here = found[0]
        return here


def read(text: str) -> Block:
    """A file of Terraform."""
    body = hcl2.parses_to_tree(text).children[0]
    assert isinstance(body, Tree)
    return _Reader(text).body("", (), body)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text

    def body(self, kind: str, labels: tuple[str, ...], tree: Tree[Token]) -> Block:
        attributes: dict[str, Value] = {}
        blocks = []
        for child in _trees(tree):
            if child.data == "block":
                *names, body = _trees(child)
                own, *rest = [self.name(name) for name in names]
                blocks.append(self.body(own, tuple(rest), body))
            elif child.data == "attribute":
                name, value = _trees(child)
                self.put(attributes, self.name(name), value)
        return Block(kind, labels, attributes, tuple(blocks))

    def put(self, into: dict[str, Value], key: str, value: Tree[Token]) -> None:
        if key in into:
            raise ValueError(f"{key} is written twice: {self.source(value)}")
        into[key] = self.value(value)

    def name(self, tree: Tree[Token]) -> str:
        if tree.data == "string":
            label = self.read_string(tree)
            if not isinstance(label, str):
                raise ValueError(f"the label {self.source(tree)} is a template")
            return label
        return str(tree.children[0])

    def value(self, tree: Tree[Token]) -> Value:
        reader = getattr(self, f"read_{tree.data}", None)
        return reader(tree) if reader else Expression(self.source(tree))

    def read_expr_term(self, tree: Tree[Token]) -> Value:
        first = tree.children[0]
        return self.value(first) if isinstance(first, Tree) else Expression(self.source(tree))

    def read_int_lit(self, tree: Tree[Token]) -> int:
        return int(str(tree.children[0]))

    def read_float_lit(self, tree: Tree[Token]) -> float:
        return float(str(tree.children[0]))

    def read_literal_value(self, tree: Tree[Token]) -> bool | None:
        return LITERALS[str(tree.children[0])]

    def read_tuple(self, tree: Tree[Token]) -> list[Value]:
        return [self.value(item) for item in _trees(tree)]

    def read_object(self, tree: Tree[Token]) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for element in _trees(tree):
            if element.data == "object_elem":
                key, value = _trees(element)
                self.put(made, self.key(key), value)
        return made

    def key(self, tree: Tree[Token]) -> str:
        (only,) = tree.children
        if isinstance(only, Tree) and only.data == "expr_term":
            (only,) = only.children
        if isinstance(only, Tree) and only.data in ("string", "identifier", "keyword"):
            return self.name(only)
        raise ValueError(f"the key {self.source(tree)} is code")

    def read_unary_op(self, tree: Tree[Token]) -> Value:
        sign, operand = tree.children
        assert isinstance(operand, Tree)
        number = self.value(operand)
        if sign == "-" and isinstance(number, int | float) and not isinstance(number, bool):
            return -number
        return Expression(self.source(tree))

    def read_function_call(self, tree: Tree[Token]) -> Value:
        function, *rest = _trees(tree)
        if len(rest) > 1 or any("..." in part.children for part in rest):
            return Expression(self.source(tree))
        arguments = [self.value(argument) for part in rest for argument in _trees(part)]
        if self.name(function) == "jsonencode":
            (argument,) = arguments
            return argument
        return Call(self.name(function), tuple(arguments))

    def read_string(self, tree: Tree[Token]) -> str | Template:
        parts: list[str | Expression] = [""]
        for part in _trees(tree):
            (piece,) = part.children
            if isinstance(piece, Token) and isinstance(parts[-1], str):
                parts[-1] += piece
            elif isinstance(piece, Token):
                parts.append(str(piece))
            else:
                parts.append(Expression(self.source(piece)[2:-1].strip()))
        made = tuple(_unescaped(p) if isinstance(p, str) else p for p in parts if p != "")
        if all(isinstance(part, str) for part in made):
            return "".join(part for part in made if isinstance(part, str))
        return Template(made)

    def source(self, tree: Tree[Token]) -> str:
        return self.text[tree.meta.start_pos : tree.meta.end_pos]


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree) and child.data != "new_line_or_comment"]


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        short, long, single, template = match.groups()
        if template:
            return f"{template}{{"
        return _SHORT[single] if single else chr(int(short or long, 16))  # KeyError: an escape that HCL has not

    return _ESCAPE.sub(one, text)


def mapped(value: Value, change: Callable[[str], str]) -> Value:
    """The same value or block with every literal string in it changed: whole ones, pieces of templates, keys."""
    made = value
    match value:
        case str():
            made = change(value)
        case list():
            made = [mapped(item, change) for item in value]
        case dict():
            made = {change(key): mapped(item, change) for key, item in value.items()}
        case Template(parts):
            made = Template(tuple(mapped(list(parts), change)))
        case Call(function, arguments):
            made = Call(function, tuple(mapped(list(arguments), change)))
        case Block(kind, labels, attributes, blocks):
            values = dict(zip(attributes, mapped(list(attributes.values()), change), strict=True))
            made = Block(kind, labels, values, tuple(mapped(list(blocks), change)))
    return made


def expressions(value: Value) -> Iterator[str]:
    """Every piece of code in a value or a block."""
    match value:
        case Expression(code):
            yield code
        case Template(parts) | list(parts):
            for part in parts:
                yield from expressions(part)
        case Call(function, arguments):
            yield f"{function}()"
            yield from expressions(list(arguments))
        case dict():
            yield from expressions(list(value.values()))
        case Block(_, _, attributes, blocks):
            yield from expressions([*attributes.values(), *blocks])
