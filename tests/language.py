"""The code's kinds -> the tables of README.md: sections with their options, integrations with theirs."""

import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from faults import faults_table

from eventgen import kinds
from eventgen.catalogue import flows_table, header, row, rules_table
from eventgen.ignores import Ignored
from eventgen.kinds import NodeSpec, Spec
from eventgen.model import Header
from eventgen.rootfile import Root
from eventgen.schema import documentation
from eventgen.specs import Field
from eventgen.testcase import Case
from eventgen.texts import Definition, Json, JsonValue, Like, Plain, PlainJson, Template
from eventgen.thresholds import Threshold
from eventgen.values import BYTES, SECONDS, DeadLetterTo, Duration, LogRetention, Matching, Number, OneOf, Size, spell

PLAIN: dict[object, str] = {bool: "true or false", int: "a number", float: "a number", str: "text", Any: "anything"}
WORDS = {  # of a class and of those below it, save where one of these stands before
    Plain: "text without references",
    Template: "text",
    PlainJson: "anything without references",
    JsonValue: "anything",
    Json: "a mapping, as JSON",
    Definition: "a path, or a mapping",
    DeadLetterTo: "true, false or a queue",
}
Row = tuple[str, str, str, str]  # option, what it takes, default, what it is for
Table = Iterator[str]


def tables() -> dict[str, str]:
    """What stands between the markers of README.md, by the name of the marker."""
    return {
        "ignores": "\n".join(_options(Ignored)),
        "faults": faults_table(),
        "codes": "\n".join(rules_table()),
        "page": "\n".join(_options(Header)),
        "alarms": "\n".join(_alarms()),
        "root": "\n".join(_options(Root)),
        "sections": "\n".join(_sections()),
        "flows": "\n".join(flows_table()),
        "flow options": "\n".join(_flow_options()),
        "tests": "\n".join(_options(Case)),
    }


def _alarms() -> Table:
    yield from header("nodes", "option of `alarm`", "what is the matter", "metric")
    for kind in map(kinds.resource, kinds.names("resources")):
        assert kind
        for each in kind.alarms():
            metric = f"{each.statistic} of {_code(each.metric)} in {_code(each.namespace)}"
            yield row(_code(kind.section), _code(each.option), each.says, metric)


def _sections() -> Table:
    for kind in map(kinds.resource, kinds.names("resources")):
        assert kind
        yield f"#### `{kind.section}`"
        yield ""
        yield (kind.spec.__doc__ or "").strip()
        yield ""
        yield from _options(kind.spec, passed_over=NodeSpec.model_fields)
        yield ""


def _options(spec: type[Spec], passed_over: Iterable[str] = ()) -> Table:
    yield from header("option", "takes", "default", "what it is for")
    yield from (row(_code(name), *rest) for name, *rest in _rows(spec) if name not in passed_over)


def _flow_options() -> Table:
    """Each option once, with the flows that have it; an option that differs between flows stands there twice."""
    found: dict[Row, list[str]] = {}
    for name in kinds.names("integrations"):
        source, target = name.split("_to_")
        integration = kinds.integration(source, target)
        assert integration
        for each in _rows(integration.options):
            found.setdefault(each, []).append(f"{source} to {target}".replace("_", " "))
    yield from header("option", "takes", "default", "what it is for", "flows")
    for (option, *rest), flows in sorted(found.items()):
        yield row(_code(option), *rest, ", ".join(flows))


def _rows(spec: type[Spec], above: str = "") -> Iterator[Row]:
    says = documentation(spec)
    for name, field in spec.model_fields.items():
        path = above + field.alias
        yield path, _takes(field.annotation, field.metadata), _default(field), says[name]
        within, ending = _within(field.annotation)
        if within:
            yield from _rows(within, path + ending)


def _within(annotation: Any) -> tuple[type[Spec] | None, str]:
    """The options that an option consists of, and what stands between the two names."""
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return annotation, "."
    ending = {list: "[].", dict: ".NAME."}.get(get_origin(annotation), "")
    for part in get_args(annotation):
        found, below = _within(part)
        if found:
            return found, ending.rstrip(".") + below if ending and below != "." else ending or below
    return None, ""


def _takes(annotation: Any, metadata: Iterable[Any] = ()) -> str:
    words = [said for each in metadata if (said := _said(each))]
    if words:
        return words[0]
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _takes(parts[0], parts[1:])
    if origin in (Union, types.UnionType):
        return _takes(next(part for part in parts if part is not type(None)))
    if origin is list:
        return f"a list: {_takes(parts[0])}"
    return f"a mapping of names: {_takes(parts[1])}" if origin is dict else "a mapping"


def _said(metadata: Any) -> str:
    if isinstance(metadata, Threshold):
        return f"{_said(metadata.of)}, or false"
    if isinstance(metadata, LogRetention):
        return f"a duration of {', '.join(map(str, metadata.days))} days"
    if isinstance(metadata, Duration | Size | Number):
        kind = "a duration, " if isinstance(metadata, Duration) else "a size, " if isinstance(metadata, Size) else ""
        bounds = f"{metadata.low:,}" if metadata.low == metadata.high else f"{_bound(metadata.low)} to {metadata.high}"
        if isinstance(metadata.high, int) and metadata.low != metadata.high:
            bounds = f"{_bound(metadata.low)} to {_bound(metadata.high)}"
        return f"{kind}{bounds}" + (", or auto" if metadata.auto else "")
    if isinstance(metadata, OneOf):
        return ", ".join(map(_code, metadata.words))
    return metadata.says if isinstance(metadata, Matching) else _word(metadata)


def _bound(bound: int | str) -> str:
    return f"{bound:,}" if isinstance(bound, int) else bound


def _word(metadata: Any) -> str:
    if isinstance(metadata, Like):
        return metadata.says
    return next((word for kind, word in WORDS.items() if isinstance(metadata, kind)), "")


def _default(field: Field) -> str:
    if field.required:
        return "required"
    value = field.default
    quantity = next((m for m in field.metadata if isinstance(m, Duration | Size | Number)), None)
    if value is None:
        return _code("auto") if quantity and quantity.auto else ""
    if isinstance(quantity, Duration | Size):
        return _code(spell(value, SECONDS if isinstance(quantity, Duration) else BYTES))
    if isinstance(value, bool):
        return _code(str(value).lower())
    if isinstance(value, list):
        return _code(f"[{', '.join(value)}]") if value else ""
    return "" if isinstance(value, Spec | dict) or not str(value) else _code(str(value))


def _code(words: str) -> str:
    return f"`{words}`"
