"""What a service makes of a pattern: what it takes, how it reads events, and what it says."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from eventgen.filters import alternatives, grammar
from eventgen.filters.elements import Grammar, Wrong
from eventgen.filters.engine import Matcher, compiled
from eventgen.filters.operators import never
from eventgen.filters.refusals import Refusal, Route
from eventgen.filters.why import Mismatch, first_mismatch

# An event as the service gets it -> what the pattern is held against; no object, such as `Dropped`, if it is dropped.
Reader = Callable[[object], object]


def _as_it_is(pattern: dict[str, object]) -> Reader | None:
    return None


def _no_limits(pattern: dict[str, object]) -> Iterable[Wrong]:
    return ()


@dataclass(frozen=True, eq=False, repr=False)
class Dialect:
    """Patterns as one service takes them.

    Its API takes `most` characters of JSON, an account `quota` if nobody asks for more. `limits` is what the service
    refuses of a pattern that is well-formed; `reader` makes a reader of events for a pattern, or None where the pattern
    is held against the event as it is.
    """

    grammar: Grammar
    most: int
    quota: int
    says: Callable[[str], str]
    limits: Callable[[dict[str, object]], Iterable[Wrong]] = _no_limits
    reader: Callable[[dict[str, object]], Reader | None] = _as_it_is

    def invalid(self, pattern: object) -> list[Refusal]:
        """Everything that the service refuses of a pattern; the first is what its API would say. A reference may be
        anything."""
        return [refused for refused in self.refusals(pattern) if not _unknown(_at(pattern, refused.route))]

    def refusals(self, pattern: object) -> list[Refusal]:
        """The same, where every reference is a text."""
        found = list(grammar.wrong(pattern, self.grammar))
        if not found and isinstance(pattern, dict):
            found = [*self.limits(pattern), *self._too_long(pattern)]
        return [Refusal(route, reason, self.says(reason)) for route, reason in found]

    def refused(self, pattern: object, undecided: Callable[[Refusal, Any], bool]) -> list[Refusal]:
        """The same, but for references that may be more than a text."""
        found = ((each, _at(pattern, each.route)) for each in self.refusals(pattern))
        return [each for each, value in found if not (_unknown(value) and undecided(each, value))]

    def compile(self, pattern: object) -> Matcher:
        """A test of events; an invalid pattern lets nothing through."""
        if not isinstance(pattern, dict) or self.invalid(pattern):
            return never
        read, fits = self.reader(pattern), compiled(alternatives.ways(pattern))
        return fits if read is None else lambda event: fits(read(event))

    def matches(self, pattern: object, event: object) -> bool:
        """Whether a pattern lets an event through; to ask often, compile the pattern."""
        return self.compile(pattern)(event)

    def why_not(self, pattern: object, event: object) -> Mismatch | None:
        """The first field of a pattern that keeps an event out; None if nothing does, or if the pattern is invalid."""
        if not isinstance(pattern, dict) or self.invalid(pattern):
            return None
        read = self.reader(pattern)
        return first_mismatch(event if read is None else read(event), alternatives.ways(pattern))

    def _too_long(self, pattern: dict[str, object]) -> Iterable[Wrong]:
        if size(pattern) > self.most:
            yield (), f"Member must have length less than or equal to {self.most}"


def _at(pattern: object, route: Route) -> object:
    value: Any = pattern
    for step in route:
        value = value[step]
    return value


def _unknown(value: object) -> bool:
    """Whether it is a reference: the page does not say what stands there."""
    return value is not None and not isinstance(value, str | int | float | list | dict)


def size(pattern: object) -> int:
    """How many characters a pattern has as JSON without spaces; a reference counts as none, its text is not known."""
    return len(json.dumps(pattern, ensure_ascii=False, separators=(",", ":"), default=lambda _: ""))
