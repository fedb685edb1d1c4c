"""A rendered module -> its pieces, what stands where in its files; and a module of which some pieces are others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from functools import cached_property
from typing import Any

from eventgen.reader import read
from eventgen.syntax import Block, Body, Call, File, Object, Operation, Step
from mutation.spans import closed, ends, inner, leftmost

PATTERNS = frozenset({"event_pattern", "filter_policy", "pattern"})
POLICIES = frozenset({"policy", "assume_role_policy"})
OWN = frozenset({"depends_on", "tags", "lifecycle"})  # arguments and blocks that are an area of their own
AREAS = {"resource": "argument", "locals": "local"}
SHOWN = 100  # characters of a changed text in a mutant's name


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a file that is replaced."""

    path: str
    begin: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module that differs from its golden: by these edits, in one file or more."""

    golden: "Golden"
    kind: str
    name: str
    edits: tuple[Edit, ...]

    @property
    def texts(self) -> dict[str, str]:
        """The changed files; one that is left empty is not there."""
        changed: dict[str, str] = {}
        for edit in sorted(self.edits, key=lambda edit: (edit.path, edit.begin), reverse=True):
            text = changed[edit.path] if edit.path in changed else self.golden.text(edit.path)
            changed[edit.path] = text[: edit.begin] + edit.new + text[edit.end :]
        return changed

    @property
    def files(self) -> dict[str, bytes]:
        """The whole module."""
        changed = self.texts
        made = {**self.golden.files, **{path: text.encode(_encoding(path)) for path, text in changed.items()}}
        return {path: content for path, content in made.items() if content or path not in changed}

    @property
    def difference(self) -> str:
        """As `diff -u` shows it."""
        lines: list[str] = []
        for path, text in self.texts.items():
            before, after = self.golden.text(path).splitlines(True), text.splitlines(True)
            lines += unified_diff(before, after, path, path, n=1)
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


@dataclass(frozen=True, eq=False)
class Golden:
    """A module as it was rendered."""

    name: str
    files: Mapping[str, bytes]

    @cached_property
    def texts(self) -> dict[str, str]:
        """What Terraform reads."""
        return {path: self.text(path) for path in self.files if path.endswith(".tf")}

    def text(self, path: str) -> str:
        """The characters of a file; none of one that is not there."""
        return self.files.get(path, b"").decode(_encoding(path))

    @cached_property
    def trees(self) -> tuple[File, ...]:
        return tuple(read(path, text) for path, text in self.texts.items())

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """The labels of each type of resource; variables stand below `var`, locals below `local`."""
        found: dict[str, list[str]] = {}
        for block in (block for file in self.trees for block in file.body.blocks):
            if block.type == "resource":
                found.setdefault(block.labels[0], []).append(block.labels[1])
            elif block.type == "variable":
                found.setdefault("var", []).append(block.labels[0])
            elif block.type == "locals":
                found.setdefault("local", []).extend(block.body.attributes)
        return found

    @cached_property
    def pieces(self) -> tuple["Piece", ...]:
        return tuple(
            piece for file in self.trees for block in file.body.blocks for piece in _of_block(self, file, block)
        )

    @cached_property
    def named(self) -> set[str]:
        """The addresses of resources that something refers to."""
        return {".".join(re.split(r"[.\[]", piece.text)[:2]) for piece in self.of(Step)}

    def of(self, *kinds: type) -> Iterator["Piece"]:
        """The pieces whose node is one of these."""
        return (piece for piece in self.pieces if isinstance(piece.node, kinds))


@dataclass(frozen=True, eq=False)
class Piece:
    """A block, an argument, an entry of an object or an expression. `key` is what it is called where it stands."""

    golden: Golden
    file: File
    top: Block
    words: str
    area: str
    node: Any
    begin: int
    end: int
    key: str = ""
    parent: "Piece | None" = None
    value: "Piece | None" = None  # of an argument or an entry
    children: list["Piece"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.file.text[self.begin : self.end]

    @property
    def encoded(self) -> bool:
        """Whether it stands within a call, such as jsonencode, where Terraform turns no value into another type."""
        return isinstance(self.node, Call) or bool(self.parent and self.parent.encoded)

    def mutant(self, kind: str, what: str, *edits: Edit, area: str = "") -> Mutant:
        at, kind = self.file.place(self.begin), f"{area or self.area}: {kind}"
        name = f"{self.golden.name}/{at.file}:{at.line}:{at.column} {self.words}: {kind}"
        return Mutant(self.golden, kind, f"{name}: {what}" if what else name, edits)

    def edit(self, new: str, begin: int | None = None, end: int | None = None) -> Edit:
        begin, end = self.begin if begin is None else begin, self.end if end is None else end
        return Edit(self.file.path, begin, end, new)

    def replaced(self, kind: str, new: str) -> Mutant:
        return self.mutant(kind, f"{shown(self.text)} -> {shown(new)}", self.edit(new))

    def dropped(self, kind: str) -> Mutant:
        return self.mutant(kind, shown(self.text), self.edit("", *self.alone))

    @property
    def alone(self) -> tuple[int, int]:
        """The piece with what goes when it goes: its comma, and its lines if nothing else stands on them."""
        text = self.file.text
        begin, end = text.rfind("\n", 0, self.begin) + 1, self.end
        end += text.startswith(",", end)
        if not text[begin : self.begin].strip():
            if text.startswith("\n", end):
                return begin, end + 1
        elif text.startswith(" ", end):
            end += 1
        return self.begin, end


def _encoding(path: str) -> str:
    """A zip is text too, if each of its bytes is a letter."""
    return "utf-8" if path.endswith(".tf") else "latin-1"


def shown(text: str) -> str:
    """A text on one line; of a long one its beginning."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "..."


