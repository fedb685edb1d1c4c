"""A pattern -> what a service refuses of it: the structure of the pattern, in the order in which AWS reads it."""

from collections.abc import Iterator

from eventgen.filters import elements
from eventgen.filters.elements import OPERATORS, Grammar, Wrong
from eventgen.filters.values import depth

OR = "$or"
MOST_LEVELS = 100  # far more than a pattern of 4,096 characters needs to be of use; a page has 64 at most


def is_relation(value: object) -> bool:
    """Whether what stands below `$or` is alternatives; if not, `$or` is a field like any other.

    Amazon SNS says so of filter policies (and-or-logic): objects, none of them with an operator as a key.
    """
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        return False
    keys = [key for item in value if isinstance(item, dict) for key in item]
    return not any(key in OPERATORS for key in keys)


def wrong(pattern: object, grammar: Grammar) -> Iterator[Wrong]:
    """Everything that is wrong with a pattern, each with its route; the first is what AWS says."""
    if not isinstance(pattern, dict):
        yield (), "the pattern must be an object"
    elif depth(pattern) > MOST_LEVELS:
        yield (), f"the pattern is nested more than {MOST_LEVELS} levels deep"
    else:
        yield from _object(pattern, grammar)


def _object(fields: dict[str, object], grammar: Grammar) -> Iterator[Wrong]:
    if not fields:
        yield (), "Empty objects are not allowed"
    for key, value in fields.items():
        for route, reason in _field(key, value, grammar):
            yield (key, *route), reason


def _field(key: str, value: object, grammar: Grammar) -> Iterator[Wrong]:
    if key == OR and is_relation(value):
        yield from _relation(value, grammar)
    elif isinstance(value, dict):
        yield from _object(value, grammar)
    elif isinstance(value, list):
        yield from _list(value, grammar)
    else:
        yield (), f'"{key}" must be an object or an array'


def _relation(value: object, grammar: Grammar) -> Iterator[Wrong]:
    assert isinstance(value, list)
    for index, item in enumerate(value):
        if isinstance(item, dict):
            for route, reason in _object(item, grammar):
                yield (index, *route), reason
        else:
            yield (index,), "Only JSON object is allowed in array of $or relationship."
    if len(value) < 2:
        yield (), "There must have at least 2 Objects in $or relationship."


def _list(value: list[object], grammar: Grammar) -> Iterator[Wrong]:
    if not value:
        yield (), "Empty arrays are not allowed"
    for index, element in enumerate(value):
        for route, reason in elements.wrong(element, grammar):
            yield (index, *route), reason
