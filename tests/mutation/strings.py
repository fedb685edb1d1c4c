"""Damage to strings, alone and with templates in them."""

from collections.abc import Iterator

from eventgen.hcl import hcl
from eventgen.syntax import Literal, Template
from mutation.pieces import Golden, Mutant, Piece


def strings(golden: Golden) -> Iterator[Mutant]:
    """Every string: one of its characters, nothing, and another string of the file in its place."""
    for file in golden.trees:
        found = [p for p in golden.of(Literal, Template) if p.file is file]
        found = [p for p in found if isinstance(p.node, Template) or isinstance(p.node.value, str)]
        for number, piece in enumerate(found):
            yield from _string(piece)
            around = found[number + 1 :] + found[:number]
            if other := next((other.text for other in around if other.text != piece.text), None):
                yield piece.replaced("another string in its place", other)


def _string(piece: Piece) -> Iterator[Mutant]:
    if isinstance(piece.node, Literal):
        if piece.node.value:
            yield piece.replaced("one character changed", hcl(changed(piece.node.value)))
            yield piece.replaced("string emptied", '""')
        else:
            yield piece.replaced("string no longer empty", '"mutant"')
        return
    yield piece.replaced("string emptied", '""')
    expressions = iter(piece.children)
    parts = [part if isinstance(part, str) else f"${{{next(expressions).text}}}" for part in piece.node.parts]
    for number, part in enumerate(piece.node.parts):
        rest = [hcl(each)[1:-1] if isinstance(piece.node.parts[n], str) else each for n, each in enumerate(parts)]
        if isinstance(part, str):
            rest[number] = hcl(changed(part))[1:-1]
            yield piece.mutant("one character changed", f"{number} {part}", piece.edit(f'"{"".join(rest)}"'))
        rest[number] = ""
        yield piece.mutant("part of a string dropped", f"{number} {parts[number]}", piece.edit(f'"{"".join(rest)}"'))


def changed(text: str) -> str:
    """The text with another character in its middle."""
    middle = len(text) // 2
    return f"{text[:middle]}{'x' if text[middle] != 'x' else 'y'}{text[middle + 1 :]}"
