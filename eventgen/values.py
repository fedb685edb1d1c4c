"""The types of the page's values: durations, sizes, bounded numbers, names and words of closed lists.

Each is the metadata of an `Annotated` field; each refuses a value with the bound that it broke and, where
AWS sets the bound, with the number of the rule (facts: rules.yaml).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

from eventgen.diagnostics import Edit

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
BYTES = {"B": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
NEAR, LEAD = 0.75, 0.1  # likeness from which a word is near, and by which it has to be nearer than the next
LONGEST_NAME = 31  # characters of the name of a page
LONGEST_WORD = 60  # characters of what may be a mistyped word
FEW = 10  # names of which a message lists all
MOST_SUGGESTED = 100  # unknown names that are held against those of a page
MOST_KNOWN = 1_000  # names that an unknown one is held against
_QUANTITY = re.compile(r"([0-9]{1,15})(?:\s?([A-Za-z]+))?\Z")


Read = Callable[[Any], Any]  # what a page says -> what it means; raises Wrong
VALUE, KEY, UNKNOWN, MISSING = "value", "key", "unknown", "missing"  # what is wrong at a place


class Refusal(NamedTuple):
    """Something that is refused. `message` is a predicate: what stands before it is the name of the field. `edit`: the
    fix as data. `route`: where, below what was read."""

    code: str
    message: str = ""
    fix: str = ""
    edit: Edit | None = None
    route: tuple[str | int, ...] = ()
    what: str = VALUE


class Wrong(Exception):
    """A value that is refused, with everything that is wrong in it."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)

    def __str__(self) -> str:
        return "; ".join(f"{'.'.join(map(str, each.route))} {each.message}".lstrip() for each in self.refusals)

    def below(self, *route: str | int, what: str = "") -> list[Refusal]:
        """The same, where the value lies there in another one."""
        return [each._replace(route=(*route, *each.route), what=what or each.what) for each in self.refusals]


def wrong(code: str, message: str, fix: str = "", edit: Edit | None = None) -> Wrong:
    """One refusal, of the value as a whole."""
    return Wrong([Refusal(code, message, fix, edit)])


def takes(words: str, value: Any, fix: str = "", edit: Edit | None = None) -> Wrong:
    """A refusal of a value of another type; `words` say what is taken."""
    return wrong("PAGE002", f"is {shown(value)}: it takes {words}", fix, edit)


def _amount(value: Any, units: dict[str, int]) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    match = _QUANTITY.match(value) if isinstance(value, str) else None
    if not match or (match[2] and match[2] not in units):
        return None
    return int(match[1]) * units.get(match[2], 1)


def spell(amount: int, units: dict[str, int]) -> str:
    """900 -> `15m`: the largest unit that divides it."""
    for unit, factor in sorted(units.items(), key=lambda item: -item[1]):
        if amount and amount % factor == 0:
            return f"{amount // factor}{unit}"
    return f"{amount}{min(units, key=lambda unit: units[unit])}"


def not_text(value: Any) -> Wrong:
    """A refusal of a number or a word of YAML where text is wanted."""
    if isinstance(value, int | float):  # a switch too
        return takes("text", value, f'put it in quotes: "{value}"', Edit(str(value)))
    return takes("text", value)


