"""The operator `numeric`: a number, or a range of numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf, nextafter

from eventgen.filters.refusals import Route
from eventgen.filters.values import comparable, is_number

_UP_TO = ("<", "<=")
_FROM = (">", ">=")
_NAMED = {"=": "equals"}  # AWS calls this one by its name

Wrong = tuple[Route, str]


@dataclass(frozen=True, eq=False, repr=False)
class Range:
    """The numbers between two bounds; `open` bounds are not among them."""

    low: float = -inf
    high: float = inf
    low_open: bool = True
    high_open: bool = True

    def empty(self) -> bool:
        """Whether no double lies between the bounds."""
        first = nextafter(self.low, inf) if self.low_open else self.low
        last = nextafter(self.high, -inf) if self.high_open else self.high
        return first > last

    def matcher(self) -> Callable[[float], bool]:
        """Whether a number is in the range."""
        low, high = self.low, self.high
        if self.low_open and self.high_open:
            return lambda value: low < value < high and comparable(value)
        if self.low_open:
            return lambda value: low < value <= high and comparable(value)
        if self.high_open:
            return lambda value: low <= value < high and comparable(value)
        return lambda value: low <= value <= high and comparable(value)


def wrong(value: object) -> Iterator[Wrong]:
    """What AWS refuses of the value of `numeric`, in its words."""
    if not isinstance(value, list):
        yield (), "Value of numeric must be an array."
        return
    first = value[0] if value else None
    if not isinstance(first, str):
        yield (0,) if value else (), f"Invalid member in numeric match: {_token(first) if value else ']'}"
    elif first in _FROM:
        yield from _range(first, value)
    elif first in _UP_TO or first == "=":
        yield from _bound(first, value, 1)
        if len(value) > 2:
            yield (2,), "Too many elements in numeric expression"
    else:
        yield (0,), f"Unrecognized numeric range operator: {first}"


def _range(first: str, value: list[object]) -> Iterator[Wrong]:
    if found := list(_bound(first, value, 1)):
        yield from found
        return
    if len(value) == 2:
        return
    second = value[2]
    if not isinstance(second, str):
        yield (2,), f"Bad value in numeric range: {_token(second)}"
        return
    if second not in _UP_TO:
        yield (2,), f"Bad numeric range operator: {second}"
        return
    found = list(_bound(second, value, 3))
    yield from found
    if len(value) > 4:
        yield (4,), "Too many terms in numeric range expression"
    low, high = value[1], value[3] if len(value) > 3 else None
    if not found and is_number(low) and is_number(high) and high <= low:
        yield (3,), "Bottom must be less than top"


def _bound(operator: str, value: list[object], index: int) -> Iterator[Wrong]:
    bound = value[index] if index < len(value) else None
    if not is_number(bound):
        route = (index,) if index < len(value) else ()
        yield route, f"Value of {_NAMED.get(operator, operator)} must be numeric"
    elif not comparable(bound):
        yield (index,), f"Cannot compare number : {bound}"


def _token(value: object) -> str:
    """A value as the reader of JSON that AWS uses names it: by its first character if it is more than a word."""
    if isinstance(value, dict | list):
        return "{" if isinstance(value, dict) else "["
    return {None: "null", True: "true", False: "false"}[value] if isinstance(value, bool | None) else str(value)


def read(value: list[float | str]) -> Range:
    """The range that a well-formed value of `numeric` stands for."""
    found: dict[str, float | bool] = {}
    for operator, bound in zip(value[::2], value[1::2], strict=True):
        number = float(bound)
        if operator not in _UP_TO:
            found |= {"low": number, "low_open": operator == ">"}
        if operator not in _FROM:
            found |= {"high": number, "high_open": operator == "<"}
    return Range(**found)  # type: ignore[arg-type]  # the keys are those of Range
