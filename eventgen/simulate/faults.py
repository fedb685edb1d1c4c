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
        self._share = None if said.share is None else _Share(said.share, said.seed)
        self._start = said.start * 1000
        self._end = None if said.end is None else said.end * 1000
        self._meant = _meant(said)

    def strike(self, message: Message, now: int) -> bool:
        """Whether this attempt fails."""
        if now < self._start or (self._end is not None and now >= self._end) or not self._meant(message):
            return False
        if self._share is not None and not self._share.takes():
            return False
        if self._left is None:
            return True
        self._left -= 1
        return self._left >= 0


class _Share:
    """Chooses a share of the attempts by a seed: of each stretch in which one is due just one, so that also of a few
    hundred attempts the share fails."""

    def __init__(self, share: float, seed: int) -> None:
        self._rare = min(share, 1 - share)
        self._inverse = share > self._rare
        self._random = random.Random(seed)
        self._stretch, self._attempt = 0, -1
        self._chosen = self._choose()

    def _choose(self) -> int:
        """The attempt that is chosen of the next stretch."""
        if not self._rare:
            return -1
        chosen = int((self._stretch + self._random.random()) / self._rare)
        self._stretch += 1
        return max(chosen, self._attempt + 1)

    def takes(self) -> bool:
        self._attempt += 1
        chosen = self._attempt == self._chosen
        if chosen:
            self._chosen = self._choose()
        return chosen != self._inverse


def _meant(said: Fail) -> Callable[[Message], bool]:
    """Which messages: `when` is a pattern as EventBridge has them."""
    if said.when is None:
        return ALWAYS
    fits = eventbridge.RULE.compile(said.when)
    return lambda message: any(fits(layer) for layer in layers(message.body))
