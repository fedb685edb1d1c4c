"""The same module in another hand: order, comments, white space, and the other ways in which HCL says a thing."""

import re
from collections.abc import Callable, Iterator

from eventgen.syntax import Attribute, Block, File, Literal, Object, Step, Template
from mutation.blocks import first
from mutation.pieces import Edit, Golden, Mutant, Piece

_TOLD = frozenset({"lambda_function", "queue", "topic"})  # of a bucket's notification
_COMMENTS = {"a hash": "# mutant", "slashes": "// mutant", "a comment": "/* mutant\n mutant */"}
_FREE = frozenset({"argument", "policy", "pattern", "output", "local", "tags"})  # areas that take any expression
_LAID: dict[str, Callable[[str], str]] = {
    "line breaks of Windows": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": lambda text: re.sub(r"\n{2,}", "\n", text),
    "tabs": lambda text: re.sub(r"(?m)^ +", lambda found: "\t" * (len(found[0]) // 2), text),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "no alignment": lambda text: re.sub(r" += ", " = ", text),
    "no indentation": lambda text: re.sub(r"(?m)^ +", "", text),
    "no line break at the end": lambda text: text.rstrip("\n"),
    "comments gone": lambda text: re.sub(r"(?m)^ *#.*\n", "", text),
}


def layout(golden: Golden) -> Iterator[Mutant]:
    """Each file as a whole, then each of its blocks and values."""
    for file in golden.trees:
        yield from _file(golden, file)
    for piece in golden.of(Block):
        yield from _block(piece)
    for piece in golden.of(Object):
        yield from _object(piece)
    yield from _values(golden)


def _file(golden: Golden, file: File) -> Iterator[Mutant]:
    tops = [piece for piece in golden.of(Block) if piece.file is file and piece.parent is None]
    for what, laid in _LAID.items():
        if laid(file.text) != file.text:
            yield tops[0].mutant("laid out otherwise", what, tops[0].edit(laid(file.text), 0, len(file.text)))
    if len(tops) > 1:
        yield tops[0].mutant("blocks in another order", file.path, *_reversed(tops))
    other = next(tree for tree in golden.trees if tree is not file)
    moved = tops[-1].edit("", *tops[-1].alone)
    there = Edit(other.path, len(other.text), len(other.text), f"\n{tops[-1].text}\n")
    yield tops[-1].mutant("moved to another file", other.path, moved, there)


def _block(piece: Piece) -> Iterator[Mutant]:
    for what, comment in _COMMENTS.items():
        yield piece.mutant("comment added", what, first(piece, comment))
    arguments = [child for child in piece.children if isinstance(child.node, Attribute)]
    if len(arguments) > 1:
        yield piece.mutant("arguments in another order", "", *_reversed(arguments))
    told = [child for child in piece.children if child.key in _TOLD]
    if len(told) > 1 and piece.words.startswith("aws_s3_bucket_notification."):
        yield piece.mutant("notifications in another order", "", *_reversed(told))


def _object(piece: Piece) -> Iterator[Mutant]:
    if len(piece.children) > 1:
        yield piece.mutant("entries in another order", "", *_reversed(piece.children))
    if piece.children:
        text = ", ".join(entry.text for entry in piece.children)
        yield piece.mutant("entries with commas", "", piece.edit(f"{{{text}}}"))
        yield piece.mutant("entries with colons", "", *map(_colon, piece.children))
    if bare := [entry for entry in piece.children if entry.text[0] != '"']:
        yield piece.mutant("keys in quotes", "", *map(_quoted, bare))


def _colon(entry: Piece) -> Edit:
    assert entry.value
    at = entry.file.text.rindex("=", entry.begin, entry.value.begin)
    return entry.edit(":", at, at + 1)


def _quoted(entry: Piece) -> Edit:
    return entry.edit(f'"{entry.key}"', entry.begin, entry.begin + len(entry.key))


def _values(golden: Golden) -> Iterator[Mutant]:
    for piece in golden.of(Attribute):
        if piece.value and piece.area in _FREE:
            yield piece.value.mutant("parentheses", "", piece.value.edit(f"({piece.value.text})"))
    for piece in golden.of(Step):
        if piece.area in _FREE and piece.parent and not isinstance(piece.parent.node, Template):
            yield piece.mutant("a template of its own", "", piece.edit(f'"${{{piece.text}}}"'))
    for piece in golden.of(Literal):
        if isinstance(piece.node.value, int) and piece.area == "argument" and not piece.encoded and _whole(piece):
            yield piece.mutant("value as a string", "", piece.edit(f'"{piece.text}"'))
        if type(piece.node.value) is int and piece.area != "variable":
            yield piece.mutant("number with an exponent", "", piece.edit(f"{piece.text}e0"))
        if isinstance(piece.node.value, str) and piece.node.value.isalpha():
            letter = f"\\u{ord(piece.node.value[0]):04x}"
            yield piece.mutant("a letter as its number", "", piece.edit(letter, piece.begin + 1, piece.begin + 2))


def _whole(piece: Piece) -> bool:
    """Whether an argument is this and nothing more."""
    return piece.parent is not None and isinstance(piece.parent.node, Block)


def _reversed(pieces: list[Piece]) -> list[Edit]:
    return [piece.edit(other.text) for piece, other in zip(pieces, reversed(pieces), strict=True) if piece is not other]
