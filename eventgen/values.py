"""The types of the page's values: durations, sizes, bounded numbers, names and templated strings.

Each is the metadata of an `Annotated` field; each refuses a value with the bound that it broke and, where
AWS sets the bound, with the number of the rule (facts: rules.yaml).
"""

import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from eventgen.hcl import Expr, NodeRef, Text

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
BYTES = {"B": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
_QUANTITY = re.compile(r"([0-9]{1,15})(?:\s?([A-Za-z]+))?\Z")


def wrong(code: str, message: str, fix: str = "") -> PydanticCustomError:
    """A refusal. `message` is a predicate: what stands before it is the name of the field."""
    return PydanticCustomError("eventgen", "{message}", {"code": code, "message": message, "fix": fix})


def seconds(value: str) -> int:
    """`15m` -> 900."""
    return _amount(value, SECONDS) or 0


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


class _Metadata:
    """What pydantic asks of the metadata of a field."""

    def read(self, value: Any) -> Any:
        raise TypeError

    def json_schema(self) -> dict[str, Any]:
        raise TypeError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.json_schema()


class _Quantity(_Metadata):
    """An amount between two bounds, in whole steps; with `auto` that word is a value too, and means None."""

    def __init__(
        self, low: str | int, high: str | int, code: str = "PAGE003", *, auto: bool = False, step: int = 1
    ) -> None:
        self.low, self.high, self.code, self.auto, self.step = low, high, code, auto, step

    units = SECONDS
    kind = "a duration such as 30s, 5m or 4d"

    def read(self, value: Any) -> int | None:
        if self.auto and value == "auto":
            return None
        amount = _amount(value, self.units)
        low, high = _amount(self.low, self.units) or 0, _amount(self.high, self.units) or 0
        if amount is None:
            raise wrong("PAGE002", f"is {shown(value)}: it takes {self.kind}")
        if not low <= amount <= high:
            side = f"less than {self.low}, the least" if amount < low else f"more than {self.high}, the most"
            bound = self.low if amount < low else self.high
            raise wrong(
                self.code,
                f"is {shown(value)}: that is {side} that it takes",
                f"write {bound}, or a value between {self.low} and {self.high}",
            )
        if amount % self.step:
            raise wrong(self.code, f"is {shown(value)}: it takes whole steps of {spell(self.step, self.units)}")
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
    kind = "a size such as 256KiB or 5MiB"


class Number(_Quantity):
    """A whole number between two bounds."""

    units = {}
    kind = "a whole number"

    def read(self, value: Any) -> int | None:
        if isinstance(value, str) and value != "auto":
            raise wrong("PAGE002", f"is {shown(value)}: it takes {self.kind}")
        return super().read(value)


class Matching(_Metadata):
    """A string without templates: a name, an identifier, an ARN ... `says` is what the pattern allows, in words."""

    def __init__(self, pattern: str, says: str, code: str = "PAGE003") -> None:
        self.pattern, self.says, self.code = pattern, says, code

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise wrong("PAGE002", f"is {shown(value)}: it takes text", f'put it in quotes: "{value}"')
        if not re.fullmatch(self.pattern, value):
            raise wrong(self.code, f"is {shown(value)}: it takes {self.says}")
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


PATH = Matching(
    r"(?!/)(?!(?:[\s\S]*[/\\])?\.\.(?:[/\\]|\Z))[^\x00]{1,1024}",
    "a path below the folder of the page: relative, without ..",
)


class OneOf(_Metadata):
    """A word of a closed list."""

    def __init__(self, words: tuple[str, ...], code: str = "PAGE003") -> None:
        self.words, self.code = words, code

    def read(self, value: Any) -> str:
        if value not in self.words or not isinstance(value, str):
            raise wrong(self.code, f"is {shown(value)}: it takes {listed(self.words)}", suggestion(value, self.words))
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


class Template(_Metadata):
    """Free text that may hold `${var.x}` and `${queues.x.url}`; up to `most` characters."""

    def __init__(self, most: int = 1_000_000, code: str = "PAGE003") -> None:
        self.most, self.code = most, code

    def read(self, value: Any) -> Text:
        if not isinstance(value, str):
            raise wrong("PAGE002", f"is {shown(value)}: it takes text", f'put it in quotes: "{value}"')
        found = parse(value)
        if len(str(found)) > self.most:
            raise wrong(self.code, f"has {len(str(found))} characters: it takes at most {self.most}")
        return found

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string"}


class Plain(Template):
    """Free text without references, where Terraform takes none."""

    def read(self, value: Any) -> Text:
        found = super().read(value)
        if found.literal is None:
            raise wrong(
                "PAGE005", f"is {shown(found)}: Terraform takes no references here", "write $${ for a literal ${"
            )
        return found


class Key(Plain):
    """A key of a mapping: text without references."""

    def read(self, value: Any) -> Any:
        return super().read(value).literal


KEY = Key()


class Json(_Metadata):
    """A JSON object whose strings may be templates."""

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong("PAGE002", f"is {shown(value)}: it takes a mapping")
        return templated(value)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "object"}


