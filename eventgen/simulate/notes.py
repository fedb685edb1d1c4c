"""What is written down of a run: who met what, when."""

from enum import StrEnum
from typing import Any, NamedTuple

from eventgen.simulate.messages import Message


class What(StrEnum):
    """What became of a message somewhere."""

    SENT = "sent"  # by the test
    ARRIVED = "arrived"
    KEPT_OUT = "kept out"  # by a filter
    REFUSED = "refused"  # by the node that it was to come to
    TRIED = "tried"  # by the code of a node
    FAILED = "failed"
    WAITED = "waited"  # behind one that failed: it was handed over, and not looked at
    HANDLED = "handled"
    RETURNED = "returned"  # to its queue
    DEAD = "dead letter"
    REPEATED = "repeated"  # a duplicate that a FIFO queue or topic does not take
    EXPIRED = "expired"
    LOST = "lost"


GONE = frozenset({What.EXPIRED, What.LOST})


class Note(NamedTuple):
    """A line of the log. `place` is a node, or the flow that keeps out; `more` is what there is to say besides."""

    at: int  # milliseconds
    what: What
    message: Message
    place: str
    more: Any = None
