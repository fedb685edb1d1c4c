"""Damage to IAM policies: what lets in more than the page asks for, or the wrong one."""

from collections.abc import Iterator

from eventgen.syntax import Literal, Object, Tuple
from mutation.pieces import Golden, Mutant, Piece

_OPERATORS = {
    "StringEquals": ("StringLike", "StringNotEquals", "StringEqualsIfExists"),
    "ArnEquals": ("ArnLike", "ArnNotEquals", "StringEquals"),
    "Bool": ("BoolIfExists",),
}
_NEGATED = ("Principal", "Action", "Resource")
_ANYTHING = '{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" },\n'


def policies(golden: Golden) -> Iterator[Mutant]:
    """Every statement, turned or widened."""
    for piece in golden.of(Tuple):
        if piece.area == "policy" and piece.words.endswith(".Statement"):
            yield piece.mutant("statement added", "", piece.edit(_ANYTHING, piece.begin + 1, piece.begin + 1))
            for statement in piece.children:
                yield from _statement(statement)


def _statement(statement: Piece) -> Iterator[Mutant]:
    for entry in statement.children:
        value = entry.value
        assert value
        if entry.key == "Effect" and isinstance(value.node, Literal):
            yield value.replaced("effect turned", '"Deny"' if value.node.value == "Allow" else '"Allow"')
        elif entry.key == "Condition":
            yield from _condition(value)
        elif entry.key in _NEGATED:
            if value.text != '"*"':
                yield value.replaced(f"{entry.key.lower()} widened", '"*"')
            yield entry.mutant("negated", f"Not{entry.key}", entry.edit("Not", entry.begin, entry.begin))
        if entry.key == "Action" and isinstance(value.node, Literal) and value.node.value.partition(":")[2] not in "*":
            yield value.replaced("action widened to its service", f'"{value.node.value.partition(":")[0]}:*"')


def _condition(condition: Piece) -> Iterator[Mutant]:
    if not isinstance(condition.node, Object):
        return
    for entry in condition.children:
        for other in _OPERATORS.get(entry.key, ()):
            new = entry.edit(other, entry.begin, entry.begin + len(entry.key))
            yield entry.mutant("operator of a condition changed", other, new)
