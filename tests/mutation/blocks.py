"""Damage to blocks and arguments: dropped, doubled, moved to another label."""

from collections.abc import Iterator

from eventgen.syntax import Attribute, Block
from mutation.pieces import Edit, Golden, Mutant, Piece


def blocks(golden: Golden) -> Iterator[Mutant]:
    """Every block and argument."""
    for piece in golden.of(Block):
        if piece.parent:
            yield piece.dropped("nested block dropped")
            yield piece.mutant("nested block doubled", "", piece.edit(f"{piece.text}\n{piece.text}"))
        else:
            yield piece.dropped("block dropped")
            yield from _top(piece)
    for piece in golden.of(Attribute):
        yield piece.dropped("dropped")


def _top(piece: Piece) -> Iterator[Mutant]:
    if not piece.node.labels:
        return
    label = f'"{piece.node.labels[-1]}"'
    at = piece.file.text.index(label, piece.begin + len(piece.key) + sum(len(x) + 3 for x in piece.node.labels[:-1]))
    again = piece.edit('"mutant"', at, at + len(label))
    free = piece.key == "resource" and piece.words not in piece.golden.named
    yield piece.mutant("label changed that nothing names" if free else "label changed", "", again)
    head, tail = piece.text[: at - piece.begin], piece.text[at - piece.begin + len(label) :]
    doubled = piece.edit(f'\n\n{head}"mutant"{tail}', piece.end, piece.end)
    yield piece.mutant("doubled under another label", "", doubled)
    if piece.key == "resource" and "count" not in piece.node.body.attributes:
        yield piece.mutant("count of 0", "", first(piece, "count = 0"))


def first(piece: Piece, line: str) -> Edit:
    """A line more, at the beginning of a block."""
    at = piece.file.text.index("{", piece.begin) + 1
    return piece.edit(f"\n  {line}" + ("" if piece.file.text.startswith("\n", at) else "\n"), at, at)
