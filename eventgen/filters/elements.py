"""What may stand in a list of a pattern, and what AWS says of what may not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eventgen.filters import addresses, numerics, wildcards
from eventgen.filters.refusals import Route
from eventgen.filters.values import comparable, is_number, is_text

Wrong = tuple[Route, str]

OPERATORS = (
    "anything-but",
    "cidr",
    "equals-ignore-case",
    "exactly",
    "exists",
    "numeric",
    "prefix",
    "suffix",
    "wildcard",
)

_ANY_CASE = "equals-ignore-case"
_MORE_KEYS = "Only one key allowed in match expression"
_MORE_KEYS_OF_LISTS = "Too many elements in numeric expression"  # said of anything-but as well


@dataclass(frozen=True, eq=False, repr=False)
class Grammar:
    """What a service takes of the language of patterns."""

    operators: frozenset[str]
    excluded: frozenset[str]  # what `anything-but` takes besides values
    any_case: bool  # whether `prefix` and `suffix` take `equals-ignore-case`
    excluded_text: str = "prefix/suffix match pattern must be a string"


def wrong(element: object, grammar: Grammar) -> Iterator[Wrong]:
    """What is wrong with a thing in a list: the route from it, and the reason in AWS's words."""
    if isinstance(element, list):
        yield (), "Match value must be String, number, true, false, or null"
    elif isinstance(element, dict):
        yield from _expression(element, grammar)


def _expression(expression: dict[str, object], grammar: Grammar) -> Iterator[Wrong]:
    first, *others = expression or [""]
    if first not in grammar.operators:
        yield (first,) if expression else (), f"Unrecognized match type {first}"
        return
    for route, reason in _CHECKS[first](expression[first], grammar):
        yield (first, *route), reason
    for other in others:
        yield (other,), _MORE_KEYS_OF_LISTS if first in ("anything-but", "numeric") else _MORE_KEYS


def _a_text(name: str) -> Callable[[object, Grammar], Iterator[Wrong]]:
    def check(value: object, grammar: Grammar) -> Iterator[Wrong]:
        if not is_text(value):
            yield (), f"{name} match pattern must be a string"

    return check


def _edge(name: str) -> Callable[[object, Grammar], Iterator[Wrong]]:
    def check(value: object, grammar: Grammar) -> Iterator[Wrong]:
        if grammar.any_case and isinstance(value, dict):
            yield from _edge_in_any_case(name, value)
        elif not is_text(value):
            yield (), f"{name} match pattern must be a string"

    return check


def _edge_in_any_case(name: str, value: dict[str, object]) -> Iterator[Wrong]:
    first, *others = value or [""]
    if first != _ANY_CASE:
        yield (first,) if value else (), f"Unsupported {name} pattern: {first}"
        return
    if not is_text(value[first]):
        yield (first,), f"{_ANY_CASE} match pattern must be a string"
    for other in others:
        yield (other,), _MORE_KEYS


def _wildcard(value: object, grammar: Grammar) -> Iterator[Wrong]:
    if not is_text(value):
        yield (), "wildcard match pattern must be a string"
    elif isinstance(value, str) and (fault := wildcards.fault(value)):
        yield (), fault


def _cidr(value: object, grammar: Grammar) -> Iterator[Wrong]:
    if not is_text(value):
        yield (), "prefix match pattern must be a string"  # AWS's own words for cidr
    elif isinstance(value, str) and (fault := addresses.fault(value)):
        yield (), fault


def _exists(value: object, grammar: Grammar) -> Iterator[Wrong]:
    if not isinstance(value, bool):
        yield (), "exists match pattern must be either true or false."


def _numeric(value: object, grammar: Grammar) -> Iterator[Wrong]:
    yield from numerics.wrong(value)


def _anything_but(value: object, grammar: Grammar) -> Iterator[Wrong]:
    if isinstance(value, dict):
        yield from _excluded(value, grammar)
    elif isinstance(value, list):
        yield from _excluded_values(value)
    elif not is_text(value) and not is_number(value):
        yield (), "Value of anything-but must be an array or single string/number value."
    elif is_number(value) and not comparable(value):
        yield (), f"Cannot compare number : {value}"


def _excluded_values(values: list[object]) -> Iterator[Wrong]:
    if not values:
        yield (), "Empty arrays are not allowed"
    for index, value in enumerate(values):
        if not is_text(value) and not is_number(value):
            yield (index,), "Inside anything but list, start|null|boolean is not supported."
        elif is_number(value) and not comparable(value):
            yield (index,), f"Cannot compare number : {value}"
    if any(map(is_text, values)) and any(map(is_number, values)):
        yield (), "anything-but takes lists that contain only strings, or only numbers"


def _excluded(expression: dict[str, object], grammar: Grammar) -> Iterator[Wrong]:
    first, *others = expression or [""]
    if first not in grammar.excluded:
        yield (first,) if expression else (), f"Unsupported anything-but pattern: {first}"
        return
    value = expression[first]
    if isinstance(value, dict):
        yield (first,), "Value of anything-but must be an array or single string/number value."
    elif value == []:
        yield (first,), "Empty arrays are not allowed"
    else:
        many = enumerate(value) if isinstance(value, list) else ((None, value),)
        for index, text in many:
            for _, reason in _excluded_text(first, text, grammar):
                yield (first,) if index is None else (first, index), reason
    for other in others:
        yield (other,), _MORE_KEYS_OF_LISTS


def _excluded_text(operator: str, value: object, grammar: Grammar) -> Iterator[Wrong]:
    if operator == "wildcard":
        yield from _wildcard(value, grammar)
    elif operator == _ANY_CASE:
        if not is_text(value):
            yield (), "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."
    elif not is_text(value):
        yield (), grammar.excluded_text
    elif value == "":
        yield (), "Null prefix/suffix not allowed"


_CHECKS: dict[str, Callable[[object, Grammar], Iterator[Wrong]]] = {
    "anything-but": _anything_but,
    "cidr": _cidr,
    "equals-ignore-case": _a_text("equals-ignore-case"),
    "exactly": _a_text("exact"),
    "exists": _exists,
    "numeric": _numeric,
    "prefix": _edge("prefix"),
    "suffix": _edge("suffix"),
    "wildcard": _wildcard,
}
