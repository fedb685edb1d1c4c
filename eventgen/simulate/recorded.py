"""Recorded events of AWS -> the messages in them, as the node got them."""

import json
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eventgen.filters.values import depth
from eventgen.simulate.world import Unplayable

MOST_BYTES = 6 * 1024 * 1024  # of an event; no service takes more
MOST_LEVELS = 64
Fields = Mapping[str, Any]


def parsed(content: bytes, name: str) -> Any:
    """What a file with a recorded event holds. Raises Unplayable."""
    try:
        found = json.loads(content[: MOST_BYTES + 1])
    except (ValueError, RecursionError) as error:
        large = len(content) > MOST_BYTES
        why = f"is larger than any event: {MOST_BYTES:,} bytes are the most" if large else "is no JSON"
        raise Unplayable(f"{name} {why}") from error
    if depth(found) > MOST_LEVELS:
        raise Unplayable(f"{name} is nested deeper than {MOST_LEVELS} levels")
    return found


def messages(event: Any, source: str, read: Callable[[dict[str, Any]], Fields]) -> Iterator[Fields]:
    """Each record of an event of a source; where it is none, the event itself is the message."""
    records = event.get("Records") if isinstance(event, dict) else None
    found = records if isinstance(records, list) else ()
    of_source = [each for each in found if isinstance(each, dict) and source in _sources(each)]
    if not of_source:
        yield {"made": event}
    for record in of_source:
        yield read(record)


def _sources(record: dict[str, Any]) -> tuple[Any, Any]:
    return record.get("eventSource"), record.get("EventSource")


def decoded(data: Any) -> Any:
    """The data of a record of Kinesis."""
    try:
        return b64decode(data, validate=True).decode()
    except (Error, ValueError, TypeError):
        return data
