"""Recorded events of AWS -> the messages in them, as the node got them."""

from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Fields = Mapping[str, Any]


def messages(event: Any, source: str, read: Callable[[dict[str, Any]], Fields]) -> Iterator[Fields]:
    """Each record of an event of a source; where it is none, the event itself is the message."""
    records = event.get("Records") if isinstance(event, dict) else None
    of_source = [each for each in records or () if isinstance(each, dict) and source in _sources(each)]
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
