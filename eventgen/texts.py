"""The texts of the page: free text that may hold `${var.x}` and `${queues.x.url}`, and JSON whose strings may.

Like values.py these are the metadata of `Annotated` fields; what is wrong names the template and the way to mean it
literally.
"""

import re
from collections.abc import Callable
from math import isfinite
from typing import Annotated, Any

from eventgen.diagnostics import Edit, printable
from eventgen.hcl import Expr, NodeRef, PageRef, Text
from eventgen.values import PATH, Metadata, Wrong, not_text, shown, takes, wrong


class Template(Metadata):
    """Free text that may hold `${var.x}` and `${queues.x.url}`; up to `most` characters."""

    def __init__(self, most: int = 1_000_000, code: str = "PAGE003") -> None:
        self.most, self.code = most, code

    def read(self, value: Any) -> Text:
        if not isinstance(value, str):
            raise not_text(value)
        found = parse(value, self.references)
        if (size := self.size(str(found))) > self.most:
            raise wrong(self.code, f"has {size} {self.units}: it takes at most {self.most}")
        return found

    units = "characters"
    says = "text"
    references = True  # whether it takes any

    def size(self, text: str) -> int:
        return len(text)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string"}


class Plain(Template):
    """Free text without references, where Terraform takes none."""

    references = False

    def read(self, value: Any) -> Text:
        found = super().read(value)
        if found.literal is None:
            raise wrong(
                "PAGE005", f"is {shown(found)}: Terraform takes no references here", "write $${ for a literal ${"
            )
        return found


class Description(Plain):
    """What something is for, as long as the AWS provider takes it: it counts bytes."""

    units = "bytes"

    def size(self, text: str) -> int:
        return len(text.encode())


class Like(Template):
    """Text of a form, such as an ARN; what holds references is taken as it is. `says` is the form, in words."""

    def __init__(self, pattern: str, says: str, code: str = "PAGE003") -> None:
        super().__init__(code=code)
        self.pattern, self.says = pattern, says

    def read(self, value: Any) -> Text:
        found = super().read(value)
        if found.literal is not None and not re.fullmatch(self.pattern, found.literal, re.ASCII):
            raise wrong(self.code, f"is {shown(value)}: it takes {self.says}")
        return found


class Given(Like):
    """What is there already, such as an ARN: text of a form, or a variable that holds it."""

    def read(self, value: Any) -> Text:
        found = super().read(value)
        if found.literal is None and not (len(found.parts) == 1 and isinstance(found.parts[0], Expr)):
            raise wrong(self.code, f"is {shown(value)}: it takes {self.says}, or a variable that holds one")
        return found


class Key(Plain):
    """A key of a mapping: text without references."""

    def read(self, value: Any) -> Any:
        return super().read(value).literal


class InJson(Template):
    """Text that becomes a part of JSON."""

    def read(self, value: Any) -> Text:
        found = super().read(value)
        _encodable(str(found))
        return found


class ResourceInJson(Like):
    """What a statement of a policy is about."""

    def __init__(self) -> None:
        pattern = r"\*|arn:[a-z*-]+:[a-z0-9*-]+:[a-z0-9*-]*:[a-z0-9*]*:[^\x00-\x1f\x7f]+"
        super().__init__(pattern, "an ARN such as arn:aws:s3:::a-bucket/*, ${SECTION.NODE.arn}, or *")

    def read(self, value: Any) -> Text:
        found = super().read(value)
        _encodable(str(found))
        return found


class KeyInJson(Key):
    """A key of JSON."""

    def read(self, value: Any) -> Any:
        found = super().read(value)
        _encodable(found)
        return found


KEY = Key()
KEY_IN_JSON, IN_JSON, RESOURCE = KeyInJson(), InJson(), ResourceInJson()


class Json(Metadata):
    """A JSON object whose strings may be templates."""

    says = "a mapping"

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise takes(self.says, value)
        return templated(value)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "object"}


class Definition(Metadata):
    """The path of a JSON file below the page, or what such a file would hold."""

    says = "the path of a JSON file, or a mapping"

    def read(self, value: Any) -> str | dict[str, Any]:
        if isinstance(value, dict) and value:
            found: dict[str, Any] = templated(value)
            return found
        if isinstance(value, str) and value:
            if not re.fullmatch(self.pattern, value):
                fix = "write it as a mapping, without quotes or `|`: JSON is YAML"
                raise wrong("PAGE003", f"is {shown(value)}: it takes {self.says}, and this is no path", fix)
            return PATH.read(value)
        raise takes(self.says, value)

    pattern = r"[^{\n\r]+"  # the text of a definition is no path

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["string", "object"], "pattern": f"^{self.pattern}$"}


class Arguments(Json):
    """Arguments and blocks of a Terraform resource, by their names."""

    def read(self, value: Any) -> Any:
        found = super().read(value)
        for name in found:
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                raise wrong("PAGE006", f"holds {shown(name)}: it takes names of arguments, such as kms_key_arn")
        return found


class PlainJson(Json):
    """Any JSON value without references, where Terraform takes none."""

    says = "any value"

    def read(self, value: Any) -> Any:
        if isinstance(value, str):
            return KEY.read(value)
        if isinstance(value, dict):
            return {KEY.read(key): self.read(item) for key, item in value.items()}
        return [self.read(item) for item in value] if isinstance(value, list) else _finite(value)

    def json_schema(self) -> dict[str, Any]:
        return {}


