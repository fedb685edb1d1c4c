"""What eventgen says of a page: a severity, a code, a place, a message and the way to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; sorted so that the worst is the greatest."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, order=True)
class Place:
    """A piece of a file. Line and column count from 1; `length` is what the caret underlines."""

    file: str
    line: int = 0
    column: int = 0
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Related:
    """A second place of a finding; `words` say what is there: the page, say."""

    place: Place
    words: str
    source: str = ""


@dataclass(frozen=True)
class Edit:
    """A fix that is certain, as data: what a value becomes, or else its key; if neither, both are taken away."""

    value: str | int | bool | None = None
    key: str = ""


TAKE_AWAY = Edit()


@dataclass(frozen=True)
class Diagnostic:
    """One finding. `message` says what is wrong and its bound; `fix` is what to write instead."""

    place: Place
    severity: Severity
    code: str
    message: str
    fix: str = ""
    source: str = ""  # the text of the line, for the caret
    also: Related | None = None
    why: str = field(default="", compare=False)  # one sentence, where the code alone does not tell
    route: tuple[str | int, ...] = field(default=(), compare=False)  # where on the page: what `edit` is about
    about: str = field(default="", compare=False)  # node, flow or `page`, where it can be ignored
    edit: Edit | None = field(default=None, compare=False)  # the fix as data, if it is certain

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.word} {self.code} {self.message}"


class Stop(Exception):
    """A phase cannot go on. Carries everything that it found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once, by place, the worst first where places are equal."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place, -d.severity, d.code, d.message)))


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """`3 errors, 1 warning`: the worst first."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    numbers = [(severities.count(severity), severity.word) for severity in reversed(Severity)]
    return ", ".join(f"{number} {word}{'s' if number != 1 else ''}" for number, word in numbers if number)


def printable(text: str) -> str:
    """Text of a page as a terminal may show it: what is invisible, or commands it, becomes visible."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


BRIEF = 110  # characters that stand beside a caret
CUTS = (": ", "; ", ", ")


def brief(text: str) -> str:
    """The first sentence of a paragraph; of a long one what stands before its last colon in reach, or the like."""
    words = " ".join(text.split())
    sentence = words[: end + 1] if (end := words.find(". ")) >= 0 else words
    if len(sentence) <= BRIEF:
        return sentence
    ends = [at for at in range(BRIEF, 0, -1) if sentence[at : at + 2] in CUTS and sentence.count("`", 0, at) % 2 == 0]
    cut = next((at for at in ends if sentence[at] != ","), next(iter(ends), 0))
    return sentence[:cut] + "." if cut else sentence


def pretty(diagnostic: Diagnostic, colour: bool = False) -> str:
    """The finding as people read it: its line, the source with a caret and the reason, the fix, the second place."""
    paint = _paint if colour else _plain
    tint = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}[diagnostic.severity]
    severity = paint(tint, diagnostic.severity.word)
    head = f"{paint('1', printable(str(diagnostic.place)))}: {severity} {diagnostic.code} {diagnostic.message}"
    lines = [head]
    if diagnostic.source.strip():
        why = f" {paint(tint, diagnostic.why.removesuffix('.'))}" if diagnostic.why else ""
        lines += _pointed(diagnostic, paint("1;" + tint, "^" * _caret(diagnostic)) + why)
    if diagnostic.fix:
        lines += [f"    {paint('32', 'fix:')} {first}" for first in diagnostic.fix.splitlines()[:1]]
        lines += [f"         {line}" for line in diagnostic.fix.splitlines()[1:]]
    if also := diagnostic.also:
        lines.append(f"    {paint('36', f'{also.words}:')} {printable(str(also.place))}")
        if also.source.strip():
            lines += _pointed(also, paint("1;36", "^" * _caret(also)))
    return "\n".join(lines)


MOST_COLUMNS = 160  # of a source line that is shown: a page may be one line of 10 MB


def _caret(at: Diagnostic | Related) -> int:
    room = min(len(at.source), MOST_COLUMNS) - at.place.column + 1
    return max(1, min(at.place.length, room))


def _pointed(at: Diagnostic | Related, caret: str) -> list[str]:
    start = max(0, at.place.column - MOST_COLUMNS // 2) if at.place.column > MOST_COLUMNS else 0
    shown = "".join(c if c.isprintable() else " " for c in at.source[start : start + MOST_COLUMNS])
    return [f"    {shown}".rstrip(), "    " + " " * (at.place.column - 1 - start) + caret]


def _paint(code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(code: str, text: str) -> str:
    return text
