"""Values of JSON as filters see them: texts and numbers."""

from typing import TypeGuard

_EXACT = 2**53  # from here on a double does not hold every integer


def is_text(value: object) -> bool:
    """Whether a value is a text, or will be: what is not JSON is a reference, which AWS will know as a text."""
    return isinstance(value, str) or not isinstance(value, dict | list | bool | int | float | None)


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a number of JSON; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def comparable(number: int | float) -> bool:
    """Whether a double holds a number as it is written: EventBridge compares no others."""
    if isinstance(number, int) and -_EXACT <= number <= _EXACT:
        return True
    try:
        nearest = float(number)
    except OverflowError:
        return False
    # The shortest text of a double is what is meant by it: 1e22 is 10 ** 22, 1e23 is not what a double holds
    return nearest - nearest == 0 and (isinstance(number, float) or _shortest(nearest) == number)


def _shortest(number: float) -> int:
    digits, _, exponent = repr(number).partition("e")
    whole, _, rest = digits.partition(".")
    rest = rest.rstrip("0")
    power = int(exponent or 0) - len(rest)
    return int(whole + rest) * 10**power if power >= 0 else int(number)


def depth(value: object) -> int:
    """How deep mappings and lists are nested, counted without recursion: the code that walks them recurses."""
    deepest, stack = 0, [(value, 1)]
    while stack:
        item, level = stack.pop()
        if isinstance(item, dict | list):
            deepest = max(deepest, level)
            stack += [(inner, level + 1) for inner in (item.values() if isinstance(item, dict) else item)]
    return deepest
