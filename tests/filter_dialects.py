"""Every dialect of filters by its name, and how a field and its value are put into a pattern and an event of it."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eventgen.filters import eventbridge, mappings, pipes, sns
from eventgen.filters.dialect import Dialect

FIELD = "field"


@dataclass(frozen=True)
class Form:
    """A dialect, with the keys around a field of its patterns and the event around an object."""

    dialect: Dialect
    around: tuple[str, ...]
    event: Callable[[dict[str, Any]], Any]

    def pattern(self, wanted: Any) -> dict[str, Any]:
        pattern = {FIELD: wanted}
        for key in reversed(self.around):
            pattern = {key: pattern}
        return pattern

    @property
    def route(self) -> tuple[str, ...]:
        return (*self.around, FIELD)


def _attributes(event: dict[str, Any]) -> dict[str, Any]:
    return {name: _attribute(value) for name, value in event.items()}


def _attribute(value: Any) -> dict[str, str]:
    if isinstance(value, str):
        return {"DataType": "String", "StringValue": value}
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return {"DataType": "Number" if number else "String.Array", "StringValue": json.dumps(value)}


def _stream(event: dict[str, Any]) -> dict[str, Any]:
    return {"kinesis": {"data": b64encode(json.dumps(event).encode()).decode()}}


FORMS = {
    "rule": Form(eventbridge.RULE, (), lambda event: event),
    "attributes": Form(sns.ATTRIBUTES, (), _attributes),
    "body": Form(sns.BODY, (), json.dumps),
    "queue mapping": Form(mappings.QUEUE, ("body",), lambda event: {"body": json.dumps(event)}),
    "stream mapping": Form(mappings.STREAM, ("data",), _stream),
    "table mapping": Form(mappings.TABLE, ("dynamodb",), lambda event: {"dynamodb": event}),
    "queue pipe": Form(pipes.QUEUE, ("body",), lambda event: {"body": json.dumps(event)}),
    "stream pipe": Form(pipes.STREAM, ("data",), _stream),
    "table pipe": Form(pipes.TABLE, ("dynamodb",), lambda event: {"dynamodb": event}),
}
