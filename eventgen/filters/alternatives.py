"""A pattern -> the ways to fulfil it: `$or` multiplied out, each way a set of fields that all have to match."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

from eventgen.filters.grammar import MOST_LEVELS, OR, is_relation
from eventgen.filters.operators import Part, part
from eventgen.filters.refusals import Route
from eventgen.filters.values import depth

MOST = 1000  # eb-create-pattern-operators: more combinations are refused

Path = tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Field:
    """A field of a pattern: where it is in the event and in the pattern, and the list that stands there."""

    path: Path
    route: Route
    wanted: list[object]

    @property
    def name(self) -> str:
        """Its path as AWS writes it."""
        return ".".join(self.path)

    @cached_property
    def part(self) -> Part:
        """The test of its values, compiled once for all of the combinations that it is in."""
        return part(self.wanted)

    @cached_property
    def optional(self) -> bool:
        """Whether it may be absent."""
        return {"exists": False} in self.wanted


Way = dict[Path, Field]


def ways(pattern: dict[str, object]) -> list[Way]:
    """Every combination of the alternatives, in the order of the pattern.

    A dot in a key is a step like a level of nesting. Of a field that is written twice, the last one counts: so says
    EventBridge's guide (eb-create-pattern).
    """
    return [{one.path: one for one in written} for written in combinations(pattern)]


def combinations(pattern: dict[str, object]) -> list[list[Field]]:
    """Every combination of the alternatives, with the fields that do not count."""
    return _added(pattern, (), (), [[]])


def _added(fields: dict[str, object], path: Path, route: Route, before: list[list[Field]]) -> list[list[Field]]:
    for key, value in fields.items():
        here = (*path, *key.split("."))
        if key == OR and is_relation(value):
            assert isinstance(value, list)
            branches = [(item, (*route, key, index)) for index, item in enumerate(value) if isinstance(item, dict)]
            before = [way for item, at in branches for way in _added(item, path, at, [list(old) for old in before])]
        elif isinstance(value, dict):
            before = _added(value, here, (*route, key), before)
        elif isinstance(value, list):
            field = Field(here, (*route, key), value)
            for way in before:
                way.append(field)
    return before


def count(pattern: object) -> int:
    """How many combinations a pattern has, without making them."""
    if not isinstance(pattern, dict):
        return 1
    found = 1
    for key, value in pattern.items():
        if key == OR and is_relation(value):
            found *= sum(map(count, value))
        else:
            found *= count(value)
    return found


def countable(pattern: object) -> TypeGuard[dict[str, object]]:
    """Whether a pattern can be taken apart: it is no deeper and has no more combinations than AWS takes."""
    return isinstance(pattern, dict) and depth(pattern) <= MOST_LEVELS and count(pattern) <= MOST


def fields(pattern: object) -> list[Field]:
    """Every field of a pattern where it is written, alternatives or not."""
    return list(_fields(pattern, (), ())) if depth(pattern) <= MOST_LEVELS else []


def _fields(pattern: object, path: Path, route: Route) -> Iterator[Field]:
    if not isinstance(pattern, dict):
        return
    for key, value in pattern.items():
        here = (*path, *key.split("."))
        if key == OR and is_relation(value):
            for index, item in enumerate(value):
                yield from _fields(item, path, (*route, key, index))
        elif isinstance(value, list):
            yield Field(here, (*route, key), value)
        else:
            yield from _fields(value, here, (*route, key))