class JsonValue(Json):
    """Any JSON value whose strings may be templates; up to `most` bytes of JSON."""

    says = "any value"

    def __init__(self, most: int, code: str) -> None:
        self.most, self.code = most, code

    def read(self, value: Any) -> Any:
        found = templated(value)
        if (size := len(encoded(found).encode())) > self.most:
            raise wrong(self.code, f"has {size} bytes as JSON: it takes at most {self.most}")
        return found

    def json_schema(self) -> dict[str, Any]:
        return {}


Str = Annotated[Text, Template()]
JsonObject = Annotated[dict[str, Any], Json()]


def encoded(value: Any) -> str:
    """JSON as Terraform's jsonencode writes it, without what references stand for."""
    import json

    def literal(part: Text | Expr) -> str:
        return "".join(each for each in getattr(part, "parts", ()) if isinstance(each, str))

    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=literal)
    return _ESCAPED_TOO.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


_ESCAPED_TOO = re.compile("[<>&\u2028\u2029]")


def _encodable(text: str) -> None:
    """jsonencode normalises what it wrote: a line break, written `\\n`, and an accent become `\\ń`."""
    if text.isascii():
        return
    from unicodedata import normalize

    if normalize("NFC", encoded(text)) != encoded(normalize("NFC", text)):
        message = "holds an accent on a line break, `<` or the like: Terraform breaks the JSON that this becomes"
        raise wrong("PAGE003", message, "put a space between the two")


def templated(value: Any, *route: str | int) -> Any:
    """JSON-like data with every string parsed for references; what is wrong has the place of its string."""
    if isinstance(value, str):
        found = _placed(IN_JSON.read, value, route)
        return found if found.literal is None else found.literal
    if isinstance(value, dict):
        return {
            _placed(KEY_IN_JSON.read, key, (*route, key)): templated(item, *route, key) for key, item in value.items()
        }
    if isinstance(value, list):
        return [templated(item, *route, index) for index, item in enumerate(value)]
    return _placed(_finite, value, route)


def _finite(value: Any) -> Any:
    """YAML knows numbers that neither JSON nor Terraform can write."""
    if isinstance(value, float) and not isfinite(value):
        raise wrong("PAGE002", f"is {value}: JSON has no such number", f'put it in quotes, if it is text: "{value}"')
    return value


def _placed(read: Callable[[Any], Any], value: Any, route: tuple[str | int, ...]) -> Any:
    try:
        return read(value)
    except Wrong as refused:
        raise Wrong(refused.below(*route)) from None


_VARIABLE = re.compile(r"var\.([A-Za-z_][A-Za-z0-9_-]*)\Z")
OF_PAGE = re.compile(r"pages\.([a-z][a-z0-9-]*)\.([a-z_]+)\.([a-z][a-z0-9_-]*)\.([a-z_]+)")
_REFERENCE = re.compile(r"([a-z_]+)\.([a-z][a-z0-9_-]*)\.([a-z_]+)\Z")


def parse(value: str, hints: bool = True) -> Text:
    """`a ${var.x} b` -> Text. `$${` is a literal `${`; any other template is refused, with the reference that is meant,
    if there are hints."""
    if "${" not in value:
        return Text((value,))
    parts: list[str | Expr | NodeRef | PageRef] = []
    literal: list[str] = []  # since the last reference
    at = 0
    while (start := value.find("${", at)) >= 0:
        if value[at:start].endswith("$"):
            literal += (value[at : start - 1], "${")
            at = start + 2
            continue
        end = value.find("}", start)
        if end < 0:
            raise _refused(f"holds {_short(value[start:])}, which no }} closes", "close it, or ")
        reference = _reference(value[start + 2 : end])
        if reference is None:
            raise _no_reference(value, start, end, hints)
        parts += ("".join((*literal, value[at:start])), reference)
        literal = []
        at = end + 1
    parts.append("".join((*literal, value[at:])))
    return Text(tuple(part for part in parts if part != ""))


def _reference(inside: str) -> Expr | NodeRef | PageRef | None:
    if match := _VARIABLE.match(inside):
        return Expr(f"var.{match[1]}")
    if (match := _REFERENCE.match(inside)) and match[1] != "var":
        return NodeRef(match[1], match[2], match[3])
    if match := OF_PAGE.fullmatch(inside):
        return PageRef(*match.groups())
    return None


def _no_reference(value: str, start: int, end: int, hints: bool) -> Wrong:
    """With the reference that it becomes without its spaces and in small letters, if it does."""
    inside = value[start + 2 : end]
    bare = _AROUND_DOTS.sub(".", inside.strip())
    message = (
        f"holds the template ${{{_short(inside)}}}: only ${{var.NAME}} and ${{SECTION.NODE.ATTRIBUTE}} are known here"
    )
    meant = next((each for each in (bare, bare.lower()) if hints and _reference(each)), None)
    if meant is None:
        return _refused(message)
    reference = f"${{{meant}}}"
    return wrong("PAGE005", message, f"write {reference}", Edit(value[:start] + reference + value[end + 1 :]))


_AROUND_DOTS = re.compile(r"\s*\.\s*")


def _short(text: str) -> str:
    return printable(text if len(text) < 40 else text[:40] + "...")


def _refused(message: str, fix: str = "") -> Wrong:
    return wrong("PAGE005", message, f"{fix}write $${{ for a literal ${{")