class Definition(_Metadata):
    """The path of a JSON file below the page, or what such a file would hold."""

    def read(self, value: Any) -> str | dict[str, Any]:
        if isinstance(value, dict) and value:
            found: dict[str, Any] = templated(value)
            return found
        if isinstance(value, str) and value:
            return PATH.read(value)
        raise wrong("PAGE002", f"is {shown(value)}: it takes the path of a JSON file, or a mapping")

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["string", "object"]}


class DeadLetterTo(_Metadata):
    """true, false, or the name of a queue of the page."""

    def read(self, value: Any) -> bool | str:
        if isinstance(value, bool) or (isinstance(value, str) and value):
            return value
        raise wrong("PAGE002", f"is {shown(value)}: it takes true, false or the name of a queue", "dead_letter: true")

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["boolean", "string"]}


class PlainJson(Json):
    """Any JSON value without references, where Terraform takes none."""

    def read(self, value: Any) -> Any:
        if isinstance(value, str):
            return KEY.read(value)
        if isinstance(value, dict):
            return {KEY.read(key): self.read(item) for key, item in value.items()}
        return [self.read(item) for item in value] if isinstance(value, list) else value

    def json_schema(self) -> dict[str, Any]:
        return {}


class JsonValue(Json):
    """Any JSON value whose strings may be templates; up to `most` characters of JSON."""

    def __init__(self, most: int, code: str) -> None:
        self.most, self.code = most, code

    def read(self, value: Any) -> Any:
        import json

        if (size := len(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str))) > self.most:
            raise wrong(self.code, f"has {size} characters as JSON: it takes at most {self.most}")
        return templated(value)

    def json_schema(self) -> dict[str, Any]:
        return {}


class Items:
    """How many items a list takes."""

    def __init__(self, most: int, code: str, least: int = 0) -> None:
        self.most, self.code, self.least = most, code, least

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "minItems": self.least, "maxItems": self.most}

    def check(self, value: list[Any]) -> list[Any]:
        if len(value) > self.most:
            raise wrong(self.code, f"has {len(value)} items: it takes at most {self.most}")
        if len(value) < self.least:
            raise wrong(self.code, f"has {len(value)} items: it takes at least {self.least}")
        return value


Str = Annotated[Text, Template()]
JsonObject = Annotated[dict[str, Any], Json()]


def templated(value: Any, *route: str | int) -> Any:
    """JSON-like data with every string parsed for references; what is wrong has the place of its string."""
    if isinstance(value, str):
        found = _placed(Template().read, value, route)
        return found if found.literal is None else found.literal
    if isinstance(value, dict):
        return {_placed(KEY.read, key, (*route, key)): templated(item, *route, key) for key, item in value.items()}
    if isinstance(value, list):
        return [templated(item, *route, index) for index, item in enumerate(value)]
    return value


def _placed(read: Callable[[str], Any], value: str, route: tuple[str | int, ...]) -> Any:
    try:
        return read(value)
    except PydanticCustomError as error:
        placed = InitErrorDetails(type=error, loc=route, input=value)
        raise ValidationError.from_exception_data("JSON", [placed]) from None


_VARIABLE = re.compile(r"var\.([A-Za-z_][A-Za-z0-9_-]*)\Z")
_REFERENCE = re.compile(r"([a-z_]+)\.([a-z][a-z0-9_-]*)\.([a-z_]+)\Z")


def parse(value: str) -> Text:
    """`a ${var.x} b` -> Text. `$${` is a literal `${`; any other template is refused."""
    if "${" not in value:
        return Text((value,))
    parts: list[str | Expr | NodeRef] = [""]
    rest = value
    while (start := rest.find("${")) >= 0:
        if rest[:start].endswith("$"):
            _append(parts, rest[: start - 1] + "${")
            rest = rest[start + 2 :]
            continue
        end = rest.find("}", start)
        _append(parts, rest[:start])
        parts.append(_reference(rest[start + 2 : end] if end > 0 else rest[start + 2 :]))
        rest = rest[end + 1 :] if end > 0 else ""
    _append(parts, rest)
    return Text(tuple(part for part in parts if part != ""))


def _append(parts: list[str | Expr | NodeRef], piece: str) -> None:
    last = parts[-1]
    if isinstance(last, str):
        parts[-1] = last + piece
    else:
        parts.append(piece)


def _reference(inside: str) -> Expr | NodeRef:
    if match := _VARIABLE.match(inside):
        return Expr(f"var.{match[1]}")
    if (match := _REFERENCE.match(inside)) and match[1] != "var":
        return NodeRef(match[1], match[2], match[3])
    shortened = _printable(inside if len(inside) < 40 else inside[:40] + "...")
    raise wrong(
        "PAGE005",
        f"holds the template ${{{shortened}}}: only ${{var.NAME}} and ${{SECTION.NODE.ATTRIBUTE}} are known here",
        "write $${ for a literal ${",
    )


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


def suggestion(word: Any, known: Iterable[str], say: str = "write {}") -> str:
    """The known word nearest to a mistyped one, as a fix; empty where none is near."""
    import difflib

    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return say.format(near[0]) if near else ""
