"""Damage to values: numbers, bools, strings, lists, objects, calls and conditions."""

from collections.abc import Iterator
from itertools import pairwise

from eventgen.syntax import Call, Literal, Object, Operation, Tuple
from mutation.pieces import Golden, Mutant, Piece
from mutation.strings import strings

# Functions, each with another one that takes its arguments; `try` takes any
_FUNCTIONS = {
    "file": "filebase64",
    "filebase64sha256": "filebase64sha512",
    "join": "trimprefix",
    "jsonencode": "yamlencode",
    "map": "list",
    "merge": "coalesce",
    "regex": "regexall",
    "sha256": "sha1",
    "split": "trimprefix",
}


def values(golden: Golden) -> Iterator[Mutant]:
    """Every value of a module, changed."""
    for piece in golden.of(Literal):
        if isinstance(piece.node.value, int | float) and piece.encoded:
            yield piece.replaced("value as a string", f'"{piece.text}"')
        if isinstance(piece.node.value, bool):
            yield piece.replaced("flag flipped", "false" if piece.node.value else "true")
        elif isinstance(piece.node.value, int | float):
            yield from _number(piece)
    yield from strings(golden)
    for piece in golden.of(Tuple):
        yield from _list(piece)
    for piece in golden.of(Object):
        yield from _object(piece)
    for piece in golden.of(Call):
        yield from _call(piece)
    for piece in golden.of(Operation):
        yield from _condition(piece)


def _number(piece: Piece) -> Iterator[Mutant]:
    value = piece.node.value
    yield piece.replaced("number plus 1", str(value + 1))
    yield piece.replaced("number of another magnitude", str(value * 10 or 10))
    if value:
        yield piece.replaced("number 0", "0")


def _list(piece: Piece) -> Iterator[Mutant]:
    kind = "item"
    if piece.area == "policy" and piece.words.endswith(".Statement"):
        kind = "statement"
    for item in piece.children:
        yield item.dropped(f"{kind} dropped")
        yield piece.mutant(f"{kind} doubled", item.words, item.edit(f"{item.text}, {item.text}"))
    if piece.area != "policy" and len(piece.children) > 1:  # to IAM the order says nothing
        items = ", ".join(item.text for item in reversed(piece.children))
        yield piece.mutant("items in another order", "", piece.edit(f"[{items}]"))
    empty = not piece.children
    begin = piece.end - 1
    new = '"mutant"' if empty or piece.text[:-1].rstrip().endswith(",") else ', "mutant"'
    yield piece.mutant("item added", "", piece.edit(new, begin, begin))
    if not empty:
        yield piece.replaced("list emptied", "[]")


def _object(piece: Piece) -> Iterator[Mutant]:
    for entry in piece.children:
        yield entry.dropped("condition dropped" if entry.key == "Condition" else "entry dropped")
        if entry.text[0] == '"':
            renamed = entry.edit("Mutant", entry.begin + 1, entry.begin + 1)
        else:
            renamed = entry.edit("Mutant", entry.begin, entry.begin)
        yield entry.mutant("key renamed", "", renamed)
    for one, other in pairwise(piece.children):
        if one.value and other.value and one.value.text != other.value.text:
            edits = one.value.edit(other.value.text), other.value.edit(one.value.text)
            yield one.mutant("values of two entries swapped", other.key, *edits)
    yield piece.mutant("entry added", "", piece.edit('\nMutant = "mutant"\n', piece.begin + 1, piece.begin + 1))
    if piece.children:
        yield piece.replaced("object emptied", "{}")


def _call(piece: Piece) -> Iterator[Mutant]:
    if piece.children:
        yield piece.replaced("call unwrapped", piece.children[0].text)
    name = piece.node.name
    yield piece.replaced("function changed", _FUNCTIONS.get(name, "try") + piece.text[len(name) :])
    for argument in piece.children if len(piece.children) > 1 else []:
        yield argument.dropped("argument of a call dropped")


def _condition(piece: Piece) -> Iterator[Mutant]:
    if piece.node.operator != "?":
        return
    condition, yes, no = piece.children
    yield piece.mutant("branches swapped", "", yes.edit(no.text), no.edit(yes.text))
    for branch in (yes, no):
        yield piece.replaced("condition decided", branch.text)
    yield condition.replaced("condition turned", f"!{condition.text}")