def _of_block(golden: Golden, file: File, top: Block) -> Iterator[Piece]:
    words = ".".join(top.labels) or top.type
    area = AREAS.get(top.type, top.type)
    return _block(Piece(golden, file, top, words, area, top, top.at, closed(file.text, top), top.type))


def _block(piece: Piece) -> Iterator[Piece]:
    yield piece
    body: Body = piece.node.body
    for attribute in body.attributes.values():
        yield from _argument(piece, attribute.name, attribute, attribute.at, attribute.value)
    counts: dict[str, int] = {}
    for block in body.blocks:
        number = counts[block.type] = counts.get(block.type, -1) + 1
        words = f"{piece.words}.{block.type}" + (f"[{number}]" if number else "")
        area = block.type if block.type in OWN else piece.area
        end = closed(piece.file.text, block)
        made = Piece(piece.golden, piece.file, piece.top, words, area, block, block.at, end, block.type, piece)
        piece.children.append(made)
        yield from _block(made)


def _argument(of: Piece, key: str, node: Any, at: int, value: Any) -> Iterator[Piece]:
    """An argument of a block or an entry of an object, then its value with all in it."""
    area = of.area
    if area == "argument":
        area = key if key in OWN else "policy" if key in POLICIES else "pattern" if key in PATTERNS else area
    found = list(_expression(of, value, f"{of.words}.{key}", area))
    made = Piece(of.golden, of.file, of.top, f"{of.words}.{key}", area, node, at, found[0].end, key, of, found[0])
    of.children.append(made)
    yield made
    yield from found


def _expression(of: Piece, node: Any, words: str, area: str) -> Iterator[Piece]:
    """An expression, then those in it."""
    begin = leftmost(node)
    end = ends(of.file.text, begin, isinstance(of.node, Operation))
    piece = Piece(of.golden, of.file, of.top, words, area, node, begin, end, "", of)
    yield piece
    if isinstance(node, Object):
        for key, value in node.items:
            yield from _argument(piece, str(getattr(key, "value", key)), (key, value), key.at, value)
        return
    for number, part in enumerate(inner(node)):
        found = list(_expression(piece, part, f"{words}[{number}]", area))
        piece.children.append(found[0])
        yield from found
