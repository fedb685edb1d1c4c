"""Fields found in an event one by one, with the elements of arrays that they stand in: slower than a tree.

It serves events with dots in their keys, where the same field can stand in several places, and finds what does not fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventgen.filters import operators
from eventgen.filters.alternatives import Field, Path

# The elements of arrays that a value stands in: for each array, in which of its elements.
Elements = dict[int, int]


@dataclass(frozen=True, eq=False)
class Found:
    """A value of an event, and the elements that it stands in."""

    value: object
    elements: Elements


def found(event: object, path: Path) -> list[Found]:
    """Every value, neither object nor array, that stands at a path; a dot in a key is a step like any other."""
    return list(_found(event, path, {}))


def _found(value: object, path: Path, elements: Elements) -> Iterator[Found]:
    if isinstance(value, dict):
        for length in range(1, len(path) + 1):
            key = ".".join(path[:length])
            if key in value:
                yield from _found(value[key], path[length:], elements)
    elif isinstance(value, list):
        stack = [(value, elements)]
        while stack:
            items, around = stack.pop()
            for index, item in enumerate(items):
                within = {**around, id(items): index}
                if isinstance(item, list):
                    stack.append((item, within))
                else:
                    yield from _found(item, path, within)
    elif not path:
        yield Found(value, elements)


def fits(event: object, fields: Sequence[Field]) -> bool:
    """Whether all fields match in elements that go together."""
    candidates = []
    for field in sorted(fields, key=lambda field: field.path):
        every = found(event, field.path)
        passes = operators.test(field.wanted)
        good = [one.elements for one in every if passes(one.value)]
        absent = operators.allows_absence(field.wanted)
        if not good and not absent:
            return False
        candidates.append((good, [one.elements for one in every], absent))
    return _search(candidates, {}, [])


Candidate = tuple[list[Elements], list[Elements], bool]


def _search(candidates: list[Candidate], chosen: Elements, gaps: list[list[Elements]]) -> bool:
    if not candidates:
        return all(not goes_with(chosen, elements) for gap in gaps for elements in gap)
    (good, every, absent), *rest = candidates
    tried: list[Elements] = []
    for elements in good:
        if goes_with(chosen, elements) and elements not in tried:
            tried.append(elements)
            if _search(rest, chosen | elements, gaps):
                return True
    return absent and _search(rest, chosen, [*gaps, every])


def goes_with(one: Elements, other: Elements) -> bool:
    """Whether two values stand in the same element of every array that both stand in."""
    return all(other.get(array, index) == index for array, index in one.items())
