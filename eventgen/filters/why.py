"""Why an event is not let through: the first field that does not match, with what stands there and what was wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventgen.filters import words
from eventgen.filters.alternatives import Field, Way
from eventgen.filters.engine import fits
from eventgen.filters.fields import found
from eventgen.filters.refusals import Route

_MOST_SHOWN = 3


@dataclass(frozen=True)
class Mismatch:
    """A field that does not match.

    Without `found` the event has no such field; `beside` names fields that match, but in other elements of an array.
    """

    route: Route
    field: str
    found: tuple[object, ...]
    wanted: str
    beside: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.beside:
            return f"{self.field} is not {self.wanted} in the element where {' and '.join(self.beside)} match"
        if not self.found:
            return f"{self.field} is missing, wanted {self.wanted}"
        shown = [words.shown(value) for value in self.found[:_MOST_SHOWN]]
        more = ", ..." if len(self.found) > _MOST_SHOWN else ""
        return f"{self.field} is {', '.join(shown)}{more}, wanted {self.wanted}"


@dataclass(frozen=True)
class Dropped:
    """An event that a service drops before it looks for fields: what it was found to be, and what it has to be."""

    field: str
    found: object
    wanted: str


def first_mismatch(event: object, ways: Sequence[Way]) -> Mismatch | None:
    """The first field that does not match, in the way that comes closest; None if a way fits."""
    if not isinstance(event, dict):
        dropped = event if isinstance(event, Dropped) else Dropped("the event", event, "an object")
        return Mismatch(next(iter(ways[0].values())).route, dropped.field, (dropped.found,), dropped.wanted)
    closest: tuple[int, Mismatch] | None = None
    for way in ways:
        missed = _missed(event, way)
        if missed is None:
            return None
        if closest is None or missed[0] < closest[0]:
            closest = missed
    return closest[1] if closest else None


def _missed(event: object, way: Way) -> tuple[int, Mismatch] | None:
    """How many fields do not match, and the first of them; what may be absent is judged beside the others, so last."""
    strict = [one for one in way.values() if not one.optional]
    wrong = [one for one in strict if not any(one.part.passes(each.value) for each in found(event, one.path))]
    if wrong:
        return len(wrong), _mismatch(event, wrong[0], ())
    if fits(list(way.values()))(event):
        return None
    together: list[Field] = []
    for one in [*strict, *(one for one in way.values() if one.optional)]:
        if not fits([*together, one])(event):
            beside = tuple(other.name for other in together) if fits([one])(event) else ()
            return 1, _mismatch(event, one, beside)
        together.append(one)
    return None


def _mismatch(event: object, one: Field, beside: tuple[str, ...]) -> Mismatch:
    values = tuple(each.value for each in found(event, one.path))
    return Mismatch(one.route, one.name, values, words.wanted(one.wanted), beside)
