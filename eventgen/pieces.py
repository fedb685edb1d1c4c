"""Blocks of a module while they are lifted: what is asked for is crossed off, and what nobody asks for is a finding.

A `must` says what a piece has to be, for the page; where no page is at hand it only crosses off.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventgen import grants
from eventgen.defaults import DEFAULTS
from eventgen.diagnostics import Place
from eventgen.documents import document
from eventgen.hcl import Expr
from eventgen.load import Route
from eventgen.meaning import canonical, code, same, shown, value
from eventgen.syntax import Attribute, Block, Body, File, Object

DIFFERS, LACKS, MORE = "TFL001", "TFL002", "TFL003"
UNSET: Any = object()  # no default: what is not written is nothing
Context = Mapping[str, Any]  # what a template of the page gets


@dataclass(frozen=True)
class Finding:
    """A difference between a module and its page: where in the HCL, and at which route of the page."""

    code: str
    message: str
    place: Place | None
    route: Route | None = None


@dataclass
class Subject:
    """What a piece is of: a node, a flow or the module; and what the page says of it, where a page is at hand."""

    name: str
    findings: list[Finding]
    resolve: Callable[[Any], Any]
    route: Route | None = None
    context: Context | None = None


@dataclass(eq=False)
class Piece:
    """A block, a nested block or a JSON object. One that is not there is empty."""

    name: str  # its address, and the way from there
    of: Subject
    file: File
    at: int
    there: bool = True
    attributes: dict[str, Attribute] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    inner: list["Piece"] = field(default_factory=list)

    # Reading: what comes back is in the form of `meaning` --------------------------------------------------

    def read(self, name: str, default: Any = None) -> Any:
        """The value of an argument, of the type of its default."""
        attribute = self.attributes.pop(name, None)
        return default if attribute is None else like(value(self.of.resolve(attribute.value)), default)

    def peek(self, name: str) -> Any:
        """The value of an argument, which is not crossed off."""
        attribute = self.attributes.get(name)
        return attribute and value(self.of.resolve(attribute.value))

    def take(self, name: str) -> Any:
        """The expression of an argument, or None."""
        attribute = self.attributes.pop(name, None)
        return attribute and attribute.value

    def json(self, name: str, wanted: Any = None) -> "Piece":
        """The JSON object that an argument holds; a finding, if it is wanted and not there."""
        attribute = self.attributes.pop(name, None)
        found = document(attribute.value, self.of.resolve) if attribute else None
        if attribute and not isinstance(found, Object):
            self.attributes[name] = attribute  # no JSON object: nobody has read it
        items = found.items if isinstance(found, Object) else []
        keys = [(str(getattr(key, "value", "")), key.at, item) for key, item in items]
        held = {key: Attribute(key, item, at) for key, at, item in keys}
        if not held:
            self.lacks(name, wanted)
        return self._within(Piece(f"{self.name}.{name}", self.of, self.file, self._at(attribute), bool(held), held))

    def data(self, name: str, default: Any = None) -> Any:
        """The value of the JSON that an argument holds; where it holds none, the expression."""
        attribute = self.attributes.pop(name, None)
        found = document(attribute.value, self.of.resolve) if attribute else None
        if attribute and found is None:
            return Expr(code(attribute.value))
        return default if found is None else value(found)

    def block(self, type_: str, wanted: Any = None) -> "Piece":
        """The one nested block of a type; a finding, if it is wanted and not there, or there, empty and not wanted."""
        if found := self.several(type_, 1):
            empty = not found[0].attributes and not found[0].blocks
            if empty and self.of.context is not None and (wanted is None or not self._wanted(wanted)):
                found[0].more()
            return found[0]
        self.lacks(type_, wanted)
        return Piece(f"{self.name}.{type_}", self.of, self.file, self.at, False)

    def lacks(self, what: str, wanted: Any = True) -> None:
        """A finding, if what is wanted is not there."""
        if self.there and wanted is not None and self.of.context is not None and self._wanted(wanted):
            self.say(LACKS, f"{self.name} lacks {what}")

    def several(self, type_: str, most: int = 1_000_000) -> list["Piece"]:
        """The nested blocks of a type."""
        found = [block for block in self.blocks if block.type == type_][:most]
        self.blocks = [block for block in self.blocks if not any(block is each for each in found)]
        return [self._within(opened(f"{self.name}.{type_}", self.of, self.file, block)) for block in found]

    def _within(self, piece: "Piece") -> "Piece":
        self.inner.append(piece)
        return piece

    def _at(self, attribute: Attribute | None) -> int:
        return attribute.at if attribute else self.at

    # Judging ------------------------------------------------------------------------------------------------

    def must(self, name: str, wanted: Any, default: Any = UNSET) -> None:
        """An argument that is just this; None: that is not there. `default` is what the provider takes it for."""
        attribute = self.attributes.pop(name, None)
        if self.of.context is not None and self.there:
            should = canonical(self._wanted(wanted))
            found = attribute and like(value(self.of.resolve(attribute.value)), should)
            self._judge(name, attribute, found, should, default)

    def must_json(self, name: str, wanted: Any) -> None:
        """The same, for JSON."""
        attribute = self.attributes.pop(name, None)
        if self.of.context is None or not self.there:
            return
        found = document(attribute.value, self.of.resolve) if attribute else None
        said = value(found) if found is not None else attribute and Expr(code(attribute.value))
        self._judge(name, attribute, said, canonical(self._wanted(wanted)))

    def policy(self, name: str, wanted: Any) -> list[dict[str, Any]]:
        """The statements of a policy, which have to be just these."""
        attribute = self.attributes.pop(name, None)
        found = document(attribute.value, self.of.resolve) if attribute else None
        held = grants.statements(value(found)) if found is not None else []
        if self.of.context is not None and self.there:
            wanted_document = canonical(self._wanted(wanted))
            self._statements(name, self._at(attribute), held, grants.statements(wanted_document))
            frame, wanted_frame = grants.frame(found and value(found)), grants.frame(wanted_document)
            if attribute and not same(frame, wanted_frame):
                path, is_, should = first_difference(frame, wanted_frame)
                said = f"{path[1:]} of {name} is {shown(is_)}, and has to be {shown(should)}"
                self.say(DIFFERS, f"{self.name}: {said}", attribute.at, len(name))
        return held

    def called(self, address: str, named: Callable[[], frozenset[str]]) -> None:
        """The block has this address, if other blocks name it; if none does, what it is called says nothing."""
        if self.there and self.of.context is not None and self.name != address and {self.name, address} & named():
            self.say(DIFFERS, f"{self.name} has to be {address}: other blocks name it")

    def _wanted(self, wanted: Any) -> Any:
        return wanted(self.of.context) if callable(wanted) else wanted

    def _judge(self, name: str, attribute: Attribute | None, found: Any, wanted: Any, default: Any = UNSET) -> None:
        if attribute is None:
            if wanted is not None and not same(default, wanted):
                self.say(LACKS, f"{self.name} lacks {name}: it has to be {shown(wanted)}")
            return
        if wanted is None:
            self._beyond(name, attribute)
        elif not same(found, wanted):
            path, is_, should = first_difference(found, wanted)
            message = f"{self.name}: {name}{path} is {shown(is_)}, and has to be {shown(should)}"
            self.say(DIFFERS, message, attribute.at, len(name))

    def _statements(self, name: str, at: int, found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
        rest = list(found)
        lacking = []
        for statement in wanted:
            match = next((i for i, each in enumerate(rest) if same(each, statement)), None)
            if match is None:
                lacking.append(statement)
            else:
                del rest[match]
        for statement in lacking:
            near = next((each for each in rest if each.get("Sid") == statement.get("Sid")), None)
            if near is None:
                self.say(LACKS, f"{self.name}: {name} lacks the statement {grants.name(statement)}", at, len(name))
                continue
            rest.remove(near)
            path, is_, should = first_difference(near, statement)
            said = f"{path[1:]} of the statement {grants.name(statement)}"
            self.say(DIFFERS, f"{self.name}: {said} is {shown(is_)}, and has to be {shown(should)}", at, len(name))
        for statement in rest:
            message = f"{self.name}: nothing of the page asks for the statement {grants.name(statement)} of {name}"
            self.say(MORE, message, at, len(name))

    def _beyond(self, name: str, attribute: Attribute) -> None:
        """An argument that nobody has asked for; one that says what the provider takes it for anyway is no fault."""
        usual = DEFAULTS.get(self.name.partition(".")[0], {}) if self.name.count(".") == 1 else {}
        if name not in usual or not same(like(value(attribute.value), usual[name]), usual[name]):
            self.say(MORE, f"{self.name}: nothing of the page asks for {name}", attribute.at, len(name))

    def say(self, code: str, message: str, at: int | None = None, length: int = 1) -> None:
        """A finding at an offset, or at the piece itself."""
        place = self.file.place(self.at if at is None else at, length)
        self.of.findings.append(Finding(code, message, place, self.of.route))

    def more(self) -> None:
        """The piece itself is nothing that the page asks for."""
        if self.of.context is not None:
            self.say(MORE, f"nothing of the page asks for {self.name}")

    def leftovers(self) -> None:
        """What nobody has asked for."""
        for name, attribute in self.attributes.items():
            self._beyond(name, attribute)
        for block in self.blocks:
            self.say(MORE, f"{self.name}: nothing of the page asks for {block.type}", block.at, len(block.type))
        for piece in self.inner:
            piece.leftovers()


def opened(name: str, of: Subject, file: File, block: Block) -> Piece:
    """A block as a piece."""
    body: Body = block.body
    return Piece(name, of, file, block.at, True, dict(body.attributes), list(body.blocks))


def first_difference(found: Any, wanted: Any, path: str = "") -> tuple[str, Any, Any]:
    """Where two values begin to differ, and what stands there."""
    for key, one, other in _pairs(found, wanted):
        if not same(one, other):
            return first_difference(one, other, f"{path}.{key}" if isinstance(key, str) else f"{path}[{key}]")
    return path, found, wanted


def _pairs(found: Any, wanted: Any) -> Iterator[tuple[str | int, Any, Any]]:
    if isinstance(found, dict) and isinstance(wanted, dict):
        for key in [*wanted, *(key for key in found if key not in wanted)]:
            yield key, found.get(key), wanted.get(key)
    elif isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        yield from ((index, one, other) for index, (one, other) in enumerate(zip(found, wanted, strict=True)))


def like(found: Any, wanted: Any) -> Any:
    """Terraform turns "10" into 10 and "true" into true where an argument asks for it, and the other way round."""
    if type(found) is type(wanted):
        return found
    if isinstance(found, str) and isinstance(wanted, bool) and found in ("true", "false"):
        return found == "true"
    if isinstance(found, str) and isinstance(wanted, int) and not isinstance(wanted, bool) and found.isdigit():
        return int(found)
    if isinstance(wanted, str) and isinstance(found, int):
        return str(found).lower()
    return found
