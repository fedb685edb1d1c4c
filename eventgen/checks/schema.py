"""HCL -> Diagnostics: every argument and block of a file against what Terraform and the provider take.

    TFS001 unknown argument         TFS006 argument is missing      TFS011 deprecated
    TFS002 unknown block            TFS007 block is missing         TFS012 version 6 of the provider lacks it
    TFS003 unknown type             TFS008 too many blocks          TFS013 an argument as a block, or the reverse
    TFS004 unknown top-level block  TFS009 value of another type    TFS014 two that exclude each other
    TFS005 labels                   TFS010 the provider alone sets it
                                    TFS015 of another provider than aws: not judged
                                    TFS016 a name that is none

Values that depend on more than the file are not judged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Protocol

from eventgen import provider
from eventgen.checks.language import FILE, MADE, META
from eventgen.checks.values import Wrong, constraint, described, every, misfits, written
from eventgen.diagnostics import Diagnostic, Place, Severity
from eventgen.provider import Nested, Schema
from eventgen.syntax import Attribute, Block, Body, File, Literal, Step
from eventgen.values import listed, suggestion

FEW = 12  # names that a fix lists
LONG = 100  # characters of a name that is like no other
REPEATED = ("resource", "data", "module")
KNOWN = ("aws",)  # providers


def schema(file: File) -> Iterator[Diagnostic]:
    """What is wrong in a file, block by block."""
    where = Where(file, [])
    for attribute in file.body.attributes.values():
        _no_argument(where, FILE, attribute)
    for block in file.body.blocks:
        nested = FILE.blocks.get(block.type)
        if nested is None:
            where.say("TFS004", block.at, f"{block.type}: Terraform has no such block", _near(block.type, FILE.blocks))
        elif _labels(where, nested, block, block.type):
            _top(Where(file, where.found, _address(block), "", block), nested, block)
    yield from where.found


def merged(where: "Where", type_: str, body: Body) -> None:
    """What is wrong in arguments and blocks that are added to a resource which has all that it needs."""
    taken = _typed("resource", type_)
    if taken:
        _body(where, taken.partial, body)


class Text(Protocol):
    """What has places: a file of HCL, or a page."""

    @property
    def overrides(self) -> bool: ...

    def place(self, at: int, length: int = 1) -> Place: ...

    def finding(self, place: Place, severity: Severity, code: str, message: str, fix: str = "") -> Diagnostic: ...


@dataclass(slots=True)
class Where:
    """The body that is judged: in which block of which text, and how messages name it."""

    file: Text
    found: list[Diagnostic]
    address: str = ""
    path: str = ""
    block: Block | None = None

    @property
    def owner(self) -> str:
        """What takes the arguments: the innermost block, or the type of the resource."""
        return self.path.split(".")[-2] if self.path else self.address.rpartition(".")[0] or self.address

    @property
    def at(self) -> int:
        return self.block.at if self.block else 0

    def say(self, code: str, at: int, message: str, fix: str = "", severity: Severity = Severity.ERROR) -> None:
        self.found.append(self.file.finding(self.file.place(at), severity, code, message, fix))

    def name(self, path: str) -> str:
        return f"{self.address}: {self.path}{path}" if self.address else path


def _address(block: Block) -> str:
    return ".".join(block.labels if block.type == "resource" else (block.type, *block.labels))


def _top(where: Where, nested: Nested, block: Block) -> None:
    taken = _typed(block.type, block.labels[0]) if block.type in META else nested.body
    if taken:
        _body(where, taken.partial if where.file.overrides else taken, block.body)
    else:
        _unknown(where, block)
    if block.type == "variable":
        _default(where, block.body)
    if block.type in REPEATED and {"count", "for_each"} <= block.body.attributes.keys():
        message = f"{where.address}: count and for_each exclude each other"
        where.say("TFS014", block.body.attributes["for_each"].at, message, "leave one of them out")


def _unknown(where: Where, block: Block) -> None:
    type_, kind = block.labels[0], {"resource": "resource type", "data": "data source"}.get(block.type, block.type)
    prefix = type_.partition("_")[0]
    if prefix in KNOWN or suggestion(prefix, KNOWN):
        fix = _near(type_, provider.names(block.type))
        where.say("TFS003", block.at, f"{where.address}: {type_} is no {kind} that eventgen knows", fix)
    else:
        message = f"{where.address} is not judged: eventgen knows the provider {listed(KNOWN)} alone"
        where.say("TFS015", block.at, message, severity=Severity.INFO)


@cache
def _typed(kind: str, type_: str) -> Schema | None:
    """What the body of a resource, data source or provider takes, from the provider and from Terraform."""
    own = {"resource": provider.resource, "data": provider.data, "provider": provider.provider}[kind](type_)
    return own and own.with_(META[kind])


def _body(where: Where, schema: Schema, body: Body) -> None:
    given, taken = body.attributes, schema.taken
    if not given.keys() >= schema.required:
        _missing(where, schema, body)
    for name, attribute in given.items():
        value = attribute.value
        if name in taken:
            if type(value) is Step or (type(value) is Literal and type(value.value) in taken[name]):
                continue
            _value(where, schema, attribute)
        elif name in schema.types:
            _marked(where, schema, name, attribute)
            _value(where, schema, attribute)
        else:
            _no_argument(where, schema, attribute)
    if body.blocks or schema.needed:
        _blocks(where, schema, body.blocks)


def _missing(where: Where, schema: Schema, body: Body) -> None:
    for name in sorted(schema.required - body.attributes.keys()):
        message = f"{where.name(name)} is missing: it takes {described(schema.types[name])}"
        where.say("TFS006", where.at, message, f"write {name} = ...")


def _value(where: Where, schema: Schema, attribute: Attribute) -> None:
    name, value, type_ = attribute.name, attribute.value, schema.types[attribute.name]
    if isinstance(value, Literal) and value.value is None:
        if name in schema.required:
            message = f"{where.name(name)} = null counts as missing: it takes {described(type_)}"
            where.say("TFS006", attribute.at, message, "give it a value")
    elif type_ == "type":
        _constraint(where, attribute)
    else:
        for wrong in misfits(value, type_, name):
            _misfit(where, wrong)


def _misfit(where: Where, wrong: Wrong) -> None:
    name = where.name(wrong.path)
    if wrong.drops:
        known = wrong.type[1] if isinstance(wrong.type, list) else ()
        message = f"{name} = {written(wrong.value)} is dropped: {described(wrong.type)} is taken"
        where.say("TFS001", wrong.value.at, message, _near(wrong.drops, known), Severity.WARNING)
    elif wrong.lacks:
        where.say("TFS006", wrong.value.at, f"{name} lacks {every(wrong.lacks)}")
    else:
        message = f"{name} = {written(wrong.value)}: it takes {described(wrong.type)}"
        where.say("TFS009", wrong.value.at, message, _converted(wrong))


def _converted(wrong: Wrong) -> str:
    """The same value as the type that it should have, where only brackets lack."""
    lacks_brackets = isinstance(wrong.value, Literal) and wrong.type in (["list", "string"], ["set", "string"])
    return f"write [{written(wrong.value)}]" if lacks_brackets else ""


def _constraint(where: Where, attribute: Attribute) -> None:
    wrong: list[Any] = []
    constraint(attribute.value, wrong)
    for value in wrong:
        message = f"{where.name('type')}: {written(value)} is no type"
        fix = value.value if isinstance(value, Literal) else "a type: string, list(string), object({...})"
        where.say("TFS009", value.at, message, f"write {fix}")


def _default(where: Where, body: Body) -> None:
    """A variable's default has the variable's type."""
    if {"type", "default"} <= body.attributes.keys():
        default = body.attributes["default"].value
        if not (isinstance(default, Literal) and default.value is None):
            for wrong in misfits(default, constraint(body.attributes["type"].value, []), "default"):
                _misfit(where, wrong)


def _marked(where: Where, schema: Schema, name: str, given: Attribute | Block) -> None:
    """What the provider takes, and should not be given."""
    if isinstance(given, Attribute) and isinstance(given.value, Literal) and given.value.value is None:
        return
    if name in schema.removed:
        message = f"{where.name(name)}{_given(given)}: version 6 of the provider lacks it"
        where.say("TFS012", given.at, message, schema.removed[name])
    elif name in schema.deprecated:
        message = f"{where.name(name)}{_given(given)} is deprecated"
        where.say("TFS011", given.at, message, schema.deprecated[name], Severity.WARNING)


def _given(given: Attribute | Block) -> str:
    return f" = {written(given.value)}" if isinstance(given, Attribute) else ""


def _no_argument(where: Where, schema: Schema, attribute: Attribute) -> None:
    if "arguments" in schema.free:
        return
    name, value = attribute.name, attribute.value
    said = f"{where.name(name)} = {written(value)}"
    if name in schema.computed:
        if not (isinstance(value, Literal) and value.value is None):
            where.say("TFS010", attribute.at, f"{said}: the provider alone sets it", "leave it out")
    elif name in schema.blocks:
        where.say("TFS013", attribute.at, f"{said}: it is a block", f"write {name} {{ ... }}")
    else:
        message = f"{said}: {where.owner or 'a file'} takes no such argument"
        where.say("TFS001", attribute.at, message, _near(name, [*schema.types, *schema.blocks]))


def _blocks(where: Where, schema: Schema, blocks: Iterable[Block]) -> None:
    counts: dict[str, int] = {}
    made = set()
    for block in blocks:
        if block.type == "dynamic" and "blocks" not in schema.free:
            made.add(_dynamic(where, schema, block))
            continue
        nested = _nested(schema, block.type)
        if nested is None:
            _no_block(where, schema, block, block.type)
            continue
        counts[block.type] = number = counts.get(block.type, 0) + 1
        if number - 1 == nested.most > 0:
            message = f"{where.name(block.type)}: one too many: it takes at most {nested.most}"
            where.say("TFS008", block.at, message, "leave it out")
        _block(where, schema, nested, block)
    for name in schema.needed:
        least = schema.blocks[name].least
        if counts.get(name, 0) < least and name not in made:
            message = f"{where.name(name)}: {counts.get(name, 0)} of at least {least} blocks"
            where.say("TFS007", where.at, message, f"write {name} {{ ... }}")


def _nested(schema: Schema, name: str) -> Nested | None:
    """The block of that name; an argument that takes objects can be written as blocks too."""
    if name in schema.blocks:
        return schema.blocks[name]
    type_ = schema.types.get(name)
    if isinstance(type_, list) and type_[0] in ("list", "set") and isinstance(type_[1], list):
        return Nested({"optional": type_[1][1]}, True) if type_[1][0] == "object" else None
    return None


def _block(where: Where, schema: Schema, nested: Nested, block: Block) -> None:
    name = block.type
    if name in schema.removed or name in schema.deprecated:
        _marked(where, schema, name, block)
    if (block.labels or nested.labels) and not _labels(where, nested, block, where.name(name)):
        return
    _body(Where(where.file, where.found, where.address, f"{where.path}{name}.", block), nested.body, block.body)


def _dynamic(where: Where, schema: Schema, block: Block) -> str:
    """Judges `dynamic "x"` as blocks x of which the number is not known; returns x."""
    if len(block.labels) != 1:
        where.say("TFS005", block.at, f"{where.name('dynamic')} takes one label: the block that it makes")
        return ""
    (name,) = block.labels
    nested = _nested(schema, name)
    inner = Where(where.file, where.found, where.address, f"{where.path}dynamic.", block)
    _body(inner, MADE, block.body)
    if nested is None or not nested.dynamic:
        _no_block(where, schema, block, name)
        return name
    for content in block.body.blocks:
        if content.type == "content":
            _block(where, schema, nested, Block(name, content.labels, content.body, content.at))
    return name


def _no_block(where: Where, schema: Schema, block: Block, name: str) -> None:
    said = where.name(name)
    if name in schema.types:
        fix = f"write {name} = ..."
        where.say("TFS013", block.at, f"{said}: it is no block: it takes {described(schema.types[name])}", fix)
    elif name in schema.computed:
        where.say("TFS010", block.at, f"{said}: the provider alone sets it", "leave it out")
    elif block.type == "dynamic" and name in schema.blocks:
        where.say("TFS002", block.at, f"{said}: `dynamic` makes blocks of the provider, and this is Terraform's")
    elif "blocks" not in schema.free:
        message = f"{said}: {where.owner} takes no such block"
        where.say("TFS002", block.at, message, _near(name, [*schema.blocks, *schema.types]))


def _labels(where: Where, nested: Nested, block: Block, name: str) -> bool:
    if len(block.labels) == len(nested.labels):
        for what, label in zip(nested.labels, block.labels, strict=True):
            if what == "name" and (label[:1] == "-" or not label.replace("-", "_").isidentifier()):
                fix = "write letters, digits, _ and -, with a letter or _ to begin with"
                where.say("TFS016", block.at, f"{name}: {written(Literal(label, 0))} is no name", fix)
        return True
    takes = f"{len(nested.labels)} ({', '.join(nested.labels)})" if nested.labels else "none"
    where.say("TFS005", block.at, f"{name} has {len(block.labels)} labels: it takes {takes}")
    return False


def _near(word: str, known: Iterable[str]) -> str:
    return _nearest(word, tuple(known)) if len(word) <= LONG else ""


@lru_cache(maxsize=256)  # the same mistake is often made in many places
def _nearest(word: str, known: tuple[str, ...]) -> str:
    few = f"it takes {listed(known)}" if 0 < len(known) <= FEW else ""
    return suggestion(word, known) or few
