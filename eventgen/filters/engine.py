"""The ways to fulfil a pattern -> a test of events."""

from collections.abc import Callable, Sequence
from functools import cache

from eventgen.filters import fields, trees
from eventgen.filters.alternatives import Field, Way

Matcher = Callable[[object], bool]


def compiled(ways: Sequence[Way]) -> Matcher:
    """Whether an event fulfils a pattern in one of its ways."""
    if len(ways) == 1:
        return fits(list(ways[0].values()))
    first, *others = ways
    # What every way asks for, and may not be absent, has to be there in any case: most events fail at it
    shared = [one for path, one in first.items() if all(other.get(path) is one for other in others)]
    gate = fits([one for one in shared if not one.optional])

    @cache
    def tests() -> list[Matcher]:
        return [fits(list(way.values())) for way in ways]

    return lambda event: gate(event) and any(test(event) for test in tests())


def fits(wanted: Sequence[Field]) -> Matcher:
    """Whether an event has all of some fields."""
    root = trees.tree(wanted)
    crossed = trees.dotted(root)
    if any(one.optional for one in wanted):
        holds = trees.lenient(root)

        def matches_or_absent(event: object) -> bool:
            if not isinstance(event, dict):
                return False
            return fields.fits(event, wanted) if crossed(event) else holds(event) != 0

        return matches_or_absent
    surface = trees.strict(trees.tree(one for one in wanted if len(one.path) == 1))
    below = trees.strict(trees.tree(one for one in wanted if len(one.path) > 1))

    def matches(event: object) -> bool:
        if not isinstance(event, dict) or not surface(event):
            return False
        # Keys with dots can only add values: they matter where something is missing
        return below(event) or (crossed(event) and fields.fits(event, wanted))

    return matches
