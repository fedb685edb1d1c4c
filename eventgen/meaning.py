"""Values of HCL and values of the page -> one form, in which the two can be compared.

A string is a str, a string with templates a Text, any other expression an Expr whose code is written in one way; lists
are lists, objects and options are dicts.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from eventgen.hcl import Expr, Text, hcl
from eventgen.reader import Unreadable, read
from eventgen.specs import Spec
from eventgen.syntax import Call, For, Literal, Name, Object, Operation, Step, Template, Tuple

# What `id` of a resource is (hashicorp/aws: docs of each resource, Attribute Reference)
IDS = {
    "aws_cloudwatch_event_bus": "name",
    "aws_cloudwatch_event_rule": "name",
    "aws_cloudwatch_log_group": "name",
    "aws_iam_role": "name",
    "aws_kinesis_stream": "arn",
    "aws_kms_key": "key_id",
    "aws_lambda_function": "function_name",
    "aws_s3_bucket": "bucket",
    "aws_sfn_state_machine": "arn",
    "aws_sns_topic": "arn",
    "aws_sqs_queue": "url",
}
_PLAIN_TYPES = frozenset({str, int, bool, float, type(None)})
_NUMBERS = frozenset({int, float})
_PLAIN = re.compile(r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*\Z")


def value(expression: Any) -> Any:
    """What an expression says."""
    kind = type(expression)
    if kind is Literal:
        return _number(expression.value) if type(expression.value) is float else expression.value
    if kind is Tuple:
        return [value(item) for item in expression.items]
    if kind is Object:
        return {_key(key): value(item) for key, item in expression.items}
    if kind is Template:
        return _whole(part if isinstance(part, str) else Expr(code(part)) for part in expression.parts)
    return Expr(code(expression))


def _number(given: float) -> int | float:
    """To Terraform 3e1 is 30, and is encoded so."""
    return int(given) if given.is_integer() else given


def canonical(given: Any) -> Any:
    """What a value of the page, or of a template's context, says."""
    kind = type(given)
    if kind in _PLAIN_TYPES:
        return given
    write = _FORMS.get(kind)
    if write is None:
        write = _FORMS[kind] = next((form for of, form in _FORMS.items() if issubclass(kind, of)), str)
    return write(given)


def _expression(given: Expr) -> Expr:
    return _normal(given.code)


def _text(given: Text) -> Any:
    return _whole(_expression(part) if isinstance(part, Expr) else part for part in given.parts)


_FORMS: dict[type, Any] = {
    dict: lambda given: {str(key): canonical(item) for key, item in given.items()},
    list: lambda given: [canonical(item) for item in given],
    tuple: lambda given: [canonical(item) for item in given],
    Expr: _expression,
    Text: _text,
    Spec: lambda given: {name: canonical(item) for name, item in vars(given).items()},
    Mapping: lambda given: {str(key): canonical(item) for key, item in given.items()},
}


def same(first: Any, second: Any) -> bool:
    """Whether two values in this form are equal: true is no 1, and the order of keys says nothing."""
    kind, other = type(first), type(second)
    if kind is not other:
        return kind in _NUMBERS and other in _NUMBERS and bool(first == second)
    if kind is dict:
        return first.keys() == second.keys() and all(same(item, second[key]) for key, item in first.items())
    if kind is list:
        return len(first) == len(second) and all(map(same, first, second))
    return bool(first == second)


def code(expression: Any) -> str:
    """An expression as HCL, always written in one way."""
    write = _WRITTEN.get(type(expression))
    return write(expression) if write else str(hcl(value(expression)))


def _whole(parts: Any) -> str | Text | Expr:
    """The pieces of a string, those that touch put together."""
    pieces: list[Any] = []
    for part in parts:
        if isinstance(part, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += part
        elif part != "":
            pieces.append(part)
    if len(pieces) > 1:
        return Text(tuple(pieces))
    return pieces[0] if pieces else ""


def _key(key: Any) -> str:
    return str(key.value) if isinstance(key, Literal) else f"({code(key)})"


def _step(step: Step) -> str:
    if not isinstance(step.key, str):
        return f"{code(step.of)}[{code(step.key)}]"
    words, of = [step.key], step.of
    while type(of) is Step and isinstance(of.key, str):
        words.append(of.key)
        of = of.of
    words.append(of.name if type(of) is Name else code(of))
    if words[0] == "id" and len(words) == 3:
        words[0] = IDS.get(words[2], "id")
    return ".".join(reversed(words))


def _call(call: Call) -> str:
    return f"{call.name}({', '.join(map(code, call.arguments))}{'...' if call.expands else ''})"


def _operation(operation: Operation) -> str:
    """In Polish notation: it is compared, never read."""
    return f"({operation.operator} {' '.join(map(code, operation.operands))})"


_WRITTEN: dict[type, Any] = {
    Name: lambda name: name.name,
    Step: _step,
    Call: _call,
    Operation: _operation,
    For: lambda each: f"(for {' '.join(each.names)} in {' '.join(map(code, each.parts))})",
    Tuple: lambda items: f"[{', '.join(map(code, items.items))}]",
    Object: lambda items: f"{{{', '.join(f'{_key(key)} = {code(item)}' for key, item in items.items)}}}",
    Template: lambda whole: f'"{"".join(_piece(part) for part in whole.parts)}"',
}


def _piece(part: Any) -> str:
    return hcl(part)[1:-1] if isinstance(part, str) else f"${{{code(part)}}}"


@lru_cache(maxsize=10_000)
def _normal(written: str) -> Expr:
    """An expression that eventgen writes, written as `code` does."""
    if _PLAIN.match(written) and not written.endswith(".id"):
        return Expr(written)
    try:
        return Expr(code(read("expression", f"it = {written}\n").body.attributes["it"].value))
    except Unreadable:  # what `code` wrote, in Polish notation
        return Expr(written)


LONGEST = 60  # characters of a value in a message


def shown(given: Any) -> str:
    """A value as a message names it."""
    if given is None:
        return "nothing"
    if isinstance(given, list | dict) and not given:
        return "empty"
    words = " ".join(hcl(given).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 3] + "..."
