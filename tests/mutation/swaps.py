"""Damage by exchange: two blocks of one type change their bodies, two arguments of one name their values."""

from collections.abc import Iterator
from itertools import pairwise

from eventgen.syntax import Attribute, Block
from mutation.pieces import Golden, Mutant, Piece


def swaps(golden: Golden) -> Iterator[Mutant]:
    """Each block with the next of its type."""
    of_type: dict[str, list[Piece]] = {}
    for piece in golden.of(Block):
        if piece.parent is None and piece.node.labels:
            of_type.setdefault(" ".join((piece.key, *piece.node.labels[:-1])), []).append(piece)
    for alike in of_type.values():
        for one, other in pairwise(alike):
            yield from _bodies(one, other)
            yield from _arguments(golden, one, other)
    for parent in golden.of(Block):
        for one, other in pairwise([child for child in parent.children if isinstance(child.node, Block)]):
            if one.key == other.key:
                yield from _arguments(golden, one, other)


def _bodies(one: Piece, other: Piece) -> Iterator[Mutant]:
    if _body(one) != _body(other):
        edits = one.edit(_body(other), *_span(one)), other.edit(_body(one), *_span(other))
        free = one.key == "resource" and not {one.words, other.words} & one.golden.named
        kind = "bodies swapped of blocks that nothing names" if free else "bodies swapped"
        yield one.mutant(kind, other.words, *edits)


def _arguments(golden: Golden, one: Piece, other: Piece) -> Iterator[Mutant]:
    """Each argument that both have, with the values of the two exchanged."""
    there = {p.words.removeprefix(other.words): p for p in _below(golden, other)}
    for piece in _below(golden, one):
        twin = there.get(piece.words.removeprefix(one.words))
        if twin and piece.value and twin.value and piece.value.text != twin.value.text:
            edits = piece.value.edit(twin.value.text), twin.value.edit(piece.value.text)
            begin, end = (offset - _span(one)[0] for offset in (piece.value.begin, piece.value.end))
            if _body(one)[:begin] + twin.value.text + _body(one)[end:] != _body(other):  # else it swaps the bodies
                yield piece.mutant("values of two blocks swapped", other.words, *edits)


def _below(golden: Golden, block: Piece) -> list[Piece]:
    return [p for p in golden.of(Attribute) if p.file is block.file and block.begin <= p.begin < block.end]


def _span(piece: Piece) -> tuple[int, int]:
    return piece.file.text.index("{", piece.begin), piece.end


def _body(piece: Piece) -> str:
    begin, end = _span(piece)
    return piece.file.text[begin:end]
