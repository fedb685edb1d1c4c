"""Where a piece of HCL ends: the reader tells where it begins, and reads it once more, from there."""

from typing import Any

from eventgen.expressions import Expressions
from eventgen.syntax import Block, Call, For, Literal, Operation, Step, Template, Tuple


def inner(node: Any) -> list[Any]:
    """What an expression is made of, without the steps of a reference."""
    if isinstance(node, Tuple):
        return node.items
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Template):
        return [part for part in node.parts if not isinstance(part, str)]
    if isinstance(node, Step):
        return [*inner(node.of), *([node.key] if isinstance(node.key, Literal) else [])]
    return node.operands if isinstance(node, Operation) else node.parts if isinstance(node, For) else []


def leftmost(node: Any) -> int:
    """The offset of an expression's first character: a step only knows its dot."""
    while isinstance(node, Step):
        node = node.of
    return int(node.at)


def ends(text: str, begin: int, operand: bool = False) -> int:
    """The offset behind the expression that begins there; an operand ends before the operator that follows it."""
    reader = Expressions(text)
    reader.end = begin
    reader.advance()
    _ = reader.operand() if operand else reader.expression()
    return begin + len(text[begin : reader.at].rstrip())


def closed(text: str, block: Block) -> int:
    """The offset behind the brace that closes a block: the first one behind all that is in it."""
    behind = [text.index("{", block.at)]
    behind += [closed(text, nested) for nested in block.body.blocks]
    behind += [ends(text, leftmost(argument.value)) for argument in block.body.attributes.values()]
    return text.index("}", max(behind)) + 1
