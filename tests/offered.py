"""What a page can say, by the models, and what a page says: kinds, integrations, options, each by its path."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from hostile import examples
from hypothesis import find
from hypothesis import strategies as st
from mending import read

from eventgen import kinds
from eventgen.kinds import Resource, Spec
from eventgen.model import Header, Variable, model
from eventgen.pipeline import Page
from eventgen.values import DeadLetterTo, Number, OneOf

REFERENCE = re.compile(r"(?<!\$)\$\{(\w+)\.[\w-]+(\.\w+)?\}")
CHAIN, LIST, VARIABLE = FORMS = ("a chain", "a list of ends", "${var.NAME}")
TYPES = next(each.words for each in Variable.model_fields["type"].metadata if isinstance(each, OneOf))


def offered() -> Iterator[str]:
    """Everything that a page can say."""
    yield from (*FORMS, *_options(Header, "page"))
    for type_ in TYPES:
        yield from (f"a {type_} with a default", f"a {type_} without")
    for name in kinds.names("resources"):
        kind = kinds.resource(name)
        assert kind
        yield from (name, *_options(kind.spec, name), *([f"{name}.existing"] if _may_exist(kind) else []))
        if kind.outputs:
            yield f"${{{kind.section}.NODE.ATTRIBUTE}}"
    for name in kinds.names("integrations"):
        integration = kinds.integration(*name.split("_to_"))
        assert integration
        yield from (name, *_options(integration.options, name), *([f"{name} twice"] if integration.parallel else []))


def chosen(page: Page) -> Iterator[str]:
    """What a page says, save what would hold anyway."""
    pipeline, _ = model(page.document)
    yield from (*_forms(page.document.data), *_chosen(pipeline.header, "page"))
    for variable in pipeline.header.variables.values():
        yield f"a {variable.type} {'without' if variable.default is None else 'with a default'}"
    for node in pipeline.nodes.values():
        yield from (node.kind.name, *_chosen(node.spec, node.kind.name))
        if node.existing is not None:
            yield f"{node.kind.name}.existing"
    for edge in page.graph.edges:
        yield from (edge.integration.name, *_chosen(edge.options, edge.integration.name))
        if edge.number > 1:
            yield f"{edge.integration.name} twice"


def _forms(data: dict[str, Any]) -> Iterator[str]:
    """Short forms and references, which are no options."""
    for flow in data.get("flows", ()):
        if isinstance(flow, str) and flow.count("->") > 1:
            yield CHAIN
        if isinstance(flow, dict) and any(isinstance(flow[end], list) and len(flow[end]) > 1 for end in ("from", "to")):
            yield LIST
    for section, attribute in REFERENCE.findall(repr(data)):
        yield f"${{{section}.NODE.ATTRIBUTE}}" if attribute else VARIABLE


def _may_exist(kind: Resource[Any]) -> bool:
    """Whether a node of the kind that exists already may stand on a page."""
    if not kind.main:
        return False
    arn = find(st.from_regex(re.compile(kind.arn, re.ASCII), fullmatch=True), lambda found: True, settings=examples(10))
    return read({"eventgen": 1, "name": "page", kind.section: {"it": {"existing": arn}}}).sound


def _options(spec: type[Spec], path: str) -> Iterator[str]:
    for name, field in spec.model_fields.items():
        yield f"{path}.{name}"
        if _has(field, DeadLetterTo):
            yield f"{path}.{name} by name"
        for inner in _models(field.annotation):
            yield from _options(inner, f"{path}.{name}")


def _models(annotation: Any) -> Iterator[type[Spec]]:
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _chosen(spec: Spec, path: str) -> Iterator[str]:
    for name in spec.model_fields_set:
        field, value = type(spec).model_fields[name], getattr(spec, name)
        if value != field.default or _settled(field):
            yield f"{path}.{name}"
        if isinstance(value, str) and _has(field, DeadLetterTo):
            yield f"{path}.{name} by name"
        for inner in _specs(value):
            yield from _chosen(inner, f"{path}.{name}")


def _specs(value: Any) -> Iterable[Spec]:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return (each for each in values if isinstance(each, Spec))


def _has(field: Any, kind: type) -> bool:
    return any(isinstance(each, kind) for each in field.metadata)


def _settled(field: Any) -> bool:
    """Whether there is but one value that the option can have."""
    one_word = any(len(each.words) == 1 for each in field.metadata if isinstance(each, OneOf))
    return one_word or any(each.low == each.high for each in field.metadata if isinstance(each, Number))
