"""A picture and its page -> the picture with words beside its lines: what flows let through, and tries that fail."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from eventgen.kinds import Edge
from eventgen.load import Document
from eventgen.picture import Line, Picture, Sort

CARRIED = ("events", "prefix", "suffix", "route", "filter")  # options that say which events a flow takes
PLAIN = ("events", "route")  # those whose value speaks for itself
ENDS = ("from", "to")
LONGEST = 40  # characters beside a line
TRIES = ("after", "retries")  # how often something is tried before it is given up


def told(of: Picture, document: Document) -> Picture:
    return replace(
        of, lines=tuple(_failing(line) if line.sort is Sort.FAILURE else _flow(line, document) for line in of.lines)
    )


def _flow(line: Line, document: Document) -> Line:
    said = _options(line, document)
    label = ", ".join(_brief(name, said[name]) for name in CARRIED if name in said)
    says = "\n".join(f"{name}: {_text(value)}" for name, value in said.items())
    return replace(line, label=shortened(label), says=says)


def _options(line: Line, document: Document) -> dict[str, Any]:
    """What the page writes of a flow besides its ends; nothing of one that it does not write."""
    found: Any = document.data
    for step in line.of.route if line.sort is Sort.FLOW else ():
        found = found.get(step, ()) if isinstance(found, dict) else found[step] if isinstance(step, int) else ()
    is_flow = line.sort is Sort.FLOW and isinstance(found, dict) and line.of.route[:1] == ("flows",)
    return {name: value for name, value in found.items() if name not in ENDS} if is_flow else {}


def _failing(line: Line) -> Line:
    tries = "" if line.retries is None else f"after {line.retries} retries"
    words = tries or next(_tries(line), "")
    return replace(line, label=words, says=words)


def _tries(line: Line) -> Iterator[str]:
    """What is said of tries by who gives up: the options of a flow are about its source."""
    of_target = isinstance(line.of, Edge) and line.of.source.name != line.source
    spec = None if of_target else getattr(line.of, "options", None) or getattr(line.of, "spec", None)
    for name in TRIES:
        for holder in (spec, getattr(spec, "dead_letter", None)):
            if isinstance(number := getattr(holder, name, None), int):
                yield f"after {number} {'tries' if name == 'after' else 'retries'}"


def _brief(name: str, value: Any) -> str:
    """An option as it fits beside a line: what is nested is only named."""
    items = value if isinstance(value, list) else [value]
    plain = all(isinstance(item, str | int | float) for item in items)
    words = ", ".join(map(str, items)) if plain else ""
    return words if words and name in PLAIN else f"{name} {words}".rstrip()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
