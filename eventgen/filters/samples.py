"""A pattern -> an event that is likely to match it. Whoever needs one that surely does asks the pattern about it; what
AWS would refuse, on pages that ignore that, asks for nothing."""

from collections.abc import Callable
from typing import Any

NOTHING: Any = object()  # what stands for a field that is not there
STEP = 1  # from a bound that a number must not be


def sample(pattern: dict[str, Any]) -> dict[str, Any]:
    """The first thing that each field may be; of `$or` the first way."""
    made: dict[str, Any] = {}
    for key, wanted in pattern.items():
        if isinstance(wanted, dict):
            made[key] = merged(made.get(key), sample(wanted))
        elif not isinstance(wanted, list) or not wanted:
            continue
        elif key == "$or":
            made = merged(made, sample(wanted[0])) if isinstance(wanted[0], dict) else made
        elif (value := _value(wanted[0])) is not NOTHING:
            made[key] = value
    return made


def merged(one: Any, other: Any) -> Any:
    """Two events as one; where both say something the second holds."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{key: merged(one.get(key), value) for key, value in other.items()}}
    return other


def _value(element: Any) -> Any:
    if not isinstance(element, dict):
        return element
    operator, said = next(iter(element.items()), ("", None))
    try:
        return OPERATORS[operator](said)
    except (LookupError, TypeError, ValueError, AttributeError):
        return NOTHING


def _text(said: Any) -> Any:
    return said if isinstance(said, str) else said["equals-ignore-case"]


def _number(said: list[Any]) -> Any:
    """Between two bounds, or beside one."""
    bounds: dict[Any, Any] = dict(zip(said[::2], said[1::2], strict=True))
    if "=" in bounds:
        return bounds["="]
    low, high = (next((bounds[op] for op in (f"{side}=", side) if op in bounds), None) for side in "><")
    if low is None:
        return -STEP if high is None else high - STEP
    return low + STEP if high is None or low + STEP < high else (low + high) / 2


OPERATORS: dict[str, Callable[[Any], Any]] = {
    "prefix": _text,
    "suffix": _text,
    "equals-ignore-case": _text,
    "wildcard": lambda said: said.replace("*", ""),
    "exists": lambda said: "x" if said else NOTHING,
    "numeric": _number,
    "cidr": lambda said: said.partition("/")[0],
    "anything-but": lambda said: "something else",
}
