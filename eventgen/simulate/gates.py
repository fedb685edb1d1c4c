"""Filters on the way of messages: what they let through, what not, and why not."""

from collections.abc import Callable
from typing import Any

from eventgen.filters.dialect import Dialect
from eventgen.filters.notifications import KeyFilter, why_not
from eventgen.load import Route
from eventgen.simulate.messages import Message

Reading = Callable[[Message], Any]  # what of a message a filter is held against


class Gate:
    """One filter: of a flow, of a rule, of an archive."""

    def __init__(
        self, name: str, route: Route, fits: Callable[[Message], bool], why: Callable[[Message], object]
    ) -> None:
        self.name, self.route = name, route
        self._fits, self._why = fits, why
        self.passed = 0
        self.stopped = 0

    def lets(self, message: Message) -> bool:
        if self._fits(message):
            self.passed += 1
            return True
        self.stopped += 1
        return False

    def why(self, message: Message) -> str:
        """The first thing that keeps a message out."""
        return str(self._why(message) or "")


def pattern(name: str, route: Route, patterns: list[Any], dialect: Dialect, read: Reading) -> Gate:
    """A filter of patterns, one of which has to fit."""
    tests = [dialect.compile(each) for each in patterns]

    def fits(message: Message) -> bool:
        event = read(message)
        return any(test(event) for test in tests)

    return Gate(name, route, fits, lambda message: dialect.why_not(patterns[0], read(message)))


def keys(name: str, route: Route, wanted: KeyFilter) -> Gate:
    """A filter of events, prefix and suffix of a bucket's notification."""

    def of(message: Message) -> tuple[str, str]:
        return message.about["event"], message.about["key"]

    return Gate(name, route, lambda message: wanted.matches(*of(message)), lambda m: why_not(wanted, *of(m)))
