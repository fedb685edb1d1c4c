"""What contradicts itself within a pattern, or says nothing, whatever the event is."""

from collections.abc import Iterator

from eventgen.filters import alternatives, numerics, words
from eventgen.filters.alternatives import Field
from eventgen.filters.refusals import Dead


def never_matches(pattern: object) -> list[Dead]:
    """Why no event whatever fulfils a valid pattern: one field for each of its ways; empty if an event can."""
    if not alternatives.countable(pattern):
        return []
    found: list[Dead] = []
    for way in alternatives.ways(pattern):
        hopeless = next((one for one in way.values() if all(map(_hopeless, one.wanted))), None)
        if hopeless is None:
            return []
        found.append(Dead(hopeless.route, f"{hopeless.name} can never be {words.wanted(hopeless.wanted)}"))
    return list(dict.fromkeys(found))


def _hopeless(element: object) -> bool:
    value = element.get("numeric") if isinstance(element, dict) else None
    return isinstance(value, list) and not list(numerics.wrong(value)) and numerics.read(value).empty()


def overwritten(pattern: object) -> list[Dead]:
    """Fields that have no effect, at least not everywhere: the same field is written again, and the last one counts.

    Keys with dots make it possible, and so does `$or`: beside an alternative with the same field, a field is void.
    """
    if not alternatives.countable(pattern):
        return []
    lost: dict[Field, None] = {}
    for written in alternatives.combinations(pattern):
        counts = {one.path: one for one in written}
        lost |= {one: None for one in written if counts[one.path] is not one}
    return [Dead(one.route, f"{one.name} is written again, and the last one counts") for one in lost]


def value_and_object(pattern: object) -> Iterator[Dead]:
    """Fields that have to be a value and an object at once: only an event with dots in its keys has such a field."""
    if not alternatives.countable(pattern):
        return
    found: dict[Field, None] = {}
    for way in alternatives.ways(pattern):
        objects = {path[:length] for path in way for length in range(1, len(path))}
        found |= {one: None for path, one in way.items() if path in objects and not one.optional}
    for one in found:
        yield Dead(one.route, f"{one.name} would have to be {words.wanted(one.wanted)}, and an object")


def pointless(pattern: object) -> Iterator[Dead]:
    """Lists that let everything through, or have values that add nothing."""
    for one in alternatives.fields(pattern):
        present = {"exists": True} in one.wanted
        if present and one.optional:
            yield Dead(one.route, f"{one.name} may be anything, and may be missing: it filters nothing")
        elif present and len(one.wanted) > 1:
            yield Dead(one.route, f"{one.name} may be anything: the values beside exists add nothing")
