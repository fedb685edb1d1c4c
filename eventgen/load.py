"""Text -> Document: plain data of YAML 1.2, with the line and column of every piece."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import inf, isfinite, nan
from os.path import isdir
from typing import Any, NoReturn

import yaml

from eventgen.diagnostics import Diagnostic, Edit, Place, Related, Severity, Stop, printable
from eventgen.rubbish import uncollected
from eventgen.source import (
    ALIAS,
    ALIAS_RECURSIVE,
    ALIAS_SIZE,
    DEPTH,
    DOCUMENTS,
    DUPLICATE,
    EMPTY,
    ENCODING,
    ESCAPE,
    FILE_FOLDER,
    FILE_MISSING,
    FILE_SIZE,
    FILE_UNREADABLE,
    KEY,
    LONGEST_SHOWN,
    MERGE,
    PIECES,
    TAG,
    TOP_LEVEL,
    WRITE_IT,
    Text,
    explained,
)

Route = tuple[str | int, ...]

# What the text says of a value: where it starts and ends, and the scalar as written, or what is in it.
Node = tuple[int, int, "str | dict[str, Entry] | list[Node]"]
Entry = tuple[int, int, Node]  # where the key starts and ends, and the value

MOST_BYTES = 16 * 1024 * 1024
MOST_LEVELS = 64  # Python code that walks the data may recurse
MOST_ALIASED = 1_000_000  # characters that aliases stand for; a count of nodes would miss long texts
MOST_PIECES = 50_000  # some 15,000 lines, or 2,500 functions with their queues
MOST_DUPLICATES = 100
_SAVE_IT = "save the file as UTF-8"
TOO_DEEP = "exceeded maximum nesting depth"  # what libyaml says; MOST_LEVELS is reached before
LONGEST_NUMBER = 64  # characters; Python refuses to print integers of more than 4300 digits

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")  # the anchor and the tag before a value
_NUMBER_STARTS = frozenset("0123456789+-.")
# A leading zero leaves a number text: it is an account id or the like, and 012 was octal in YAML 1.1.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | float | None] = {"": None, "~": None}
for _word, _meant in {"null": None, "true": True, "false": False}.items():
    _WORDS |= dict.fromkeys((_word, _word.title(), _word.upper()), _meant)
for _sign, _infinite in {"": inf, "+": inf, "-": -inf}.items():
    _WORDS |= dict.fromkeys((f"{_sign}.inf", f"{_sign}.Inf", f"{_sign}.INF"), _infinite)
_WORDS |= dict.fromkeys((".nan", ".NaN", ".NAN"), nan)
_SURROGATE = re.compile("[\ud800-\udfff]")  # PyYAML lets its escape through, libyaml does not
_TEXT_TAGS = ("tag:yaml.org,2002:str", "!")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Document:
    """A page as plain data that knows where each piece of it stands."""

    file: str
    data: dict[str, Any]
    _text: Text = field(repr=False)
    _root: Node = field(repr=False)

    @property
    def text(self) -> Text:
        return self._text

    def place(self, route: Route, key: bool = False) -> Place:
        """Of the value at a route, or of its key; steps that are not on the page are stepped over."""
        found = self._found(route)
        return self._text.place(*(found if key else found[2])[:2])

    def diagnostic(  # noqa: PLR0913, PLR0917 - the fields of a Diagnostic
        self,
        route: Route,
        severity: Severity,
        code: str,
        message: str,
        fix: str = "",
        key: bool = False,
        edit: Edit | None = None,
    ) -> Diagnostic:
        """A finding about the piece at a route."""
        place = self.place(route, key)
        fix = "\n".join(map(printable, fix.splitlines()))
        line = self._text.line(place.line)
        return Diagnostic(place, severity, code, printable(message), fix, line, route=route, edit=edit)

    def related(self, route: Route, words: str) -> Related:
        """A second place of a finding."""
        place = self.place(route)
        return Related(place, words, self._text.line(place.line))

    def raw(self, route: Route) -> str | None:
        """The scalar at a route before it became a number or the like; None where there is no scalar."""
        inner = self._found(route)[2][2]
        return inner if isinstance(inner, str) else None

    def _found(self, route: Route) -> Entry:
        found = (*self._root[:2], self._root)
        for step in route:
            found = _child(found[2], step) or found
        return found


def _child(node: Node, step: str | int) -> Entry | None:
    inner = node[2]
    if isinstance(inner, dict):
        return inner.get(step) if isinstance(step, str) else None
    if isinstance(inner, list) and isinstance(step, int) and 0 <= step < len(inner):
        return (*inner[step][:2], inner[step])
    return None


def load(file: str, content: bytes | None = None) -> Document:
    """Reads a page. Stops with what is wrong with it as a file, as text and as YAML."""
    text = _decoded(file, read(file) if content is None else content)
    with uncollected():
        return _Builder(text).build()


def read(file: str) -> bytes:
    """What a file holds, or as much as shows that it is too much. Stops where there is none that can be read."""
    try:
        with open(file, "rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: NUL in the name
        raise _stop(Place(file), FILE_MISSING, "there is no such file", "name a page that exists") from error
    except OSError as error:
        if isdir(file):
            raise _stop(Place(file), FILE_FOLDER, "is a directory, not a page", "name a file in it") from error
        why = f"cannot be read: {error.strerror or error}"
        raise _stop(Place(file), FILE_UNREADABLE, why, "make it a readable file") from error


def _decoded(file: str, content: bytes) -> Text:
    if len(content) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES // 1024**2} MiB"
        raise _stop(Place(file, 1, 1), FILE_SIZE, message, "split the page")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:2]:
        message = "the file is UTF-16, UTF-32 or no text; a page is UTF-8"
        raise _stop(Place(file, 1, 1), ENCODING, message, _SAVE_IT)
    try:
        return Text(file, content.decode().lstrip("\ufeff"))
    except UnicodeDecodeError as error:
        text = Text(file, content.decode(errors="replace").lstrip("\ufeff"))
        index = len(content[: error.start].decode().lstrip("\ufeff"))
        bad = content[error.start : error.start + 1]
        what = f"byte 0x{bad.hex().upper()} ({bad.decode('latin-1')!r} in Latin-1)"
        message = f"{what} at offset {error.start} is not UTF-8"
        raise Stop([text.error((index, index + 1), ENCODING, message, _SAVE_IT)]) from error


def _stop(place: Place, code: str, message: str, fix: str) -> Stop:
    return Stop([Diagnostic(place, Severity.ERROR, code, message, fix)])


@dataclass(slots=True)
class _Open:
    """A list or mapping that the events are in the middle of; afterwards, what its anchor stands for."""

    data: Any
    inner: Any
    start: int
    aliased: int = 0  # characters that the aliases before it stand for
    size: int = 0  # characters of it, what its aliases stand for included
    before: int = 0  # pieces before it
    pieces: int = 0  # in it, what its aliases stand for included
    height: int = 0
    key: tuple[int, int, str] | None = None
    done: bool = False


class _Builder:
    """Builds data and nodes from the parser's events, on its own stack: libyaml's composer recurses."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.top = _Open([], [], 0)
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Open] = {}
        self.aliased = 0
        self.pieces = 0  # keys, values and templates in them, lists, mappings; what aliases stand for included
        self.end = 0  # of the last event
        self.duplicates: list[Diagnostic] = []

    def build(self) -> Document:
        handlers = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open,
            yaml.SequenceStartEvent: self.open,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        for event in self.events():
            if handler := handlers.get(type(event)):
                handler(event)
                if self.pieces > MOST_PIECES:
                    self.too_many(event)
                self.end = event.end_mark.index
        return self.document_of(self.top)

    def events(self) -> Iterator[Any]:
        seen = 0
        try:
            for event in yaml.parse(self.text.text, Loader=_Loader):
                seen += 1
                yield event
        except yaml.YAMLError as error:
            if TOO_DEEP in str(error):  # libyaml from 0.2.6 on has a bound of its own, and looks ahead to it
                yield from islice(yaml.parse(self.text.text, Loader=yaml.SafeLoader), seen, None)
            raise Stop([*self.duplicates, explained(self.text, error)]) from error
        except (ValueError, OverflowError):  # PyYAML without libyaml, on "\UFFFFFFFF"
            self.fail((self.end, self.end + 1), ESCAPE, "an escape after here is no character", WRITE_IT)

    def document_of(self, top: _Open) -> Document:
        if self.duplicates:
            raise Stop(self.duplicates)
        fix = "start with `eventgen: 1`; `eventgen init` writes a page to begin with"
        if not top.data or (top.data[0] is None and not top.inner[0][2]):
            self.fail((0, 1), EMPTY, "the page is empty", fix)
        data, node = top.data[0], top.inner[0]
        if not isinstance(data, dict):
            what = "a list" if isinstance(data, list) else f"the value {_shown(node[2])}"
            self.fail(node[:2], TOP_LEVEL, f"the page is {what}, not a mapping of `key: value` lines", fix)
        return Document(self.text.file, data, self.text, node)

    def document(self, event: Any) -> None:
        if self.top.data:
            message = "a second YAML document starts here"
            self.fail(_span(event), DOCUMENTS, message, "put each page into its own file")

    def scalar(self, event: Any) -> None:
        text: str = event.value
        self.pieces += 1 + text.count("${")
        start, end = event.start_mark.index, event.end_mark.index
        plain = event.implicit[0]
        if event.anchor or event.tag:
            start, plain = self.after_properties(event, start, end)
        if event.style == '"' and not text.isascii() and _SURROGATE.search(text):
            self.fail((start, end), ESCAPE, f"{_shown(text)} has an escape that is no character", WRITE_IT)
        if self.top.key is None and type(self.top.data) is dict:
            self.key(start, end, text, plain)
            value: Any = None
        else:
            value = _typed(text) if plain else text
            self.put(value, (start, end, text))
        if event.anchor:
            self.anchors[event.anchor] = _Open(
                value, text, start, size=end - start, pieces=1 + text.count("${"), done=True
            )

    def after_properties(self, event: Any, start: int, end: int) -> tuple[int, bool]:
        if event.tag and event.tag not in _TEXT_TAGS:
            self.refuse_tag(event)
        found = _PROPERTIES.match(self.text.text, start, end)
        return (found.end() if found else start), event.implicit[0] and not event.tag

    def key(self, start: int, end: int, text: str, plain: bool) -> None:
        if plain and text == "<<":
            self.fail((start, end), MERGE, "`<<` merges mappings, which a page may not", "write the keys out")
        if first := self.top.inner.get(text):
            line = self.text.number(first[0])
            message = f"the key {_shown(text)} is written twice in one mapping: first on line {line}"
            found = self.text.error((start, end), DUPLICATE, message, "keep one of them, or rename one")
            self.duplicates.append(found)
            if len(self.duplicates) >= MOST_DUPLICATES:
                raise Stop(self.duplicates)
        self.top.key = (start, end, text)

    def put(self, value: Any, node: Node) -> None:
        top = self.top
        if top.key is None:
            top.data.append(value)
            top.inner.append(node)
        else:
            start, end, key = top.key
            top.data[key] = value
            if key not in top.inner:
                top.inner[key] = (start, end, node)
            top.key = None

    def open(self, event: Any) -> None:
        span = _span(event)
        self.pieces += 1
        if event.tag:
            self.refuse_tag(event)
        if self.top.key is None and type(self.top.data) is dict:
            fix = "write the key as one word; quote it if it starts with `[` or `{`"
            self.fail(span, KEY, "a key must be text, not a list or a mapping", fix)
        is_map = type(event) is yaml.MappingStartEvent
        new = _Open({} if is_map else [], {} if is_map else [], span[0], self.aliased, before=self.pieces)
        if event.anchor:
            self.anchors[event.anchor] = new
        self.stack.append(self.top)
        self.top = new
        self.check_depth(0, span)

    def close(self, event: Any) -> None:
        closed, self.top = self.top, self.stack.pop()
        closed.height += 1
        closed.size = event.end_mark.index + self.aliased - closed.start - closed.aliased
        closed.pieces = self.pieces - closed.before + 1
        closed.done = True
        self.top.height = max(self.top.height, closed.height)
        self.put(closed.data, (closed.start, closed.start + 1, closed.inner))

    def alias(self, event: Any) -> None:
        span, name = _span(event), event.anchor
        anchor = self.anchors.get(name)
        if anchor is None:
            message = f"*{name} is an alias, but there is no anchor &{name} before it"
            self.fail(span, ALIAS, message, f'quote it if it is text: "*{name}"')
        if not anchor.done:
            message = f"*{name} stands inside of what &{name} names: it would contain itself"
            self.fail(span, ALIAS_RECURSIVE, message, "write the value out")
        self.check_alias(anchor, span, name)
        if self.top.key is not None or type(self.top.data) is list:
            self.put(anchor.data, (*span, anchor.inner))
        elif isinstance(anchor.inner, str):
            self.key(*span, anchor.inner, False)
        else:
            self.fail(span, KEY, f"a key must be text, but *{name} is none", "write the key as one word")

    def check_alias(self, anchor: _Open, span: tuple[int, int], name: str) -> None:
        self.aliased += anchor.size
        self.pieces += anchor.pieces
        if self.aliased > MOST_ALIASED:
            message = f"with *{name} the aliases of the page stand for more than {MOST_ALIASED:,} characters"
            self.fail(span, ALIAS_SIZE, message, "use fewer aliases of aliases")
        self.check_depth(anchor.height, span)
        self.top.height = max(self.top.height, anchor.height)

    def too_many(self, event: Any) -> NoReturn:
        message = f"the page has more than {MOST_PIECES:,} keys, values, templates, lists and mappings"
        fix = "use fewer aliases of aliases" if type(event) is yaml.AliasEvent else "split the page"
        self.fail(_span(event), PIECES, message, fix)

    def check_depth(self, height: int, span: tuple[int, int]) -> None:
        if len(self.stack) + height > MOST_LEVELS:
            message = f"lists and mappings are nested more than {MOST_LEVELS} levels deep"
            self.fail(span, DEPTH, message, "nest less: a page needs about ten levels")

    def refuse_tag(self, event: Any) -> NoReturn:
        word = self.text.word(event.start_mark.index)
        message = f"{_shown(word)} is a YAML tag, which a page may not use"
        self.fail(_span(event), TAG, message, "leave the tag out, or quote the value")

    def fail(self, span: tuple[int, int], code: str, message: str, fix: str) -> NoReturn:
        raise Stop([*self.duplicates, self.text.error(span, code, message, fix)])


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _shown(text: str) -> str:
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "...")


def _typed(text: str) -> str | int | float | bool | None:
    """YAML 1.2's core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS or len(text) > LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) and isfinite(number := float(text)):
        return number
    return text
