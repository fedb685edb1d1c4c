"""Whatever has a name has all its parts under that name: module, object, template, options, example, golden."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import get_annotations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from corpus import GOLDEN, PAGES, ROOT, example

from eventgen import kinds
from eventgen.assets import assets
from eventgen.kinds import Integration, Resource, Spec
from eventgen.model import Header, model
from eventgen.module import Source
from eventgen.moves import MOVED
from eventgen.plan import plan
from eventgen.rooting import FILES
from eventgen.schema import documentation

INTEGRATIONS, RESOURCES = kinds.names("integrations"), kinds.names("resources")
TEMPLATES = ROOT / "templates"
SENTENCE = re.compile(r"[A-Z].*\.\Z", re.S)
READER = {"reader", "tokens", "expressions", "interpolation"}  # these speak of kinds of tokens
PHASES = sorted(path for path in (ROOT / "eventgen").glob("*.py") if path.stem not in READER)
KIND_NAMED = re.compile(
    r"""(?<!self\.)\bkind(?:\.name)?\s*(?:==|!=|(?:not\s+)?in\b)\s*[("'\[{]|["']\s*(?:==|!=)\s*[\w.]*\bkind\b|\bmatch\s[\w.]*\bkind\b"""
)


def documented(module: ModuleType) -> bool:
    """Whether its docstring is made of sentences, the first on the first line."""
    return bool(SENTENCE.match((module.__doc__ or "").strip()))


def nested(annotation: Any) -> Iterator[type[Spec]]:
    """The models within the type of an option."""
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from nested(inner)


def options(spec: type[Spec], path: str = "") -> Iterator[tuple[str, str]]:
    """Every option of a model and of those in it, by its path, with its documentation."""
    says = documentation(spec)
    for name, field in spec.model_fields.items():
        yield f"{path}{name}", says.get(name, "")
        for inner in nested(field.annotation):
            yield from options(inner, f"{path}{name}.")


def lifted(kind: Resource[Any] | Integration[Any]) -> bool:
    """Whether it says how it is read back."""
    return kind.lift is not type(kind).__dataclass_fields__["lift"].default


def asserted(package: str, kind: Resource[Any] | Integration[Any]) -> bool:
    """Whether the tests of modules say something of it; nothing is said of what makes nothing."""
    return (kinds.found(f"assertions.{package}", kind.name) is not None) == kind.template


def undocumented(spec: type[Spec]) -> list[str]:
    return [path for path, description in options(spec) if not description.endswith(".")]


def owner(spec: type[Spec], option: str) -> str:
    """The model that brings an option: what several integrations share needs one example."""
    brings = next(cls for cls in reversed(spec.__mro__) if option in get_annotations(cls))
    return f"{brings.__module__}.{brings.__qualname__}.{option}"


def written(spec: Spec) -> Iterator[str]:
    """The options that were given, with those of the models in it."""
    for option in spec.model_fields_set:
        yield owner(type(spec), option)
        for inner in _specs(getattr(spec, option)):
            yield from written(inner)


def _specs(value: Any) -> Iterable[Spec]:
    values = value if isinstance(value, list) else [value]
    return (each for each in values if isinstance(each, Spec))


def offered(spec: type[Spec]) -> Iterator[str]:
    for option, field in spec.model_fields.items():
        yield owner(spec, option)
        for inner in nested(field.annotation):
            yield from offered(inner)


@cache
def used() -> frozenset[str]:
    """All that the examples use: integrations, kinds that a page declares, and the options of both."""
    found: set[str] = set()
    for name in PAGES:
        page = example(name)
        for edge in page.graph.edges:
            found |= {edge.integration.name, *written(edge.options)}
        for node in model(page.document)[0].nodes.values():
            found |= {node.kind.name, *written(node.spec)}
            if "existing" in node.written:
                found.add("existing")
    return frozenset(found)


@pytest.mark.parametrize("name", INTEGRATIONS)
def test_integration_is_complete(name: str) -> None:
    module = import_module(f"eventgen.integrations.{name}")
    integration = getattr(module, name, None)
    assert isinstance(integration, Integration), f"{name}.py has no Integration called {name}"
    assert integration.name == name
    assert documented(module), "its docstring is no sentence"
    assert SENTENCE.match(integration.says), "`says` is no sentence"
    assert (TEMPLATES / "integrations" / f"{name}.tf.j2").is_file() == integration.template
    source, target = name.split("_to_", 1)
    assert source in RESOURCES
    assert target in RESOURCES
    assert undocumented(integration.options) == []
    assert not integration.template or lifted(integration), "its template is not read back: it has no `lift`"
    assert asserted("flows", integration), f"eventgen/assertions/flows/{name}.py is missing, or has nothing to assert"


@pytest.mark.parametrize("name", INTEGRATIONS)
def test_integration_has_an_example_and_a_golden(name: str) -> None:
    assert name in PAGES, f"examples/integrations/{name}.eventgen.yaml is missing"
    shown = {edge.integration.name for edge in example(name).graph.edges}
    assert name in shown, f"the example {name} has no such flow"
    assert (GOLDEN / name / "versions.tf").is_file(), "pytest --update-goldens makes it"


@pytest.mark.parametrize("name", INTEGRATIONS)
def test_every_option_of_an_integration_is_shown(name: str) -> None:
    integration = kinds.found("integrations", name)
    assert sorted(set(offered(integration.options)) - used()) == []


@pytest.mark.parametrize("name", RESOURCES)
def test_resource_is_complete(name: str) -> None:
    module = import_module(f"eventgen.resources.{name}")
    resource = getattr(module, name, None)
    assert isinstance(resource, Resource), f"{name}.py has no Resource called {name}"
    assert resource.name == name
    assert kinds.singular(resource.section) == name
    assert documented(module), "its docstring is no sentence"
    assert SENTENCE.match(resource.spec.__doc__ or ""), "its model's docstring is no sentence"
    assert (TEMPLATES / "resources" / f"{name}.tf.j2").is_file() == resource.template
    assert undocumented(resource.spec) == []
    assert not resource.template or lifted(resource), "its template is not read back: it has no `lift`"
    assert asserted("nodes", resource), f"eventgen/assertions/nodes/{name}.py is missing, or has nothing to assert"


@pytest.mark.parametrize("name", RESOURCES)
def test_resource_and_its_options_are_shown(name: str) -> None:
    resource = kinds.resource(name)
    assert resource
    assert name in used(), f"no example has {resource.section}"
    assert sorted(set(offered(resource.spec)) - used()) == []


def test_header_is_documented() -> None:
    assert undocumented(Header) == []


def test_examples_show_what_every_page_may_use() -> None:
    pages = [example(name).graph for name in PAGES]
    assert "existing" in used()
    assert any(graph.header.tags for graph in pages)
    assert any(graph.header.variables for graph in pages)
    assert any(graph.header.defaults.encryption == "kms" for graph in pages)
    assert any(graph.header.defaults.key for graph in pages)
    assert any(graph.header.alarms for graph in pages)


def templates_in(folder: str) -> set[str]:
    return {path.name.removesuffix(".tf.j2") for path in (TEMPLATES / folder).iterdir()}


def test_every_template_belongs_to_a_module() -> None:
    assert templates_in("integrations") <= set(INTEGRATIONS)
    assert templates_in("resources") <= set(RESOURCES)


def _handed(context: Mapping[str, Any]) -> Iterator[str]:
    """The templates by which a part of a runbook hands events to nodes."""
    if "kind" in context:
        yield f"send/{context['kind']}"
    for _, edges in context.get("undelivered", ()):
        yield from (f"send/{edge.target.kind.name}" for edge in edges)
        yield from (f"read/{edge.integration.name}" for edge in edges)


def test_every_template_is_used_by_an_example() -> None:
    rendered = set()
    for name in PAGES:
        page = example(name)
        given, _ = assets(page.graph, page.document)
        made = plan(page.graph, given)
        rendered |= {job.template for job in (*made.jobs, *made.runbook)}
        rendered |= {f"runbook/{name}.md.j2" for job in made.runbook for name in _handed(job.context)}
        rendered |= {f"module/{MOVED}.j2"} if Source(page.graph, page.document, given).moves else set()
    rendered |= {f"root/{path}.j2" for path in (*FILES, "imports.tf")}  # by tests/test_root.py and test_imports.py
    sources = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*.j2")}
    texts = "".join(path.read_text("utf-8") for path in sources.values())
    included = set(re.findall(r'\{% (?:include|import|from) "([^"]+)"', texts)) | {"runbook/read/any.md.j2"}
    assert sorted(set(sources) - rendered - included) == []


@pytest.mark.parametrize("phase", PHASES, ids=lambda path: str(path.stem))
def test_phase_names_no_kind(phase: Path) -> None:
    lines = enumerate(phase.read_text("utf-8").splitlines(), 1)
    assert [f"{phase.name}:{number}: {line}" for number, line in lines if KIND_NAMED.search(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        'if kind == "queue":',
        "if node.kind.name != 'queue':",
        'if edge.source.kind.name in ("queue", "topic"):',
        'if "queue" == node.kind.name:',
        "match node.kind.name:",
    ],
)
def test_a_named_kind_is_noticed(line: str) -> None:
    assert KIND_NAMED.search(line)


@pytest.mark.parametrize("line", ["if node.kind is not kind:", "kind = kinds.resource(use.kind)", 'kind: str = "x"'])
def test_a_compared_kind_is_no_named_one(line: str) -> None:
    assert not KIND_NAMED.search(line)


def test_what_flows_put_into_slots_is_asserted() -> None:
    """By the kind whose slot it is: of nearly all slots. The key has a policy of its own, routes are a deployment's."""
    unsaid = {"key", "routes", "invocation"}  # the last is said as a whole
    for name in RESOURCES:
        resource = kinds.found("resources", name)
        if resource.template:
            assert resource.slots - unsaid == set(kinds.found("assertions.nodes", name).slots), name


def test_every_assertion_belongs_to_a_module() -> None:
    assert set(kinds.names("assertions.flows")) <= set(INTEGRATIONS)
    assert set(kinds.names("assertions.nodes")) <= set(RESOURCES)
