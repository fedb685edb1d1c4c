"""Plain data of a page -> a model, or a diagnostic for each thing that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.kinds import Spec
from eventgen.load import Document, Route
from eventgen.values import listed, shown, suggestion

T = TypeVar("T", bound=Spec)


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
        return None, [_wrong(spec, dict(e), subject) for e in error.errors(include_url=False)]


def _wrong(spec: type[Spec], error: dict[str, Any], subject: Subject) -> Diagnostic:
    loc: Route = error["loc"]
    if named := loc[-1:] == ("[key]",):
        loc = loc[:-1]
    code, predicate, fix = _said(error, error.get("ctx") or {})
    path = ".".join(map(shown, loc))
    key = error["type"] == "extra_forbidden"
    if key:
        code, message, fix = "PAGE001", *_unknown(spec, loc, subject.name, subject.also)
    elif error["type"] == "missing":
        code, message = "PAGE004", f"{subject.name} lacks `{path}`"
    elif path:
        message = f"{subject.name}: {path} {predicate}"
    else:
        message = f"{subject.name} {predicate}"
    if (raw := subject.document.raw((*subject.route, *loc))) is not None:
        fix = fix.replace(f'"{error["input"]}"', f'"{raw}"')  # 1.10 is the number 1.1, and the text "1.10"
    return subject.document.diagnostic((*subject.route, *loc), Severity.ERROR, code, message, fix, key=key or named)


def _said(error: dict[str, Any], context: dict[str, Any]) -> tuple[str, str, str]:
    if error["type"] == "eventgen":
        return context["code"], context["message"], context["fix"]
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
        return "PAGE002", f"is {shown(error['input'])}: it takes {takes}", ""
    return "PAGE003", f"is {shown(error['input'])}: {error['msg']}", ""


def _unknown(spec: type[Spec], loc: Route, subject: str, also: Iterable[str]) -> tuple[str, str]:
    """Message and fix for a key that the model does not have."""
    *path, key = loc
    inner = _model_at(spec, path)
    known = sorted([*(inner or spec).model_fields, *(also if not path else ())])
    where = ".".join([subject, *(str(step) for step in path)]) if path else subject
    names = {field.alias: name for name, field in (inner or spec).model_fields.items() if field.alias}
    known = sorted({*names, *(k for k in known if k not in names.values())})
    near = suggestion(key, known, "did you mean {}? ")
    return (
        f"{where} has no option {shown(key)}",
        f"{near}it has {listed(known)}" if known else "it takes no options",
    )


def _model_at(spec: type[Spec], path: Iterable[Any]) -> type[BaseModel] | None:
    found: Any = spec
    for step in path:
        fields = getattr(found, "model_fields", {})
        if step in fields:
            found = _inner(fields[step].annotation)
        if found is None:
            return None
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _inner(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for inner in map(_inner, get_args(annotation)) if inner), None)
