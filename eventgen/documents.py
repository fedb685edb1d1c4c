"""JSON in Terraform -> the expression that it is: `jsonencode(...)`, a string or heredoc, a policy document's data."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from eventgen.syntax import Block, Call, Literal, Object, Step, Template, Tuple

Resolve = Callable[[Any], Any]  # what a reference to a local or to a data source stands for; the rest as it is
OPEN, CLOSE = "\ue000", "\ue001"  # around the number of a template within a JSON text: private to us
VERSION = "2012-10-17"
# aws_iam_policy_document's arguments, as IAM's own keys
_KEYS = {
    "sid": "Sid",
    "effect": "Effect",
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}
_PRINCIPALS = {"principals": "Principal", "not_principals": "NotPrincipal"}


def document(expression: Any, resolve: Resolve) -> Any | None:
    """The object, list or value that the JSON says, or None where only Terraform can tell."""
    expression = resolve(expression)
    if isinstance(expression, Call) and expression.name == "jsonencode" and len(expression.arguments) == 1:
        return resolve(expression.arguments[0])
    if isinstance(expression, Block):
        return _policy(expression)
    if isinstance(expression, Template):
        return _parsed(expression.parts, expression.at)
    if isinstance(expression, Literal) and isinstance(expression.value, str):
        return _parsed([expression.value], expression.at)
    return None


def _parsed(parts: list[Any], at: int) -> Any | None:
    text = "".join(part if isinstance(part, str) else f"{OPEN}{index}{CLOSE}" for index, part in enumerate(parts))
    try:
        return _expression(json.loads(text), parts, at)
    except (ValueError, RecursionError):
        return None


def _expression(value: Any, parts: list[Any], at: int) -> Any:
    if isinstance(value, dict):
        return Object([(_string(key, parts, at), _expression(item, parts, at)) for key, item in value.items()], at)
    if isinstance(value, list):
        return Tuple([_expression(item, parts, at) for item in value], at)
    return _string(value, parts, at) if isinstance(value, str) else Literal(value, at)


def _string(text: str, parts: list[Any], at: int) -> Any:
    pieces = list(_pieces(text, parts))
    if all(isinstance(piece, str) for piece in pieces):
        return Literal("".join(pieces), at)
    return pieces[0] if len(pieces) == 1 else Template(pieces, at)


def _pieces(text: str, parts: list[Any]) -> Iterator[Any]:
    while OPEN in text:
        before, _, rest = text.partition(OPEN)
        number, _, text = rest.partition(CLOSE)
        if before:
            yield before
        yield parts[int(number)]
    if text:
        yield text


def _policy(block: Block) -> Object:
    """`data "aws_iam_policy_document"` as the JSON that it makes."""
    statements = [_statement(inner) for inner in block.body.blocks if inner.type == "statement"]
    items = [("Version", Literal(VERSION, block.at)), ("Statement", Tuple(statements, block.at))]
    return Object([(Literal(key, block.at), item) for key, item in items], block.at)


def _statement(block: Block) -> Object:
    at, attributes = block.at, block.body.attributes
    items: list[tuple[str, Any]] = [(_KEYS.get(name, name), a.value) for name, a in attributes.items()]
    if "effect" not in attributes:
        items.append(("Effect", Literal("Allow", at)))
    for argument, key in _PRINCIPALS.items():
        if whom := [inner for inner in block.body.blocks if inner.type == argument]:
            items.append((key, _principals(whom, at)))
    if conditions := [inner for inner in block.body.blocks if inner.type == "condition"]:
        items.append(("Condition", _conditions(conditions, at)))
    return Object([(Literal(key, at), item) for key, item in items], at)


def _principals(blocks: list[Block], at: int) -> Any:
    """`*` of type `*` is anybody; else by the type, such as Service."""
    named = [(_argument(block, "type"), _argument(block, "identifiers")) for block in blocks]
    if [getattr(kind, "value", None) for kind, _ in named] == ["*"]:
        return Literal("*", at)
    return Object(named, at)


def _conditions(blocks: list[Block], at: int) -> Object:
    tests: dict[str, list[tuple[Any, Any]]] = {}
    for block in blocks:
        test = str(getattr(_argument(block, "test"), "value", ""))
        tests.setdefault(test, []).append((_argument(block, "variable"), _argument(block, "values")))
    return Object([(Literal(test, at), Object(pairs, at)) for test, pairs in tests.items()], at)


def _argument(block: Block, name: str) -> Any:
    attribute = block.body.attributes.get(name)
    return attribute.value if attribute else Literal(None, block.at)


def reference(expression: Any) -> tuple[str, ...]:
    """`local.x` or `data.aws_iam_policy_document.x.json` as its words; empty for anything else."""
    words: list[str] = []
    while isinstance(expression, Step) and isinstance(expression.key, str):
        words.append(expression.key)
        expression = expression.of
    name = getattr(expression, "name", "")
    return (name, *reversed(words)) if words and isinstance(name, str) else ()
