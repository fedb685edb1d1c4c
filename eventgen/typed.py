"""Plain data of a page -> a model, or a diagnostic for each thing that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from eventgen.diagnostics import Diagnostic, Edit, Severity
from eventgen.kinds import Spec
from eventgen.load import Document, Route
from eventgen.values import certain, listed, shown, suggestion

T = TypeVar("T", bound=Spec)
MOST_FAULTS = 100  # that are told of one node or flow: the others follow when these are mended
BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}  # YAML 1.1's, or quoted


@dataclass(frozen=True)
class Subject:
    """What the data is about: where it stands, what messages call it, which keys are known beside the model's."""

    document: Document
    route: Route
    name: str
    also: tuple[str, ...] = ()


def typed(spec: type[T], data: Any, subject: Subject, existing: bool = False) -> tuple[T | None, list[Diagnostic]]:
    """The data as a model, and what is wrong. Of what `existing` already, a page need not say what makes it."""
    try:
        return spec.model_validate(data, context={"existing": existing}), []
    except ValidationError as error:
        return None, [_wrong(spec, dict(e), subject) for e in error.errors(include_url=False)[:MOST_FAULTS]]


def _wrong(spec: type[Spec], error: dict[str, Any], subject: Subject) -> Diagnostic:
    loc: Route = error["loc"]
    if named := loc[-1:] == ("[key]",):
        loc = loc[:-1]
    code, predicate, fix, edit = _said(error, error.get("ctx") or {})
    path = ".".join(map(shown, loc))
    key = error["type"] == "extra_forbidden"
    if key:
        code, message, fix, edit = "PAGE001", *_unknown(spec, loc, subject)
    elif error["type"] == "missing":
        code, message = "PAGE004", f"{subject.name} lacks `{path}`"
    elif path:
        message = f"{subject.name}: {path} {predicate}"
    else:
        message = f"{subject.name} {predicate}"
    if (raw := subject.document.raw((*subject.route, *loc))) is not None:
        fix = fix.replace(f'"{error["input"]}"', f'"{raw}"')  # 1.10 is the number 1.1, and the text "1.10"
        edit = Edit(raw) if edit == Edit(str(error["input"])) else edit
    return subject.document.diagnostic((*subject.route, *loc), Severity.ERROR, code, message, fix, key or named, edit)


def _said(error: dict[str, Any], context: dict[str, Any]) -> tuple[str, str, str, Edit | None]:
    if error["type"] == "eventgen":
        return context["code"], context["message"], context["fix"], context["edit"]
    takes = {
        "model_type": "a mapping",
        "model_attributes_type": "a mapping",
        "dict_type": "a mapping",
        "list_type": "a list",
        "bool_type": "true or false",
        "bool_parsing": "true or false",
        "string_type": "text",
        "int_type": "a whole number",
        "float_type": "a number",
    }.get(error["type"])
    if takes:
        meant = BOOLEANS.get(str(error["input"]).lower()) if error["type"] == "bool_type" else None
        fix, edit = ("", None) if meant is None else (f"write {str(meant).lower()}, without quotes", Edit(meant))
        return "PAGE002", f"is {shown(error['input'])}: it takes {takes}", fix, edit
    return "PAGE003", f"is {shown(error['input'])}: {error['msg']}", "", None


def _unknown(spec: type[Spec], loc: Route, subject: Subject) -> tuple[str, str, Edit | None]:
    """Message and fix for a key that the model does not have."""
    *path, key = loc
    inner = _model_at(spec, path)
    known = sorted([*(inner or spec).model_fields, *(subject.also if not path else ())])
    where = ".".join([subject.name, *(str(step) for step in path)])
    names = {field.alias: name for name, field in (inner or spec).model_fields.items() if field.alias}
    known = sorted({*names, *(k for k in known if k not in names.values())})
    near = suggestion(key, known, "did you mean {}? ")
    meant = certain(key, known)
    written = _mapping_at(subject.document.data, (*subject.route, *path))
    return (
        f"{where} has no option {shown(key)}",
        f"{near}it has {listed(known)}" if known else "it takes no options",
        Edit(key=meant) if meant and meant not in written else None,
    )


def _mapping_at(data: Any, route: Route) -> dict[str, Any]:
    """What is written at a route; steps that are not on the page are stepped over."""
    for step in route:
        if isinstance(data, dict):
            data = data.get(str(step), data)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data if isinstance(data, dict) else {}


def _model_at(spec: type[Spec], path: Iterable[Any]) -> type[BaseModel] | None:
    found: Any = spec
    for step in path:
        fields = getattr(found, "model_fields", {})
        if step in fields:
            found = inner_model(fields[step].annotation)
        if found is None:
            return None
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def inner_model(annotation: Any) -> Any:
    """The model of an option's type, which may be one of several, or of a list; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for inner in map(inner_model, get_args(annotation)) if inner), None)
