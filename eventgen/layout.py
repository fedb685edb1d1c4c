"""Text of a page -> where each piece of it begins and ends, brackets and comments included: what an edit has to know.

`load` keeps the beginnings only, which is all that a finding needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_HEADER = re.compile(r"[^\r\n#]*(?:#[^\r\n]*)?")  # of a block of text


@dataclass(slots=True)
class Piece:
    """A value: its text is from start to end. `shared`: an alias, or what has an anchor, is no one's own."""

    start: int
    end: int
    inner: "dict[str, Entry] | list[Piece] | None" = None  # None: a scalar
    flow: bool = False  # in brackets
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    start: int
    end: int
    value: Piece


def layout(text: str) -> Piece:
    """The page as a whole. The text has to be one that `load` takes."""
    stack, keys = [Piece(0, 0, [])], [None]  # type: tuple[list[Piece], list[Any]]
    for event in _events(text):
        if isinstance(event, yaml.NodeEvent):
            piece = _piece(text, event)
            if piece.inner is None:
                _put(stack, keys, piece, event)
            else:
                stack.append(piece)
                keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop()
            keys.pop()
            closed.end = _span(event)[1] if closed.flow else _last(closed)
            _put(stack, keys, closed, event)
    (root,) = stack[0].inner or []
    assert isinstance(root, Piece)
    return root


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_Loader)


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _piece(text: str, event: Any) -> Piece:
    start, end = _span(event)
    if isinstance(event, yaml.AliasEvent):
        return Piece(start, end, shared=True)
    shared = event.anchor is not None
    if isinstance(event, yaml.ScalarEvent):
        properties = _PROPERTIES.match(text, start, end) if shared or event.tag else None
        return Piece(properties.end() if properties else start, end, shared=shared)
    inner: dict[str, Entry] | list[Piece] = {} if isinstance(event, yaml.MappingStartEvent) else []
    return Piece(start, end, inner, bool(event.flow_style), shared)


def _put(stack: list[Piece], keys: list[Any], piece: Piece, event: Any) -> None:
    inner = stack[-1].inner
    if isinstance(inner, list):
        inner.append(piece)
    elif keys[-1] is None:
        # an alias as key has no text of its own: what it is called does not matter, as nothing edits it
        keys[-1] = (event.value if isinstance(event, yaml.ScalarEvent) else f"*{event.anchor}", piece)
    elif inner is not None:
        name, key = keys[-1]
        piece.shared = piece.shared or key.shared
        inner[name] = Entry(key.start, key.end, piece)
        keys[-1] = None


def _last(closed: Piece) -> int:
    """Where a list or mapping without brackets ends: with the last thing in it."""
    if isinstance(closed.inner, dict):
        return max((entry.value.end for entry in closed.inner.values()), default=closed.start)
    return max((piece.end for piece in closed.inner or ()), default=closed.start)


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Where each comment begins and ends: at a `#` that stands in no text."""
    at = 0
    for start, end in (*_scalars(text), (len(text), len(text))):
        while (found := _COMMENT.search(text, at, start)) is not None:
            yield found.span()
            at = found.end()
        at = max(at, end)


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """Where `#` is a letter. The comment behind the `|` or `>` of a block of text stands outside of it."""
    for event in _events(text):
        if isinstance(event, yaml.ScalarEvent):
            start, end = _span(event)
            if event.style in ("|", ">"):
                header = _HEADER.match(text, start, end)
                start = header.end() if header else start
            yield start, end