class Metadata:
    """What an `Annotated` type says of its values: how they are read, and what editors are told. `says` is what it
    takes, in words; nothing, where it is about the type that it stands beside."""

    says = ""

    def read(self, value: Any) -> Any:
        raise TypeError

    def json_schema(self) -> dict[str, Any]:
        raise TypeError

    def reader(self, bare: Any, reader: Callable[[Any], Read]) -> Read:
        """What reads the type that is annotated; `reader` is that of types in general."""
        return self.read

    def described(self, bare: Any, describe: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        """The JSON Schema of that type; `describe` is that of types in general."""
        return self.json_schema()


class _Quantity(Metadata):
    """An amount between two bounds, in whole steps; with `auto` that word is a value too, and means None."""

    def __init__(
        self, low: str | int, high: str | int, code: str = "PAGE003", *, auto: bool = False, step: int = 1
    ) -> None:
        self.low, self.high, self.code, self.auto, self.step = low, high, code, auto, step

    units = SECONDS
    says = "a duration such as 30s, 5m or 4d"

    @property
    def bounds(self) -> str:
        between = f"{self.low}" if self.low == self.high else f"a value between {self.low} and {self.high}"
        return f"{between}, or auto" if self.auto else between

    def read(self, value: Any) -> int | None:
        if self.auto and value == "auto":
            return None
        amount = _amount(value, self.units)
        low, high = _amount(self.low, self.units) or 0, _amount(self.high, self.units) or 0
        if amount is None:
            raise takes(self.says, value, f"write {self.bounds}")
        if not low <= amount <= high:
            side = f"less than {self.low}, the least" if amount < low else f"more than {self.high}, the most"
            bound = self.low if amount < low else self.high
            raise wrong(
                self.code,
                f"is {shown(value)}: that is {side} that it takes",
                f"write {bound}" + (f", or {self.bounds}" if self.low != self.high else ""),
            )
        if amount % self.step:
            below = amount - amount % self.step
            near = [spell(each, self.units) for each in (below, below + self.step) if low <= each <= high]
            step = spell(self.step, self.units)
            raise wrong(self.code, f"is {shown(value)}: it takes whole steps of {step}", f"write {listed(near)}")
        return amount

    def json_schema(self) -> dict[str, Any]:
        words = ["auto"] if self.auto else []
        pattern = "|".join([*words, rf"\d+\s?({'|'.join(self.units)})?"]) if self.units else "auto"
        number = {
            "type": "integer",
            "minimum": _amount(self.low, self.units),
            "maximum": _amount(self.high, self.units),
        }
        return {"anyOf": [number, {"type": "string", "pattern": f"^({pattern})$"}]} if self.units or words else number


class Duration(_Quantity):
    """Seconds, between two bounds that are written as on the page; whole `step`s of seconds."""


class LogRetention(Duration):
    """Seconds, as many whole days as CloudWatch Logs takes for `retention_in_days`."""

    days = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)

    def __init__(self) -> None:
        super().__init__("1d", "3653d", "CWL001")

    def read(self, value: Any) -> int | None:
        amount = super().read(value)
        if amount is not None and amount not in [day * 86400 for day in self.days]:
            near = min(self.days, key=lambda day: abs(day * 86400 - amount))
            fix = f"write {near}d; it takes {listed(f'{day}d' for day in self.days)}"
            raise wrong(self.code, f"is {shown(value)}: CloudWatch Logs takes a closed list of days", fix)
        return amount


class Size(_Quantity):
    """Bytes, between two bounds that are written as on the page; whole `step`s of bytes."""

    units = BYTES
    says = "a size such as 256KiB or 5MiB"


class Number(_Quantity):
    """A whole number between two bounds."""

    units = {}
    says = "a whole number"

    def read(self, value: Any) -> int | None:
        if isinstance(value, str) and value != "auto":
            number = int(value) if re.fullmatch("0|[1-9][0-9]{0,14}", value) else None
            if number is None:
                raise takes(self.says, value, f"write {self.bounds}")
            raise takes(self.says, value, f"leave the quotes away: {number}", Edit(number))
        return super().read(value)


class Matching(Metadata):
    """A string without templates: a name, an identifier, an ARN ... `says` is what the pattern allows, in words."""

    def __init__(self, pattern: str, says: str, code: str = "PAGE003") -> None:
        self.pattern, self.says, self.code = pattern, says, code

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise not_text(value)
        if not re.fullmatch(self.pattern, value):
            raise wrong(self.code, f"is {shown(value)}: it takes {self.says}", self.instead(value))
        return value

    def instead(self, value: str) -> str:
        """How to mend a string that does not match."""
        return ""

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


class Name(Matching):
    """Small letters, digits and hyphens, of a page or of a root."""

    def __init__(self) -> None:
        says = f"up to {LONGEST_NAME} lower-case letters, digits and -, starting with a letter"
        super().__init__(rf"[a-z][a-z0-9-]{{0,{LONGEST_NAME - 1}}}", says, "PAGE006")

    def instead(self, value: str) -> str:
        return renamed(value)


def renamed(name: str) -> str:
    """A fix with the name that is nearest, of small letters, digits and hyphens."""
    near = re.sub("[^a-z0-9]+", "-", name.lower()).lstrip("0123456789-")[:LONGEST_NAME].rstrip("-")
    return f"call it {near}" if near else "start it with a letter"


PATH = Matching(
    r"(?!/)(?!(?:[\s\S]*[/\\])?\.\.(?:[/\\]|\Z))[^\x00]{1,1024}",
    "a path below the folder of the page: relative, without ..",
)


