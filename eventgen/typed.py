"""Plain data of a page -> a model, or a diagnostic for each thing that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from eventgen.diagnostics import Diagnostic, Edit, Severity
from eventgen.kinds import Spec
from eventgen.load import Document, Route
from eventgen.values import KEY, MISSING, UNKNOWN, Refusal, Wrong, certain, listed, shown, suggestion

T = TypeVar("T", bound=Spec)
MOST_FAULTS = 100  # that are told of one node or flow: the others follow when these are mended


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
        return spec.model_validate(data, existing), []
    except Wrong as wrong:
        return None, [_wrong(spec, refusal, subject) for refusal in wrong.refusals[:MOST_FAULTS]]


def _wrong(spec: type[Spec], refusal: Refusal, subject: Subject) -> Diagnostic:
    path = ".".join(map(shown, refusal.route))
    message, fix, edit = refusal.message, refusal.fix, refusal.edit
    if refusal.what == UNKNOWN:
        message, fix, edit = _unknown(spec, refusal.route, subject)
    elif refusal.what == MISSING:
        message = f"{subject.name} lacks `{path}`"
    elif path:
        message = f"{subject.name}: {path} {message}"
    else:
        message = f"{subject.name} {message}"
    route = (*subject.route, *refusal.route)
    if (raw := subject.document.raw(route)) is not None:
        value = str(_written_at(subject.document.data, route))
        fix = fix.replace(f'"{value}"', f'"{raw}"')  # 1.10 is the number 1.1, and the text "1.10"
        edit = Edit(raw) if edit == Edit(value) else edit
    at_key = refusal.what in (KEY, UNKNOWN)
    return subject.document.diagnostic(route, Severity.ERROR, refusal.code, message, fix, at_key, edit)


def _unknown(spec: type[Spec], route: Route, subject: Subject) -> tuple[str, str, Edit | None]:
    """Message and fix for a key that the model does not have."""
    *path, key = route
    inner = _model_at(spec, path) or spec
    known = sorted([*(field.alias for field in inner.model_fields.values()), *(subject.also if not path else ())])
    where = ".".join([subject.name, *(str(step) for step in path)])
    near = suggestion(key, known, "did you mean {}? ")
    meant = certain(key, known)
    written = _written_at(subject.document.data, (*subject.route, *path))
    return (
        f"{where} has no option {shown(key)}",
        f"{near}it has {listed(known)}" if known else "it takes no options",
        Edit(key=meant) if meant and isinstance(written, dict) and meant not in written else None,
    )


def _written_at(data: Any, route: Route) -> Any:
    """What is written at a route; steps that are not on the page are stepped over."""
    for step in route:
        if isinstance(data, dict):
            data = data.get(str(step), data)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data


def _model_at(spec: type[Spec], path: Iterable[Any]) -> type[Spec] | None:
    found: Any = spec
    for step in path:
        fields = {field.alias: field for field in getattr(found, "model_fields", {}).values()}
        if step in fields:
            found = inner_model(fields[step].annotation)
        if found is None:
            return None
    return found if isinstance(found, type) and issubclass(found, Spec) else None


def inner_model(annotation: Any) -> Any:
    """The model of an option's type, which may be one of several, or of a list; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return annotation
    return next((inner for inner in map(inner_model, get_args(annotation)) if inner), None)
