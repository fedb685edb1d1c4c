"""Defaults of Terraform and its provider, written out or left out: the module stays what it was."""

from collections.abc import Iterator

from eventgen.defaults import DEFAULTS
from eventgen.hcl import hcl
from eventgen.syntax import Block
from mutation.blocks import first
from mutation.pieces import Golden, Mutant, Piece


def defaults(golden: Golden) -> Iterator[Mutant]:
    """Each default of each block."""
    for piece in golden.of(Block):
        if piece.parent is None:
            yield from _of_block(piece)


def _of_block(piece: Piece) -> Iterator[Mutant]:
    given = {argument.key: argument for argument in piece.children}
    type_ = piece.node.labels[0] if piece.key == "resource" else piece.key
    for name, value in DEFAULTS.get(type_, {}).items():
        argument, line = given.get(name), f"{name} = {hcl(value)}"
        if argument is None:
            yield piece.mutant("default written out", line, first(piece, line))
        elif argument.value and argument.value.text == hcl(value):
            yield argument.dropped("default left out")
