"""Filters of EventBridge Pipes: what EventBridge takes, less what its table of operators denies to pipes."""

from collections.abc import Callable
from dataclasses import replace

from eventgen.filters import records
from eventgen.filters.dialect import Reader
from eventgen.filters.elements import OPERATORS, Grammar
from eventgen.filters.envelopes import Envelope, envelope, without
from eventgen.filters.eventbridge import RULE
from eventgen.filters.mappings import structured

MOST_FILTERS = 5  # botocore pipes.FilterList

# eb-pipes-event-filtering: fields that the poller adds cannot be used in patterns
POLLED = (
    *("awsRegion", "eventSource", "eventSourceARN", "eventVersion", "eventID", "eventName", "invokeIdentityArn"),
    "eventSourceKey",
)


def record(name: str) -> Envelope:
    """The record of a `queue`, a `stream` or a `table` as a pipe filters it: without what the poller adds."""
    return without(envelope(name), POLLED)


def _without_polled(make: Callable[[dict[str, object]], Reader] | None) -> Callable[[dict[str, object]], Reader]:
    def reader(pattern: dict[str, object]) -> Reader:
        inner = make(pattern) if make else None

        def read(event: object) -> object:
            record = inner(event) if inner else event
            return {key: record[key] for key in record if key not in POLLED} if isinstance(record, dict) else record

        return read

    return reader


_PIPE = replace(
    RULE,
    grammar=Grammar(frozenset(OPERATORS) - {"wildcard"}, frozenset(), any_case=True),
    quota=4096,
)

QUEUE = replace(_PIPE, limits=structured(), reader=_without_polled(records.queue))
STREAM = replace(_PIPE, limits=structured("data"), reader=_without_polled(records.stream))
TABLE = replace(_PIPE, limits=structured("dynamodb"), reader=_without_polled(None))
