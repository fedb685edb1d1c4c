"""How long services wait before they try again: milliseconds, tries after the first one in order.

AWS adds jitter to most of these; a run that is to be the same twice has none.
"""

from collections.abc import Callable, Iterator
from itertools import chain, repeat

SECOND = 1000
Waits = Callable[[], Iterator[int]]

DAY = 86_400 * SECOND
# eb-retry tells of up to 185 tries within a day, "with exponential back-off": doubled from a second up to this, they
# fill it
_LONGEST_OF_EVENTS = 488 * SECOND
_LONGEST_OF_THROTTLING = 300 * SECOND  # lambda invocation-async: from one second to five minutes


def doubled(longest: int, first: int = SECOND) -> Iterator[int]:
    """A second, two, four ... up to a bound, for ever."""
    wait = first
    while True:
        yield min(wait, longest)
        wait = min(2 * wait, longest)


def _between(first: int, last: int, times: int) -> Iterator[int]:
    """So many waits that grow by the same factor."""
    factor = (last / first) ** (1 / (times - 1))
    return (round(first * factor**number) for number in range(times))


def to_managed() -> Iterator[int]:
    """SNS to queues, functions and delivery streams (sns-message-delivery-retries): 100,015 times, over 23 days."""
    s = SECOND
    return chain(repeat(0, 3), repeat(s, 2), _between(s, 20 * s, 10), repeat(20 * s, 100_000))


def to_customers() -> Iterator[int]:
    """SNS to e-mail (sns-message-delivery-retries): 50 times, over 6 hours."""
    s = SECOND
    return chain(repeat(10 * s, 2), _between(10 * s, 600 * s, 10), repeat(600 * s, 38))


def of_rules() -> Iterator[int]:
    """EventBridge to the targets of rules."""
    return doubled(_LONGEST_OF_EVENTS)


def of_storage() -> Iterator[int]:
    """S3's notifications, and Firehose to S3. AWS does not say how often they are tried."""
    return doubled(_LONGEST_OF_THROTTLING)


def of_throttled() -> Iterator[int]:
    """Lambda's own queue of events, while the function is throttled."""
    return doubled(_LONGEST_OF_THROTTLING)


def of_errors() -> Iterator[int]:
    """Lambda's own queue of events, after the function failed: one minute, then two (lambda invocation-retries)."""
    return chain((60 * SECOND, 120 * SECOND), repeat(120 * SECOND))


def of_shards() -> Iterator[int]:
    """A shard that a failed batch blocks."""
    return doubled(60 * SECOND)
