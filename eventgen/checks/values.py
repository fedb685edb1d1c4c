"""Whether an expression fits a type, as Terraform converts: what cannot be told without running it fits."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from eventgen.provider import Type
from eventgen.syntax import Call, Literal, Name, Object, Operation, Step, Template, Tuple

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z")
BOOLS = ("true", "false", "1", "0")

# What functions return whatever they are given. `templatefile` and others return what their input says.
_FUNCTIONS = {
    "string": """abspath base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt chomp dirname
        file filebase64 filebase64sha256 filebase64sha512 filemd5 filesha1 filesha256 filesha512 format formatdate
        indent join jsonencode lower md5 pathexpand plantimestamp replace sha1 sha256 sha512 strrev substr
        textdecodebase64 textencodebase64 timeadd timestamp title tostring trim trimprefix trimspace trimsuffix upper
        urlencode uuid uuidv5 yamlencode""",
    "number": "abs ceil floor length log max min parseint pow signum sum timecmp tonumber",
    "bool": "alltrue anytrue can contains endswith fileexists startswith tobool",
    "list": """chunklist coalescelist compact concat distinct flatten formatlist keys matchkeys range reverse slice
        sort split tolist values""",
    "set": "fileset setintersection setsubtract setunion toset",
    "map": "merge tomap transpose zipmap",
}
FUNCTIONS = {name: shape for shape, names in _FUNCTIONS.items() for name in names.split()}
_OPERATORS = {
    **dict.fromkeys("+-*/%", "number"),
    **dict.fromkeys(("==", "!=", "<", ">", "<=", ">=", "&&", "||"), "bool"),
}
_OPERATORS["!"] = "bool"

_COLLECTIONS = {"list", "set", "map"}
_KEYWORDS = {*_COLLECTIONS, "string", "number", "bool", "any", "object", "tuple", "optional"}
# The shapes that convert to a type: of collections in the order list, set, map
_FITS = {
    "string": {"string", "number", "bool"},
    "number": {"string", "number"},
    "bool": {"string", "bool"},
    "list": {"list", "set"},
    "set": {"list", "set"},
    "tuple": {"list"},
    "map": {"map"},
    "object": {"map"},
    "each": {"set", "map"},
    "dynamic": {"string", "number", "bool", "list", "set", "map"},
    "type": {"string", "number", "bool", "list", "set", "map"},
}
_WRITTEN_OUT = {"static", "changes"}  # Terraform reads them before it knows any value


@dataclass(frozen=True, slots=True)
class Wrong:
    """A part of a value that does not fit: its path within, and the type that it should have."""

    path: str
    value: Any
    type: Type
    lacks: tuple[str, ...] = ()  # of an object: the attributes that are missing
    drops: str = ""  # of an object: the attribute that Terraform passes over in silence


def misfits(value: Any, type_: Type, path: str = "") -> Iterator[Wrong]:
    """The parts of a value that do not fit a type."""
    if isinstance(value, Operation) and value.operator == "?":
        for branch in value.operands[1:]:
            yield from misfits(branch, type_, path)
    elif isinstance(value, Template) and len(value.parts) == 1 and not isinstance(value.parts[0], str):
        yield from misfits(value.parts[0], type_, path)  # "${x}" is x
    elif not _fits(value, type_):
        yield Wrong(path, value, type_)
    elif isinstance(type_, list):
        yield from _within(value, type_, path)


def _fits(value: Any, type_: Type) -> bool:
    head = type_[0] if isinstance(type_, list) else type_
    if isinstance(value, Literal) and isinstance(value.value, str):
        if head == "number":
            return bool(NUMBER.match(value.value))
        if head == "bool":
            return value.value in BOOLS
    if head in _WRITTEN_OUT:
        return isinstance(value, Tuple) or (head == "changes" and isinstance(value, Name) and value.name == "all")
    found = shape(value)
    return not found or found in _FITS[head]


def shape(value: Any) -> str:
    """string, number, bool, list, set or map; empty where only Terraform can tell."""
    if isinstance(value, Literal):
        return _LITERALS[type(value.value)]
    if isinstance(value, Call):
        return FUNCTIONS.get(value.name, "")
    if isinstance(value, Operation):
        return _OPERATORS.get(value.operator, "")
    return _SHAPES.get(type(value), "")


_LITERALS = {str: "string", int: "number", float: "number", bool: "bool", type(None): ""}
_SHAPES: dict[type, str] = {Template: "string", Tuple: "list", Object: "map"}


def _within(value: Any, type_: list[Any], path: str) -> Iterator[Wrong]:
    head, of = type_[0], type_[1]
    if isinstance(value, Tuple) and head in ("list", "set"):
        for index, item in enumerate(value.items):
            yield from misfits(item, of, f"{path}[{index}]")
    elif isinstance(value, Tuple) and head == "tuple":
        if len(value.items) != len(of):
            yield Wrong(path, value, type_)
        for index, (item, each) in enumerate(zip(value.items, of, strict=False)):
            yield from misfits(item, each, f"{path}[{index}]")
    elif isinstance(value, Object):
        yield from _items(value, type_, path)


def _items(value: Object, type_: list[Any], path: str) -> Iterator[Wrong]:
    known = {str(key.value): item for key, item in value.items if isinstance(key, Literal)}
    if type_[0] == "map":
        for name, item in known.items():
            yield from misfits(item, type_[1], f"{path}.{name}")
        return
    wanted, may_lack = type_[1], type_[2] if len(type_) > 2 else ()
    lacks = tuple(name for name in wanted if name not in known and name not in may_lack)
    if lacks and len(known) == len(value.items):
        yield Wrong(path, value, type_, lacks)
    for name, item in known.items():
        if name in wanted:
            yield from misfits(item, wanted[name], f"{path}.{name}")
        else:
            yield Wrong(f"{path}.{name}", item, type_, drops=name)


def constraint(value: Any, wrong: list[Any]) -> Type:
    """The type that a type constraint says; what is none is added to `wrong`."""
    if isinstance(value, Name) and (value.name in ("string", "number", "bool") or value.name in _COLLECTIONS):
        return [value.name, "dynamic"] if value.name in _COLLECTIONS else value.name
    if isinstance(value, Name) and value.name == "any":
        return "dynamic"
    if isinstance(value, Call) and len(value.arguments) == 1:
        (of,) = value.arguments
        if value.name in _COLLECTIONS:
            return [value.name, constraint(of, wrong)]
        if value.name == "tuple" and isinstance(of, Tuple):
            return ["tuple", [constraint(item, wrong) for item in of.items]]
        if value.name == "object" and isinstance(of, Object):
            return _object(of, wrong)
    if not isinstance(value, Name | Call) or value.name in _KEYWORDS:  # else it is a reference to nothing
        wrong.append(value)
    return "dynamic"


def _object(value: Object, wrong: list[Any]) -> Type:
    types: dict[str, Type] = {}
    may_lack = []
    for key, item in value.items:
        name = str(getattr(key, "value", ""))
        if isinstance(item, Call) and item.name == "optional" and len(item.arguments) in (1, 2):
            may_lack.append(name)
            types[name] = constraint(item.arguments[0], wrong)
        else:
            types[name] = constraint(item, wrong)
    return ["object", types, may_lack]


def described(type_: Type) -> str:
    """What a type takes, in words."""
    if isinstance(type_, str):
        return _WORDS[type_][0]
    if type_[0] == "object":
        names = [*type_[1]]
        return f"an object with {every(names)}" if names else "an object"
    if type_[0] == "tuple":
        return f"a list of {len(type_[1])}"
    return f"a {type_[0]} of {_plural(type_[1])}"


def every(names: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _plural(type_: Type) -> str:
    if isinstance(type_, str):
        return _WORDS[type_][1]
    return f"{_WORDS[type_[0]][1]}" + (f" of {_plural(type_[1])}" if type_[0] in _COLLECTIONS else "")


_WORDS = {
    "string": ("a string", "strings"),
    "number": ("a number", "numbers"),
    "bool": ("true or false", "booleans"),
    "dynamic": ("any value", "values"),
    "each": ("a map or a set of strings", ""),
    "static": ("a list that is written out", ""),
    "changes": ("`all` or a list that is written out", ""),
    "type": ("a type", ""),
    "list": ("a list", "lists"),
    "set": ("a set", "sets"),
    "map": ("a map", "maps"),
    "object": ("an object", "objects"),
    "tuple": ("a list", "lists"),
}


def written(value: Any) -> str:
    """A value as a message names it: as HCL has it where that is short."""
    if isinstance(value, Literal):
        text = _short(value.value) if isinstance(value.value, str) else value.value
        return json.dumps(text, ensure_ascii=False)
    if isinstance(value, Name | Step):
        return _short(_reference(value))
    if isinstance(value, Call):
        return f"{value.name}(...)"
    if isinstance(value, Tuple | Object):
        return _BRACKETS[type(value)][bool(value.items)]
    return '"...${...}..."' if isinstance(value, Template) else "an expression"


def _reference(value: Any) -> str:
    keys = []
    while isinstance(value, Step):
        keys.append(f".{value.key}" if isinstance(value.key, str) else "[...]")
        value = value.of
    return (value.name if isinstance(value, Name) else "(...)") + "".join(reversed(keys))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


LONGEST = 40  # characters of a value in a message
_BRACKETS: dict[type, tuple[str, str]] = {Tuple: ("[]", "[...]"), Object: ("{}", "{...}")}
