"""How nodes fail, as a test says it: which attempts, and in which way."""

import random
from collections.abc import Callable
from enum import StrEnum

from eventgen.filters import eventbridge
from eventgen.simulate.messages import Message, layers
from eventgen.testcase import Fail


class Refusal(StrEnum):
    """Why a node does not take a message."""

    ERROR = "an error of the service"
    DENIED = "access is denied"
    THROTTLED = "it is throttled"
    INVALID = "it is not valid"


REASONS = {"error": Refusal.ERROR, "denied": Refusal.DENIED, "throttled": Refusal.THROTTLED}
RETRIED = frozenset({Refusal.ERROR, Refusal.THROTTLED})  # what senders try again
ALWAYS: Callable[[Message], bool] = lambda message: True  # noqa: E731


class Faults:
    """The failures of one node, asked attempt by attempt."""

    def __init__(self, said: Fail) -> None:
        self.reason = REASONS[said.reason]
        self.after = said.after  # so many sends
        self._left = said.times
        self._random = random.Random(said.seed) if said.share is not None else None
        self._share = said.share or 0.0
        self._start = said.start * 1000
        self._end = None if said.end is None else said.end * 1000
        self._meant = _meant(said)

    def strike(self, message: Message, now: int) -> bool:
        """Whether this attempt fails."""
        if now < self._start or (self._end is not None and now >= self._end) or not self._meant(message):
            return False
        if self._random is not None and self._random.random() >= self._share:
            return False
        if self._left is None:
            return True
        self._left -= 1
        return self._left >= 0


def _meant(said: Fail) -> Callable[[Message], bool]:
    """Which messages: `when` is a pattern as EventBridge has them."""
    if said.when is None:
        return ALWAYS
    fits = eventbridge.RULE.compile(said.when)
    return lambda message: any(fits(layer) for layer in layers(message.body))
