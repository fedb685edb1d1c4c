"""Records of queues, streams and tables -> what Lambda and Pipes hold filters against."""

import json
from binascii import Error, a2b_base64

from eventgen.filters import alternatives
from eventgen.filters.dialect import Reader
from eventgen.filters.why import Dropped


def queue(pattern: dict[str, object]) -> Reader:
    """A message of SQS. Its body is read as JSON if the pattern looks into it; a body of the other form is dropped.

    with-sqs-filtering has the table. A pattern that does not speak of the body takes either.
    """
    depths = [len(one.path) for one in alternatives.fields(pattern) if one.path[0] == "body"]
    looks = max(depths, default=0) > 1

    def read(event: object) -> object:
        if not isinstance(event, dict) or not depths:
            return event
        body = _json(event.get("body"))
        structured = isinstance(body, dict | list)
        if structured != looks:
            return Dropped("body", event.get("body"), "JSON" if looks else "a text that is no JSON")
        return {**event, "body": body} if structured else event

    return read


def stream(pattern: dict[str, object]) -> Reader:
    """A record of Kinesis: what is below `kinesis`, with the data decoded if the pattern looks into it."""
    looks = any(one.path[0] == "data" for one in alternatives.fields(pattern))

    def read(event: object) -> object:
        record = event.get("kinesis", event) if isinstance(event, dict) else None
        if not isinstance(record, dict) or not looks:
            return record
        text = _decoded(record.get("data"))
        data = _json(text)
        return {**record, "data": data} if isinstance(data, dict | list) else Dropped("data", text, "JSON")

    return read


def _decoded(data: object) -> str | None:
    try:
        return a2b_base64(data).decode() if isinstance(data, str) else None
    except (Error, ValueError):
        return None


def _json(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