class OneOf(Metadata):
    """A word of a closed list. `known_as`: what others call it -> the word."""

    def __init__(
        self, words: tuple[str, ...], code: str = "PAGE003", known_as: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.words, self.code, self.says, self.known_as = words, code, listed(words), known_as

    def read(self, value: Any) -> str:
        if value not in self.words or not isinstance(value, str):
            word = self.known_as.get(str(value).lower(), value)
            fix, edit = suggestion(word, self.words), rewritten(word, self.words)
            raise wrong(self.code, f"is {shown(value)}: it takes {self.says}", fix, edit)
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


class DeadLetterTo(Metadata):
    """true, false, or the name of a queue of the page."""

    says = "true, false or the name of a queue"

    def read(self, value: Any) -> bool | str:
        if isinstance(value, bool) or (isinstance(value, str) and value):
            return value
        raise takes(self.says, value, "dead_letter: true")

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["boolean", "string"]}


class Items(Metadata):
    """How many items a list takes."""

    def __init__(self, most: int, code: str, least: int = 0) -> None:
        self.most, self.code, self.least = most, code, least

    def reader(self, bare: Any, reader: Callable[[Any], Read]) -> Read:
        read = reader(bare)
        return lambda value: self.checked(read(value))

    def described(self, bare: Any, describe: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        return {**describe(bare), "minItems": self.least, "maxItems": self.most}

    def checked(self, value: list[Any]) -> list[Any]:
        if len(value) > self.most:
            raise wrong(self.code, f"has {len(value)} items: it takes at most {self.most}")
        if len(value) < self.least:
            raise wrong(self.code, f"has {len(value)} items: it takes at least {self.least}")
        return value


class Shorthand(Metadata):
    """A short way to say a value: `long` makes the long one of it. `takes`: the type of both."""

    def __init__(self, long: Callable[[Any], Any], takes: Any) -> None:
        self.long, self.takes = long, takes

    def reader(self, bare: Any, reader: Callable[[Any], Read]) -> Read:
        read = reader(bare)
        return lambda value: read(self.long(value))

    def described(self, bare: Any, describe: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        return describe(self.takes)


class Called(NamedTuple):
    """The option's name on the page, where it is a word of Python's own."""

    name: str


def shown(value: Any) -> str:
    """A wrong value, as a message names it."""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "empty"}[value]
    words = _printable(str(value))
    return (words if len(words) <= 60 else words[:57] + "...") if words.strip() else repr(words)


def _printable(words: str) -> str:
    """On one line, and without what a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in words)


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def some(words: Iterable[str]) -> str:
    """`a, b or c`; of many the first few, and how many more there are."""
    known = list(words)
    return listed([*known[:FEW], *([f"{len(known) - FEW} more"] if len(known) > FEW else [])] or ["nothing"])


def suggestion(word: Any, known: Iterable[str], say: str = "write {}") -> str:
    """The known word nearest to a mistyped one, as a fix; empty where none is near."""
    near = _near(str(word), tuple(islice(known, MOST_KNOWN)))
    return say.format(near) if near else ""


@lru_cache  # one mistake is often made many times
def _near(word: str, known: tuple[str, ...]) -> str:
    import difflib

    same = {each.lower(): each for each in reversed(known)}
    near = difflib.get_close_matches(word.lower(), same, n=1, cutoff=0.6) if len(word) <= LONGEST_WORD else ()
    return same[near[0]] if near else ""


def certain(word: Any, known: Iterable[str]) -> str:
    """The known word that a mistyped one can only mean; empty where none is near enough, or another is as near."""
    return _certain(str(word), tuple(known))


@lru_cache
def _certain(word: str, known: tuple[str, ...]) -> str:
    from difflib import SequenceMatcher

    if len(word) > LONGEST_WORD:
        return ""
    matcher = SequenceMatcher(b=word.lower())
    ratios = [(_ratio(matcher, other), other) for other in known]
    best, second, *_ = *sorted(ratios, reverse=True), (0.0, ""), (0.0, "")
    return best[1] if best[0] >= NEAR and (best[0] == 1 > second[0] or best[0] - second[0] >= LEAD) else ""


def _ratio(matcher: Any, word: str) -> float:
    matcher.set_seq1(word.lower())
    return float(matcher.ratio())


def rewritten(word: Any, known: Iterable[str]) -> Edit | None:
    """The edit that puts the meant word in place of a mistyped one."""
    meant = certain(word, known)
    return Edit(meant) if meant else None
