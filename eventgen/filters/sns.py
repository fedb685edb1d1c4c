"""Filter policies of SNS subscriptions, over message attributes and over the body of a message."""

import json
from collections.abc import Iterator
from itertools import zip_longest
from math import prod

from eventgen.filters import alternatives, wildcards
from eventgen.filters.alternatives import Way
from eventgen.filters.dialect import Dialect, Reader
from eventgen.filters.elements import OPERATORS, Grammar, Wrong
from eventgen.filters.refusals import Route
from eventgen.filters.why import Dropped

# subscription-filter-policy-constraints
MOST_KEYS = 5
MOST_COMBINATIONS = 150
MOST_WILDCARDS = 3
MOST_WILDCARD_POINTS = 100

NESTED = "Filter policy scope MessageAttributes does not support nested filter policy"

# AWS refused `suffix` in `anything-but` when that was recorded in 2024; its guide shows it now. The recording counts.
_GRAMMAR = Grammar(
    frozenset(OPERATORS) - {"exactly"},
    frozenset(("prefix", "wildcard")),
    any_case=False,
    excluded_text="prefix match pattern must be a string",
)


def combinations(policy: dict[str, object]) -> int:
    """The number that SNS bounds: of each way through `$or` the product, over its keys, of values times nesting."""
    return sum(_product(way) for way in alternatives.ways(policy))


def _product(way: Way) -> int:
    return prod(len(one.wanted) * _level(one.route) for one in way.values())


def _level(route: Route) -> int:
    """How many keys lead to a field; `$or`, which a position follows, is none."""
    return sum(isinstance(step, str) and not isinstance(after, int) for step, after in zip_longest(route, route[1:]))


def wildcard_points(policy: object) -> int:
    """The points that SNS counts for wildcards: for each field, those of its patterns times their number."""
    total = 0
    for one in alternatives.fields(policy):
        points = [_points(element) for element in one.wanted if isinstance(element, dict)]
        counted = [each for each in points if each]
        total += sum(counted) * len(counted)
    return total


def _points(element: dict[str, object]) -> int:
    if "anything-but" in element:
        return 1
    text = element.get("wildcard")
    stars = len(wildcards.pieces(text)) - 1 if isinstance(text, str) else 0
    return 3 if stars > 1 else stars


def _limits(policy: dict[str, object]) -> Iterator[Wrong]:
    if len({one.path for one in alternatives.fields(policy)}) > MOST_KEYS:
        yield (), f"Filter policy can not have more than {MOST_KEYS} keys"
    if alternatives.count(policy) > alternatives.MOST or combinations(policy) > MOST_COMBINATIONS:
        yield (), "Filter policy is too complex"
    for one in alternatives.fields(policy):
        for index, element in enumerate(one.wanted):
            text = element.get("wildcard") if isinstance(element, dict) else None
            if isinstance(text, str) and len(wildcards.pieces(text)) - 1 > MOST_WILDCARDS:
                yield (*one.route, index, "wildcard"), f"Maximum {MOST_WILDCARDS} wildcards per pattern"
    if wildcard_points(policy) > MOST_WILDCARD_POINTS:
        yield (), f"Total wildcard complexity across all fields must not exceed {MOST_WILDCARD_POINTS} points"


def _flat(policy: dict[str, object]) -> Iterator[Wrong]:
    for key, value in policy.items():
        if isinstance(value, dict):
            yield (key,), NESTED
    yield from _limits(policy)


def _said(reason: str) -> str:
    return (
        f"Invalid parameter: {reason}"
        if reason == NESTED
        else f"Invalid parameter: Attributes Reason: FilterPolicy: {reason}"
    )


def _attributes(policy: dict[str, object]) -> Reader:
    return lambda event: attributes(event) if isinstance(event, dict) else event


def attributes(published: dict[str, object]) -> dict[str, object]:
    """Message attributes as they are published -> plain values; SNS passes over those that it cannot read."""
    found: dict[str, object] = {}
    for name, attribute in published.items():
        if isinstance(attribute, dict):
            kind = attribute.get("DataType", attribute.get("Type"))
            text = attribute.get("StringValue", attribute.get("Value"))
            if isinstance(kind, str) and isinstance(text, str):
                found |= _attribute(name, kind, text)
    return found


def _attribute(name: str, kind: str, text: str) -> dict[str, object]:
    base, _, label = kind.partition(".")
    if base == "String" and label != "Array":
        return {name: text}
    if base not in ("String", "Number"):
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {name: value}


def _body(policy: dict[str, object]) -> Reader:
    return body


def body(published: object) -> object:
    """The body of a message -> the object in it; SNS drops what is none before it filters."""
    found = published
    if isinstance(published, str):
        try:
            found = json.loads(published)
        except (ValueError, RecursionError):
            found = None
    return found if isinstance(found, dict) else Dropped("the body", published, "a JSON object")


_KILOBYTES_256 = 256 * 1024

ATTRIBUTES = Dialect(_GRAMMAR, _KILOBYTES_256, _KILOBYTES_256, _said, _flat, _attributes)
BODY = Dialect(_GRAMMAR, _KILOBYTES_256, _KILOBYTES_256, _said, _limits, _body)
