"""The text of a page: its lines, what stands at an index of it, and what libyaml says of it in words for people."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

import yaml

from eventgen.diagnostics import Diagnostic, Place, Severity

LONGEST_SHOWN = 60  # characters of a value in a message

FILE_MISSING, FILE_FOLDER, FILE_UNREADABLE = "FILE001", "FILE002", "FILE003"
SYNTAX, EMPTY, ENCODING, TAB = "YAML001", "YAML002", "YAML003", "YAML004"
DOCUMENTS, TOP_LEVEL, DUPLICATE, MERGE = "YAML005", "YAML006", "YAML007", "YAML008"
TAG, DEPTH, ALIAS_SIZE, ALIAS_RECURSIVE = "YAML009", "YAML010", "YAML011", "YAML012"
ALIAS, FILE_SIZE, CHARACTER, ESCAPE, KEY = "YAML013", "YAML014", "YAML015", "YAML016", "YAML017"
PIECES = "YAML018"

_INDENT_IT = "quote the whole value, or indent the line like its neighbours"
_CLOSE_IT = "add the closing quote"
WRITE_IT = "write the character itself"
# Words of libyaml or PyYAML -> code, whether the place is where the construct starts, our words and the fix.
_EXPLAINED: tuple[tuple[str, str, bool, str, str], ...] = (
    ("an alias", ALIAS, True, "{word} is an alias, as `*` starts it", 'quote it: "{word}"'),
    ("an anchor", SYNTAX, True, "{word} is an anchor, as `&` starts it", 'quote it: "{word}"'),
    ("tag", TAG, True, "{word} is a tag, which a page may not use", "leave it out, or quote the value"),
    ("mapping values", SYNTAX, False, "a `: ` where no key can end", _INDENT_IT),
    ("start any token", SYNTAX, False, "a plain value cannot start with {char!r}", 'quote it: "{word}"'),
    ("',' or ']'", SYNTAX, False, "the `[` of line {line} lacks a `,` or a `]`", "add it"),
    ("',' or '}'", SYNTAX, False, "the `{{` of line {line} lacks a `,` or a `}}`", "add it"),
    ("end of stream", SYNTAX, True, "the quoted text is not closed", _CLOSE_IT),
    ("document indicator", SYNTAX, True, "the quoted text is not closed", _CLOSE_IT),
    ("unknown escape", ESCAPE, False, "double quotes know no such escape", "double the `\\`"),
    ("Unicode", ESCAPE, True, "{word} has an escape that is no character", WRITE_IT),
    ("decimal number", ESCAPE, True, "{word} has an escape that lacks digits", "write its digits"),
    ("expected ':'", SYNTAX, True, "the line of {word} has no `:`", "write `key: value`"),
    ("node content", SYNTAX, False, "a value is missing here", "write it, or close the bracket"),
    ("block collection", SYNTAX, False, "this is no item of the list of line {line}", "start it with `- `"),
    ("block mapping", SYNTAX, False, "this is no key of the mapping of line {line}", _INDENT_IT),
    ("block scalar", SYNTAX, True, "`|` and `>` start a text on the next lines", 'quote it: "{word}"'),
    ("sequence entries", SYNTAX, False, "a `- ` where no list can start", "start the list on its own line"),
    ("incompatible", SYNTAX, False, "the page asks for a YAML other than 1.x", "leave %YAML out"),
    ("", SYNTAX, False, "is no YAML", _INDENT_IT),
)

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"\"(?:[^\"\\\r\n]|\\.)*\"?|[^\s,\[\]{}#]+")
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True)
class Text:
    """The text of a file, and what lies at an index of it."""

    file: str
    text: str
    # A page may be one line of megabytes with thousands of findings, which share it.
    lines: dict[int, str] = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def number(self, index: int) -> int:
        return bisect_right(self.starts, index)

    def line(self, number: int) -> str:
        if number not in self.lines:
            stop = self.starts[number] if number < len(self.starts) else len(self.text)
            self.lines[number] = self.text[self.starts[number - 1] : stop].rstrip("\r\n")
        return self.lines[number]

    def place(self, start: int, end: int) -> Place:
        number = self.number(start)
        first = self.starts[number - 1]
        length = min(end, first + len(self.line(number))) - start
        return Place(self.file, number, start - first + 1, max(1, length))

    def error(self, span: tuple[int, int], code: str, message: str, fix: str) -> Diagnostic:
        place = self.place(*span)
        return Diagnostic(place, Severity.ERROR, code, message, fix, self.line(place.line))

    def word(self, index: int) -> str:
        found = _WORD.match(self.text, index)
        return found[0][:LONGEST_SHOWN] if found else self.text[index : index + 1]


def explained(text: Text, error: yaml.YAMLError) -> Diagnostic:
    if isinstance(error, yaml.reader.ReaderError):
        return _refused_character(text, error)
    problem_mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = problem_mark.index if problem_mark else 0
    opened = context_mark.index if context_mark else at
    if (tab := _tab(text, at)) is not None:
        return text.error((tab, tab + 1), TAB, "a tab indents this line", "indent with blanks")
    said = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', error)}"
    words, code, at_start, message, fix = next(row for row in _EXPLAINED if row[0] in said)
    start = opened if at_start or not text.text[at:].strip() else at
    facts = {"char": text.text[at : at + 1], "word": text.word(start), "line": text.number(opened)}
    message = message.format(**facts) if words else f"is no YAML: {getattr(error, 'problem', error)}"
    return text.error((start, start + 1), code, message, fix.format(**facts))


def _tab(text: Text, index: int) -> int | None:
    """Where a tab is that stands at the index, or that indents its line."""
    if text.text[index : index + 1] == "\t":
        return index
    indent = _INDENT.match(text.text, text.starts[text.number(index) - 1], index)
    return text.text.index("\t", indent.start()) if indent and "\t" in indent[0] else None


def _refused_character(text: Text, error: yaml.reader.ReaderError) -> Diagnostic:
    # Its position counts bytes with libyaml and characters without; the first of its kind is the refused one.
    number = error.character if isinstance(error.character, int) else 0
    start = max(0, text.text.find(chr(number)))
    message = f"the character U+{number:04X} cannot stand in YAML"
    fix = f'delete it, or write it in double quotes as "\\u{number:04x}"'
    return text.error((start, start + 1), CHARACTER, message, fix)
