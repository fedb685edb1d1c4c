"""Damage by exchange: two blocks of one type change their bodies, two arguments of one name their values."""

from collections.abc import Iterator
from itertools import pairwise

from eventgen.syntax import Attribute, Block
from mutation.pieces import Edit, Golden, Mutant, Piece


def swaps(golden: Golden) -> Iterator[Mutant]:
    """Each block with the next of its type."""
    of_type: dict[str, list[Piece]] = {}
    for piece in golden.of(Block):
        if piece.parent is None and piece.node.labels:
            of_type.setdefault(" ".join((piece.key, *piece.node.labels[:-1])), []).append(piece)
    for alike in of_type.values():
        for one, other in pairwise(alike):
            if _body(one).new != _body(other).new:
                edits = one.edit(_body(other).new, *_span(one)), other.edit(_body(one).new, *_span(other))
                yield one.mutant("bodies swapped", other.words, *edits)
            yield from _arguments(golden, one, other)
    for parent in golden.of(Block):
        for one, other in pairwise([child for child in parent.children if isinstance(child.node, Block)]):
            if one.key == other.key:
                found = list(_arguments(golden, one, other))
                yield from found if len(found) > 1 else ()  # one alone is another order of the two


def _arguments(golden: Golden, one: Piece, other: Piece) -> Iterator[Mutant]:
    """Each argument that both have, with the values of the two exchanged."""
    there = {p.words.removeprefix(other.words): p for p in _below(golden, other)}
    for piece in _below(golden, one):
        twin = there.get(piece.words.removeprefix(one.words))
        if twin and piece.value and twin.value and piece.value.text != twin.value.text:
            edits = piece.value.edit(twin.value.text), twin.value.edit(piece.value.text)
            yield piece.mutant("values of two blocks swapped", other.words, *edits)


def _below(golden: Golden, block: Piece) -> list[Piece]:
    return [p for p in golden.of(Attribute) if p.file is block.file and block.begin <= p.begin < block.end]


def _span(piece: Piece) -> tuple[int, int]:
    return piece.file.text.index("{", piece.begin), piece.end


def _body(piece: Piece) -> Edit:
    begin, end = _span(piece)
    return piece.edit(piece.file.text[begin:end])
