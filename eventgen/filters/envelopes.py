"""What events look like, and which valid patterns therefore never match, as far as AWS documents it.

`data/envelopes.json` holds the descriptions, each with its source. A field is a `text`, a `number`, a `flag`, `any`
thing, a list of what it can be, or an object of fields; `?` marks a field that may be missing, `*` is any
name. Arrays do not show: a field is what their elements are.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from eventgen.filters import alternatives, words
from eventgen.filters.alternatives import Field, Way
from eventgen.filters.operators import never
from eventgen.filters.refusals import Dead
from eventgen.filters.values import is_text

Fields = dict[str, Any]

_FILE = Path(__file__).parents[1] / "data" / "envelopes.json"


@dataclass(frozen=True, eq=False, repr=False)
class Envelope:
    """The fields of a kind of event; `says` names it in messages, `source` is where AWS describes it."""

    says: str
    source: str
    fields: Fields


@cache
def data() -> dict[str, Any]:
    """What is known of events, as it is written down."""
    loaded: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return loaded


def envelope(name: str) -> Envelope:
    """What is known of `event`, `queue`, `stream`, `table`, `topic` or `notification`, the message that S3 sends."""
    found = data()["envelopes"][name]
    return Envelope(found["name"], found["source"], found["fields"])


def without(known: Envelope, names: Iterable[str]) -> Envelope:
    """An envelope without some of its fields."""
    left_out = {*names}
    return Envelope(
        known.says, known.source, {name: kind for name, kind in known.fields.items() if name not in left_out}
    )


def unreachable(pattern: object, known: Envelope) -> list[Dead]:
    """Why no event of a kind fulfils a pattern: the fields that keep them all out; empty if one can."""
    return dead_in_all_ways(pattern, lambda way: dead_fields(way, known))


def dead_in_all_ways(pattern: object, judge: Callable[[Way], list[Dead]]) -> list[Dead]:
    """What a judge finds dead in every way of a pattern; empty if a way is left."""
    if not alternatives.countable(pattern):
        return []
    found: list[Dead] = []
    for way in alternatives.ways(pattern):
        dead = judge(way)
        if not dead:
            return []
        found += dead
    return list(dict.fromkeys(found))


def dead_fields(way: Way, known: Envelope) -> list[Dead]:
    """The fields that no event of a kind has so."""
    return [dead for one in way.values() for dead in _unreachable(one, known)]


def _unreachable(one: Field, known: Envelope) -> Iterator[Dead]:
    kind: object = known.fields
    always = True
    for index, step in enumerate(one.path):
        if not isinstance(kind, dict):
            if kind != "any" and not one.optional:
                name = ".".join(one.path[:index])
                yield Dead(one.route, f"{name} of {known.says} has no fields, so it has no {one.name}")
            return
        kind, needed = _step(kind, step)
        always = always and needed
        if kind is None:
            if not one.optional:
                yield _unknown(one, index, known)
            return
    if not _possible(one, kind, always):
        yield Dead(one.route, _impossible(one, kind, always, known), _near(one, kind))


def _impossible(one: Field, kind: object, always: bool, known: Envelope) -> str:
    if all(isinstance(element, dict) and "exists" in element for element in one.wanted) and not isinstance(kind, dict):
        return f"{one.name} of {known.says} is never missing"
    has = "an object" if isinstance(kind, dict) else _said(kind)
    return f"{one.name} of {known.says} is {has}{'' if always else ' or is missing'}, never {words.wanted(one.wanted)}"


def _step(fields: Fields, step: str) -> tuple[object, bool]:
    for name in (step, f"{step}?", "*"):
        if name in fields:
            return fields[name], name == step
    return None, False


def _unknown(one: Field, index: int, known: Envelope) -> Dead:
    fields: Any = known.fields
    for step in one.path[:index]:
        fields = _step(fields, step)[0]
    names = [name.rstrip("?") for name in fields]
    name = ".".join(one.path[: index + 1])
    return Dead(one.route, f"{known.says} has no field {name}", nearest(one.path[index], names))


def _possible(one: Field, kind: object, always: bool) -> bool:
    """Whether a field of a kind can be what is wanted of it; an object is no value, so for `exists` it is not there."""
    absent = one.optional
    if kind == "any" or isinstance(kind, dict) or (absent and not always):
        return absent or kind == "any"
    part = one.part
    if kind == "number":
        return part.number is not never
    if kind == "flag":
        return bool(part.words)
    open_ended = any(map(is_reference, one.wanted))
    if isinstance(kind, list):
        return open_ended or any(map(part.passes, kind))
    return open_ended or part.text is not never


def _said(kind: object) -> str:
    if isinstance(kind, list):
        return " or ".join(map(words.shown, kind))
    return {"text": "a text", "number": "a number", "flag": "true or false"}[str(kind)]


def _near(one: Field, kind: object) -> str:
    wanted = next((element for element in one.wanted if isinstance(element, str)), "")
    return nearest(wanted, filter(is_text, kind)) if isinstance(kind, list) and wanted else ""


def is_reference(element: object) -> bool:
    """Whether a text is not known yet."""
    return is_text(element) and not isinstance(element, str)


def nearest(word: str, known: Iterable[str]) -> str:
    """What a word was probably meant to be: the same but for case and punctuation, or nearly so."""
    from difflib import get_close_matches

    plain = {_plain(name): name for name in known}
    close = get_close_matches(_plain(word), plain, 1, 0.75)
    return plain[close[0]] if close else ""


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()
