"""Fields found in an event one by one, with the elements of arrays that they stand in: slower than a tree.

It serves events with dots in their keys, where the same field can stand in several places, and finds what does not fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventgen.filters.alternatives import Field, Path

# An array, by the keys and positions that lead to it: the same list can stand in several places of an event
Place = tuple[str | int, ...]

# The elements of arrays that a value stands in: for each array, in which of its elements.
Elements = dict[Place, int]


@dataclass(frozen=True, eq=False, repr=False)
class Found:
    """A value of an event, and the elements that it stands in."""

    value: object
    elements: Elements


def found(event: object, path: Path) -> list[Found]:
    """Every value, neither object nor array, that stands at a path; a dot in a key is a step like any other."""
    return list(_found(event, path, (), {}))


def _found(value: object, path: Path, place: Place, elements: Elements) -> Iterator[Found]:
    if isinstance(value, dict):
        for length in range(1, len(path) + 1):
            key = ".".join(path[:length])
            if key in value:
                yield from _found(value[key], path[length:], (*place, key), elements)
    elif isinstance(value, list):
        stack = [(value, place, elements)]
        while stack:
            items, here, around = stack.pop()
            for index, item in enumerate(items):
                within = {**around, here: index}
                if isinstance(item, list):
                    stack.append((item, (*here, index), within))
                else:
                    yield from _found(item, path, (*here, index), within)
    elif not path:
        yield Found(value, elements)


@dataclass(frozen=True, eq=False, repr=False)
class Candidates:
    """Where a field matches, everywhere that it stands, and whether it may be absent."""

    good: list[Elements]
    every: list[Elements]
    absent: bool

    @property
    def arrays(self) -> set[Place]:
        """The arrays that the field stands in."""
        return {array for elements in self.every for array in elements}


def fits(event: object, fields: Sequence[Field]) -> bool:
    """Whether all fields match in elements that go together."""
    candidates = [_candidates(event, field) for field in sorted(fields, key=lambda field: field.path)]
    if not all(one.good or one.absent for one in candidates):
        return False
    return all(_search(group, {}, []) for group in _groups(candidates))


def _candidates(event: object, field: Field) -> Candidates:
    every = found(event, field.path)
    good = [one.elements for one in every if field.part.passes(one.value)]
    return Candidates(good, [one.elements for one in every], field.optional)


def _groups(candidates: list[Candidates]) -> list[list[Candidates]]:
    """Fields that share arrays, directly or through others: the groups have nothing to do with each other."""
    groups: list[tuple[set[Place], list[Candidates]]] = []
    for one in candidates:
        near = [group for group in groups if group[0] & one.arrays]
        arrays = one.arrays.union(*(group[0] for group in near))
        groups = [group for group in groups if group not in near]
        groups.append((arrays, [*(other for group in near for other in group[1]), one]))
    return [group for _, group in groups]


def _search(candidates: list[Candidates], chosen: Elements, gaps: list[list[Elements]]) -> bool:
    if not candidates:
        return all(not goes_with(chosen, elements) for gap in gaps for elements in gap)
    first, *rest = candidates
    tried: set[tuple[tuple[Place, int], ...]] = set()
    for elements in first.good:
        key = tuple(elements.items())
        if key not in tried and goes_with(chosen, elements):
            tried.add(key)
            if _search(rest, chosen | elements, gaps):
                return True
    return first.absent and _search(rest, chosen, [*gaps, first.every])


def goes_with(one: Elements, other: Elements) -> bool:
    """Whether two values stand in the same element of every array that both stand in."""
    return all(other.get(array, index) == index for array, index in one.items())
