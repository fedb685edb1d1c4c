"""An edit -> the piece of text that it replaces, and by what. Where the layout leaves a doubt there is none."""

import json
import re
from collections.abc import Sequence

from eventgen.diagnostics import TAKE_AWAY, Edit
from eventgen.layout import Entry, Piece
from eventgen.load import Route

Splice = tuple[int, int, str]  # from, to, what stands there then

_BREAK = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"[ \t]*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_COLON = re.compile(r"[ \t]*:")
_COMMA = re.compile(r"[ \t]*,")
# Words that stay text without quotes, in brackets too
_PLAIN = re.compile(r"\.?[A-Za-z/_][\w./-]*(?::\w+)?(?: [A-Za-z][\w./-]*)*|[0-9]+[A-DF-Za-df-z][A-Za-z]*")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", ".inf", ".nan"})


def splice(text: str, root: Piece, route: Route, edit: Edit) -> Splice | None:
    """What an edit at a route changes. None where an alias or an anchor is near, or the layout is unusual."""
    mapping, owner = _mapping(root, route[:-1])
    if mapping is None or not isinstance(mapping.inner, dict):
        item = _item(mapping, route[-1]) if mapping else None
        return _replaced(text, item, edit.value) if item and not item.shared else None
    key = str(route[-1])
    entry = mapping.inner.get(key)
    if entry is None:
        return None if edit.value is None else _added(text, mapping, f"{key}: {written(edit.value)}")
    if edit == TAKE_AWAY and not entry.value.shared:
        return _out_of_brackets(text, mapping, key) if mapping.flow else _out_of_lines(text, mapping, entry, owner)
    return None if entry.value.shared else _rewritten(text, entry, edit)


def _rewritten(text: str, entry: Entry, edit: Edit) -> Splice | None:
    return _replaced(text, entry.value, edit.value) if edit.value is not None else (entry.start, entry.end, edit.key)


def _mapping(root: Piece, route: Route) -> tuple[Piece | None, Entry | None]:
    """What is at a route, and the entry that it is the value of."""
    piece, owner = root, None
    for step in route:
        owner = piece.inner.get(str(step)) if isinstance(piece.inner, dict) else None
        found = owner.value if owner else _item(piece, step)
        if found is None or found.shared:
            return None, None
        piece = found
    return piece, owner


def _item(piece: Piece, step: str | int) -> Piece | None:
    inner = piece.inner
    return inner[step] if isinstance(inner, list) and isinstance(step, int) and step < len(inner) else None


def written(value: str | int | bool, old: str = "") -> str:
    """A value as YAML; text in the quotes that it had, or without if it needs none."""
    if not isinstance(value, str):
        return json.dumps(value)
    if old.startswith("'") and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    plain = not old.startswith('"') and _PLAIN.fullmatch(value) and value.lower() not in _NO_TEXT
    return value if plain else json.dumps(value, ensure_ascii=False)


def _replaced(text: str, piece: Piece, value: str | int | bool | None) -> Splice | None:
    old = text[piece.start : piece.end]
    if value is None or piece.inner is not None or old[:1] in ("", "|", ">"):
        return None
    return piece.start, piece.end, written(value, old)


def _added(text: str, mapping: Piece, line: str) -> Splice | None:
    """A first entry before the others."""
    assert isinstance(mapping.inner, dict)
    if mapping.flow:
        at = mapping.start + 1
        return (at, at, f"{line}, " if mapping.inner else line) if text[mapping.start] == "{" else None
    first = min(entry.start for entry in mapping.inner.values())
    found = _BREAK.search(text)
    return first, first, f"{line}{found[0] if found else chr(10)}{' ' * (first - _line(text, first))}"


def _out_of_brackets(text: str, mapping: Piece, key: str) -> Splice | None:
    """An entry and the comma that parts it from its neighbour; its line too, if it has one for itself."""
    assert isinstance(mapping.inner, dict)
    entries = sorted(mapping.inner.values(), key=lambda entry: entry.start)
    entry = mapping.inner[key]
    number = entries.index(entry)
    start, end = entry.start, entry.value.end
    if text[mapping.start] != "{":
        return None
    if comma := _COMMA.match(text, end):
        end = comma.end()
    if _alone(text, start, end):
        return _lines(text, start, end)
    if number + 1 < len(entries):
        return (start, _blanks(text, end), "") if comma else None
    return _last_of(text, mapping, entries, end)


def _last_of(text: str, mapping: Piece, entries: Sequence[Entry], end: int) -> Splice | None:
    """The last entry, or the only one."""
    start = entries[-1].start
    if len(entries) == 1:
        whole = (text[mapping.start + 1 : start] + text[end : mapping.end - 1]).strip(" ")
        return None if whole else (mapping.start + 1, mapping.end - 1, "")
    before = entries[-2].value.end
    return (before, end, "") if text[before:start].strip() == "," else None


def _out_of_lines(text: str, mapping: Piece, entry: Entry, owner: Entry | None) -> Splice | None:
    """The lines of an entry without brackets, with the comment behind it."""
    assert isinstance(mapping.inner, dict)
    start, end = entry.start, entry.value.end
    if text[entry.value.start : entry.value.start + 1] in ("|", ">"):
        return None
    if not _alone(text, start, end):  # behind the hyphen of an item
        after = min((other.start for other in mapping.inner.values() if other.start > start), default=0)
        return (start, after, "") if after and not text[end:after].strip() else None
    if len(mapping.inner) > 1:
        return _lines(text, start, end)
    if owner is None or (colon := _COLON.match(text, owner.end)) is None:
        return None
    first, last, _ = _lines(text, start, end)
    return colon.end(), last, " {}" + text[colon.end() : first]


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but a comment shares its lines."""
    return not text[_line(text, start) : start].strip(" \t") and _REST_OF_LINE.match(text, end) is not None


def _lines(text: str, start: int, end: int) -> Splice:
    rest = _REST_OF_LINE.match(text, end)
    return _line(text, start), rest.end() if rest else end, ""


def _line(text: str, index: int) -> int:
    """Where the line begins that holds an index."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _blanks(text: str, index: int) -> int:
    found = _BLANKS.match(text, index)
    return found.end() if found else index
