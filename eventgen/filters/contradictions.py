"""What contradicts itself within a pattern, or says nothing: whatever the event is."""

from collections.abc import Iterator

from eventgen.filters import alternatives, numerics, words
from eventgen.filters.alternatives import Field
from eventgen.filters.refusals import Dead


def never_matches(pattern: object) -> list[Dead]:
    """Why no event whatever can fulfil a valid pattern: a field in each of its ways; empty if one can."""
    if not isinstance(pattern, dict) or alternatives.count(pattern) > alternatives.MOST:
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
    """Fields that have no effect, because the same field is written again: of two, the last one counts.

    Keys with dots make it possible, and `$or`: a field beside it that an alternative has as well does not hold there.
    """
    if not isinstance(pattern, dict) or alternatives.count(pattern) > alternatives.MOST:
        return []
    used = [{one.route for one in way.values()} for way in alternatives.ways(pattern)]
    return [
        Dead(one.route, f"{one.name} is written again, and the last one counts", "")
        for one in alternatives.fields(pattern)
        for same in [[other for other in alternatives.fields(pattern) if other.path == one.path]]
        if len(same) > 1 and _loses(one, same, used)
    ]


def _loses(one: Field, same: list[Field], used: list[set[tuple[str | int, ...]]]) -> bool:
    """Whether a field is missing in a way that it belongs to: one that has all of the alternatives that it stands in."""
    rivals = [other for other in same if other.route > one.route or other.route < one.route]
    return any(one.route not in way and any(_meet(one, other) and other.route in way for other in rivals) for way in used)


def _meet(one: Field, other: Field) -> bool:
    """Whether two fields can be in one way: not in different alternatives of the same `$or`."""
    for step, (mine, theirs) in enumerate(zip(one.route, other.route, strict=False)):
        if mine != theirs:
            return not (isinstance(mine, int) and isinstance(theirs, int) and one.route[step - 1] == "$or")
    return True


def pointless(pattern: object) -> Iterator[Dead]:
    """Lists that let everything through, or have elements that add nothing: what is beside `exists: true` does not matter."""
    for one in alternatives.fields(pattern):
        present, absent = ({"exists": wanted} in one.wanted for wanted in (True, False))
        if present and absent:
            yield Dead(one.route, f"{one.name} may be anything, and may be missing: the field filters nothing")
        elif present and len(one.wanted) > 1:
            yield Dead(one.route, f"{one.name} may be anything: the other values beside exists add nothing")
