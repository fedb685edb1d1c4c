"""References as paths: their words and steps, where they stand in the text, how a message writes them."""

import json
from collections.abc import Sequence
from typing import Any

from eventgen.syntax import File, Literal, Name, Step

Path = tuple[Any, ...]  # the keys of a reference: a str for `.name` and `*`, a tuple for `[...]`


def chain(value: Any) -> tuple[Name | None, list[Step]]:
    """A reference as its first word and its steps; no word for any other expression."""
    steps = []
    while isinstance(value, Step):
        steps.append(value)
        value = value.of
    return (value, steps[::-1]) if isinstance(value, Name) else (None, [])


def length(file: File, name: Name, steps: Sequence[Step]) -> int:
    """How many characters a reference takes. An index ends with its first closing bracket."""
    if not steps:
        return len(name.name)
    last, text = steps[-1], file.text
    if text[last.at] == "[":
        return text.find("]", last.at) + 1 - name.at
    key = last.key.value if isinstance(last.key, Literal) else last.key
    return behind(text, last.at) + len(str(key)) - name.at


def behind(text: str, at: int) -> int:
    """Where the word behind a dot begins."""
    rest = text[at + 1 : at + 100]
    return at + 1 + len(rest) - len(rest.lstrip())


def index_of(key: Any) -> tuple[Any, ...]:
    return (key.value,) if isinstance(key, Literal) else ()


def dotted(path: Path) -> str:
    """A path as it is written; an index that is an expression as `...`."""
    said = path[0]
    for key in path[1:]:
        index = json.dumps(key[0]) if isinstance(key, tuple) and key else "..."
        said += f".{key}" if isinstance(key, str) and key != "*" else "[*]" if key == "*" else f"[{index}]"
    return str(said)
