"""What a list of a pattern asks for, and what an event holds, in words."""

import json

_LONGEST = 80  # characters of a value that are shown

_SAID = {
    "anything-but": "anything but",
    "cidr": "an address in",
    "equals-ignore-case": "in any case",
    "exactly": "",
    "numeric": "a number",
    "prefix": "a text that starts with",
    "suffix": "a text that ends with",
    "wildcard": "a text like",
}
_COMPARED = ("<", "<=", "=", ">", ">=")


def wanted(elements: list[object]) -> str:
    """`a text that starts with "a" or null`."""
    said = [_element(element) for element in elements] or ["nothing"]
    return said[0] if len(said) == 1 else " or ".join((", ".join(said[:-1]), said[-1]))


def _element(element: object) -> str:
    if not isinstance(element, dict) or not element:
        return shown(element)
    operator, value = next(iter(element.items()))
    if operator == "exists":
        return "any value" if value else "no such field"
    return f"{_SAID.get(operator, operator)} {_operand(value)}".strip()


def _operand(value: object) -> str:
    if isinstance(value, dict) and value:
        operator, inner = next(iter(value.items()))
        return f"{_SAID.get(operator, operator)} {_operand(inner)}".strip()
    if isinstance(value, list) and value[:1] and value[0] in _COMPARED:
        return " and ".join(f"{operator} {bound}" for operator, bound in zip(value[::2], value[1::2], strict=False))
    return ", ".join(map(shown, value)) if isinstance(value, list) else shown(value)


def shown(value: object) -> str:
    """A value as JSON, shortened if it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
