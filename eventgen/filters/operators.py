"""A list of a pattern -> a test of values: compiled once, then run on every event."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eventgen.filters import addresses, cases, numerics, wildcards
from eventgen.filters.values import is_number

TextTest = Callable[[str], bool]
NumberTest = Callable[[float], bool]

_WORDS = (None, True, False)


def never(value: object) -> bool:
    """Lets nothing through; what a part has that asks for none of its kind."""
    return False


def _always(value: object) -> bool:
    return True


@dataclass(frozen=True, eq=False, repr=False)
class Part:
    """What of a field's values is let through: texts, numbers, and which of true, false and null."""

    text: TextTest = never
    number: NumberTest = never
    words: tuple[bool | None, ...] = ()

    def passes(self, value: object) -> bool:
        """Whether a single value, neither an object nor an array, is let through."""
        if isinstance(value, str):
            return self.text(value)
        if is_number(value):
            return self.number(value)
        return isinstance(value, bool | None) and value in self.words


def part(wanted: list[object]) -> Part:
    """What a list lets through: what any of its elements does."""
    texts = frozenset(element for element in wanted if isinstance(element, str))
    numbers = frozenset(element for element in wanted if is_number(element))
    words = tuple(word for word in _WORDS if any(element is word for element in wanted))
    parts = [_expression(element) for element in wanted if isinstance(element, dict)]
    return Part(
        _any(([texts.__contains__] if texts else []) + [found.text for found in parts]),
        _any(([numbers.__contains__] if numbers else []) + [found.number for found in parts]),
        words + tuple(word for found in parts for word in found.words),
    )


def _any(tests: Iterable[Callable[..., bool]]) -> Callable[..., bool]:
    useful = [test for test in tests if test is not never]
    if _always in useful:
        return _always
    if len(useful) < 2:
        return useful[0] if useful else never

    def any_of(value: object) -> bool:
        for test in useful:  # noqa: SIM110  # a generator costs more than most tests
            if test(value):
                return True
        return False

    return any_of


def _expression(expression: dict[str, object]) -> Part:
    operator, value = next(iter(expression.items()))
    if operator == "exists":
        return Part(_always, _always, _WORDS) if value is True else Part()
    if operator == "numeric":
        assert isinstance(value, list)
        return Part(number=numerics.read(value).matcher())
    if operator == "anything-but":
        return _all_but(value)
    return Part(text=_text(operator, value))


def _all_but(value: object) -> Part:
    operator, excluded = next(iter(value.items())) if isinstance(value, dict) else ("exactly", value)
    many = excluded if isinstance(excluded, list) else [excluded]
    numbers = frozenset(filter(is_number, many))
    hits = _any([_text(operator, text) for text in many if isinstance(text, str)])
    return Part(lambda text: not hits(text), lambda number: number not in numbers, _WORDS)


def _text(operator: str, value: object) -> TextTest:
    if isinstance(value, dict):
        text = next(iter(value.values()), None)
        return cases.matcher(operator, text) if isinstance(text, str) else never
    return _TEXTS[operator](value) if isinstance(value, str) else never  # a reference: nobody knows its text yet


def _starts(prefix: str) -> TextTest:
    return lambda text: text.startswith(prefix)


def _ends(suffix: str) -> TextTest:
    return lambda text: text.endswith(suffix)


def _in_any_case(wanted: str) -> TextTest:
    return cases.matcher("exactly", wanted)


def _equals(wanted: str) -> TextTest:
    return frozenset((wanted,)).__contains__


_TEXTS: dict[str, Callable[[str], TextTest]] = {
    "exactly": _equals,
    "prefix": _starts,
    "suffix": _ends,
    "wildcard": wildcards.matcher,
    "cidr": addresses.matcher,
    "equals-ignore-case": _in_any_case,
}
