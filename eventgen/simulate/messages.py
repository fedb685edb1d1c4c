"""Messages on their way: each hop makes a new one, which knows what it came from."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


def nothing() -> Mapping[str, Any]:
    return NOTHING


ENVELOPES = ("detail", "requestPayload", "Message", "Sns", "s3", "object", "kinesis", "KinesisBatchInfo")
MOST_LAYERS = 16  # a body may hold itself, as text in text
Maker = Callable[["Message"], Any]  # what makes the body of a message when somebody asks for it


@dataclass(eq=False, slots=True)
class Message:
    """A message. Its body is text, or the data that JSON text would hold."""

    number: int
    parents: tuple["Message", ...]
    made: Any
    attributes: Mapping[str, Any] = field(default_factory=nothing)
    group: str | None = None
    deduplication: str | None = None
    about: Mapping[str, Any] = field(
        default_factory=nothing
    )  # what is no part of the body: the key of an object, of a partition
    children: int = 0

    @property
    def body(self) -> Any:
        if callable(self.made):
            self.made = self.made(self)
        return self.made

    def roots(self) -> Iterator["Message"]:
        """The messages that were sent and that it came from."""
        one = self
        while len(one.parents) == 1:
            one = one.parents[0]
        if one.parents:
            for parent in one.parents:
                yield from parent.roots()
        else:
            yield one

    def chain(self) -> Iterator["Message"]:
        """It and what it came from, by first parents."""
        one: Message | None = self
        while one:
            yield one
            one = one.parents[0] if one.parents else None


_JSON = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, default=str)


def text(body: Any) -> str:
    """A body as it travels."""
    return body if isinstance(body, str) else _JSON.encode(body)


def data(body: Any) -> Any:
    """What a text holds if it is JSON; JSON lines become a list."""
    if not isinstance(body, str):
        return body
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in body.splitlines()]
    except (ValueError, RecursionError):
        return body


def layers(body: Any, depth: int = MOST_LAYERS) -> Iterator[Any]:
    """A body, and what lies in its envelopes: those of SNS, S3, EventBridge, Kinesis and Lambda's destinations."""
    found = data(body)
    yield found
    if not isinstance(found, dict) or not depth:
        return
    inner = [found[key] for key in ENVELOPES if key in found]
    records = found.get("Records")
    for each in [*inner, *(records if isinstance(records, list) else ())]:
        if isinstance(each, dict | str):
            yield from layers(each, depth - 1)


def dig(body: Any, *steps: str) -> Any:
    """What stands in a body below some keys; None if there is nothing."""
    for step in steps:
        body = body.get(step) if isinstance(body, dict) else None
    return body


def holds(wanted: Any, found: Any) -> bool:
    """Whether a body has what is wanted of it: mappings in part, all else as it is."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(k in found and holds(v, found[k]) for k, v in wanted.items())
    if isinstance(wanted, list):
        alike = isinstance(found, list) and len(found) == len(wanted)
        return alike and all(map(holds, wanted, found))
    return isinstance(wanted, bool) == isinstance(found, bool) and bool(wanted == found)


def matches(wanted: Any, message: Message) -> bool:
    """Whether a message has what is wanted of it, in one of its envelopes."""
    return any(holds(data(wanted), layer) or wanted == layer for layer in layers(message.body))


def joined(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Messages as the parents of what is made of all of them."""
    found = tuple(messages)
    for each in found:
        each.children += 1
    return found
