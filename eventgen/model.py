"""Document -> Pipeline: typed nodes, flows and tests. Unknown keys, wrong types and limits are found here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any

from eventgen import kinds
from eventgen.diagnostics import Diagnostic, Edit, Severity
from eventgen.hcl import IDENTIFIER, NodeRef, PageRef, Text, Value
from eventgen.kinds import NODE_NAME, Resource, Spec, arn_pattern
from eventgen.load import Document, Route
from eventgen.texts import Given, Key, Plain, PlainJson, Str, parse
from eventgen.typed import Subject, typed
from eventgen.values import LogRetention, Name, Number, OneOf, certain, renamed, shown, suggestion

RESERVED_VARIABLES = ("name", "tags")  # inputs that every rendered module has
BESIDES = ("flows", "tests", "ignore")  # keys of the page that are no section and not of its header
# What a call of the module says besides its inputs (Terraform's language: "Input Variables")
TERRAFORMS_OWN = ("source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals", "_")
LANGUAGE = 1
TOPIC = Given(
    rf"{NODE_NAME}|" + arn_pattern("sns", r"[A-Za-z0-9_.-]{1,256}"), "the name of a topic of the page, or an ARN of one"
)
KEY_ARN = Given(
    arn_pattern("kms", r"key/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"), "the ARN of a KMS key"
)
NO_ARN = "arn:aws:::"  # stands in for an ARN that is wrong
MOST_PAIRS = 10_000  # of nodes that flows connect: lists of sources and targets are multiplied


class Variable(Spec):
    """An input of the Terraform module."""

    type: Annotated[str, OneOf(("string", "number", "bool", "list(string)", "map(string)"))] = "string"
    """The Terraform type."""
    default: Annotated[Any, PlainJson()] = None
    """What it is when nobody sets it; without a default it must be set."""
    description: Annotated[Text, Plain()] = Text(("",))
    """What it is for."""
    sensitive: bool = False
    """Terraform then keeps its value out of what it prints."""


class Defaults(Spec):
    """What holds for every node that does not say otherwise."""

    encryption: Annotated[str, OneOf(("managed", "kms"))] = "managed"
    """Who keeps the keys: AWS, or one KMS key of the module, which then encrypts the logs too."""
    key: Annotated[Text | None, KEY_ARN] = None
    """The ARN of a KMS key that is there already, for all that says `kms`; the module makes none then."""
    log_retention: Annotated[int, LogRetention()] = 30 * 86400
    """How long logs are kept."""
    tracing: bool = True
    """X-Ray, where it exists."""


class Alarms(Spec):
    """Alarms of all nodes, and who hears of them."""

    notify: Annotated[Text, TOPIC]
    """A topic of the page, or the ARN of one that is there already."""


class Header(Spec):
    """The page, save its nodes, flows and tests."""

    eventgen: Annotated[int, Number(LANGUAGE, LANGUAGE, "PAGE007")] = LANGUAGE
    """The version of the language."""
    name: Annotated[str, Name()]
    """The module's name, and the prefix of what it makes."""
    description: Str = Text(("",))
    """What the pipeline is for."""
    tags: dict[Annotated[str, Key()], Str] = {}
    """Tags of everything that takes them."""
    variables: dict[str, Variable] = {}
    """Inputs of the Terraform module."""
    defaults: Defaults = Defaults()
    """What holds for every node that does not say otherwise."""
    alarms: Alarms | None = None
    """Alarms of all nodes; none, if nothing is said."""


@dataclass(frozen=True)
class Declared:
    """A node as the page declares it; where its options are wrong it is not sound, and defaults stand in."""

    kind: Resource[Any]
    name: str
    spec: Spec
    existing: Value | None
    route: Route
    written: frozenset[str]
    sound: bool = True


Named = tuple[str, Route]


@dataclass(frozen=True)
class Flow:
    """A flow as the page writes it: each source hands events to each target."""

    sources: tuple[Named, ...]
    targets: tuple[Named, ...]
    options: Mapping[str, Any]
    route: Route


@dataclass(frozen=True)
class Pipeline:
    """A page, typed."""

    document: Document
    header: Header
    nodes: Mapping[str, Declared]
    flows: tuple[Flow, ...]
    tests: Mapping[int, Any] = field(default_factory=dict)  # by their place in the page's list
    sound: bool = True  # False where a flow is left out, because it is wrong


def model(document: Document) -> tuple[Pipeline, list[Diagnostic]]:
    """Everything that can be typed, and all that is wrong."""
    found: list[Diagnostic] = []
    sections = {key: value for key, value in document.data.items() if _kind(key)}
    rest = {k: v for k, v in document.data.items() if k not in sections and k not in BESIDES}
    header = _header(document, rest, found)
    nodes = _nodes(document, sections, found)
    before = len(found)
    flows = tuple(_bounded(document, _flows(document, document.data.get("flows"), found), found))
    whole = len(found) == before
    tests = dict(_tests(document, found)) if "tests" in document.data else {}
    return Pipeline(document, header or _stand_in(rest), nodes, flows, tests, whole), found


def _kind(section: str) -> Resource[Any] | None:
    kind = kinds.resource(kinds.singular(section))
    return kind if kind and kind.section == section else None


def _header(document: Document, data: dict[str, Any], found: list[Diagnostic]) -> Header | None:
    if "eventgen" not in data:
        fix = f"write `eventgen: {LANGUAGE}` as the first line"
        found.append(
            document.diagnostic(
                ("eventgen",),
                Severity.ERROR,
                "PAGE004",
                "the page lacks `eventgen`, the version of its language",
                fix,
                edit=Edit(LANGUAGE),
            )
        )
        data = {**data, "eventgen": LANGUAGE}
    sections = [kinds.plural(kind) for kind in kinds.names("resources")]
    header, wrong = typed(Header, data, Subject(document, (), "the page", (*sections, *BESIDES)))
    found += wrong
    variables = header.variables if header else data.get("variables")
    found += _variable_names(document, variables if isinstance(variables, dict) else {}, str(data.get("name", "page")))
    if header:
        found += _defaults(document, header)
    return header


def _stand_in(data: dict[str, Any]) -> Header:
    """For a header that is wrong: it knows the variables, or each `${var.x}` would be called wrong too."""
    given = data.get("variables")
    variables = dict.fromkeys(given, Variable()) if isinstance(given, dict) else {}
    return Header.model_construct(name="page", variables=variables)


def _variable_names(document: Document, names: Iterable[str], prefix: str) -> Iterator[Diagnostic]:
    for name in names:
        route = ("variables", name)
        if not IDENTIFIER.match(name) or not name.isascii():
            message = f"variable {shown(name)} has a name that Terraform does not take"
            yield document.diagnostic(
                route, Severity.ERROR, "PAGE006", message, "use letters, digits, - and _", key=True
            )
        elif name in RESERVED_VARIABLES or name in TERRAFORMS_OWN:
            whose = "eventgen's own: every module has it"
            if name in TERRAFORMS_OWN:
                whose = "Terraform's own, in every call of a module"
            message = f"variable {name} is {whose}"
            yield document.diagnostic(
                route,
                Severity.ERROR,
                "PAGE006",
                message,
                f"call it {prefix.replace('-', '_')}_{name}",
                key=True,
            )


def _defaults(document: Document, header: Header) -> Iterator[Diagnostic]:
    """Variables whose default is of another type."""
    for name, variable in header.variables.items():
        if variable.default is not None and not _fits(variable.type, variable.default):
            message = f"variable {name} is a {variable.type}, and its default {shown(variable.default)} is none"
            fix = f"write a {variable.type} there, or declare the type that it has"
            yield document.diagnostic(("variables", name, "default"), Severity.ERROR, "PAGE002", message, fix)


def _fits(type_: str, default: Any) -> bool:
    if type_ == "list(string)":
        return isinstance(default, list) and all(isinstance(item, str) for item in default)
    if type_ == "map(string)":
        return isinstance(default, dict) and all(isinstance(item, str) for item in default.values())
    if type_ == "number":
        return isinstance(default, int | float) and not isinstance(default, bool)
    return isinstance(default, bool if type_ == "bool" else str)


def _nodes(document: Document, sections: Mapping[str, Any], found: list[Diagnostic]) -> dict[str, Declared]:
    nodes: dict[str, Declared] = {}
    for section, members in sections.items():
        if not isinstance(members, dict):
            message = f"{section} is {shown(members)}: it takes a mapping of names to options"
            found.append(
                document.diagnostic((section,), Severity.ERROR, "PAGE002", message, f"{section}:\n  a-name: {{}}")
            )
            continue
        for name, options in members.items():
            declared = _node(document, section, name, options, found)
            if name in nodes:
                other = document.place(nodes[name].route, key=True)
                there = f"{nodes[name].route[0]} (line {other.line})"
                message = f"{name} stands under {there} already: names are unique over all sections"
                found.append(
                    document.diagnostic((section, name), Severity.ERROR, "PAGE008", message, "rename one", key=True)
                )
            elif declared:
                nodes[name] = declared
    return nodes


def _node(document: Document, section: str, name: str, options: Any, found: list[Diagnostic]) -> Declared | None:
    route = (section, name)
    kind = _kind(section)
    assert kind  # the section was chosen by it
    if not re.fullmatch(NODE_NAME, name):
        message = f"the name {shown(name)} under {section} is none: a name takes lower-case letters, digits, - and _"
        found.append(document.diagnostic(route, Severity.ERROR, "PAGE006", message, renamed(name), key=True))
        return None
    if options is None:
        options = {}
    if not isinstance(options, dict):
        message = f"{name} is {shown(options)}: it takes a mapping of options"
        found.append(document.diagnostic(route, Severity.ERROR, "PAGE002", message, f"{name}: {{}}"))
        return Declared(kind, name, kind.spec.model_construct(), None, route, frozenset(), sound=False)
    also = ("existing",) if kind.main else ()  # what makes nothing cannot be there already
    existing = _existing(document, kind, route, options, found) if also else None
    rest = {key: value for key, value in options.items() if key not in also}
    spec, wrong = typed(kind.spec, rest, Subject(document, route, name, also), existing is not None)
    found += wrong
    sound = spec is not None
    return Declared(kind, name, spec or kind.spec.model_construct(), existing, route, frozenset(options), sound)


def _existing(
    document: Document, kind: Resource[Any], route: Route, options: dict[str, Any], found: list[Diagnostic]
) -> Value | None:
    """The ARN of a node that is used and granted, not made."""
    if "existing" not in options:
        return None
    given = options["existing"]
    try:
        value = parse(given) if isinstance(given, str) else None
    except Exception:
        value = None
    if value is None or not _names_one(kind, value):
        takes = f"the ARN of a {kind.name.replace('_', ' ')}, or a variable that holds one"
        message = f"{route[-1]}: existing is {shown(given)}: it takes {takes}"
        found.append(
            document.diagnostic((*route, "existing"), Severity.ERROR, "PAGE003", message, "existing: ${var.x}")
        )
        return Text((NO_ARN,))
    return value.literal if value.literal is not None else value


def _names_one(kind: Resource[Any], existing: Text) -> bool:
    """An ARN of the kind, or what may become one: a variable, or a text that says at least the service."""
    literal = existing.literal
    if literal is not None:
        return bool(re.fullmatch(kind.arn, literal, re.ASCII)) or kinds.ALWAYS_THERE.get(literal) == kind.name
    if any(isinstance(part, NodeRef) for part in existing.parts):
        return False
    if pages := [part for part in existing.parts if isinstance(part, PageRef)]:
        return len(existing.parts) == 1 and (pages[0].section, pages[0].attribute) == (kind.section, "arn")
    return len(existing.parts) == 1 or str(existing).split(":")[2:3] == kind.arn.split(":")[2:3]


def _flows(document: Document, flows: Any, found: list[Diagnostic]) -> Iterator[Flow]:
    if flows is None:
        return
    if not isinstance(flows, list):
        message = f"flows is {shown(flows)}: it takes a list"
        found.append(document.diagnostic(("flows",), Severity.ERROR, "PAGE002", message, "flows:\n  - a -> b"))
        return
    for index, flow in enumerate(flows):
        route: Route = ("flows", index)
        if isinstance(flow, str):
            yield from _chain(document, flow, route, found)
        elif isinstance(flow, dict):
            yield from _long(document, flow, route, found)
        else:
            message = f"a flow is {shown(flow)}: it takes `a -> b`, or a mapping with from and to"
            found.append(document.diagnostic(route, Severity.ERROR, "PAGE002", message, "write `a -> b`"))


def _bounded(document: Document, flows: Iterable[Flow], found: list[Diagnostic]) -> Iterator[Flow]:
    """The flows, up to the one with which they are too many."""
    pairs = 0
    for flow in flows:
        pairs += len(flow.sources) * len(flow.targets)
        if pairs > MOST_PAIRS:
            message = (
                f"up to here the flows of the page connect {pairs:,} pairs of nodes: they may connect {MOST_PAIRS:,}"
            )
            found.append(document.diagnostic(flow.route, Severity.ERROR, "FLOW005", message, "split the page"))
            return
        yield flow


def _chain(document: Document, flow: str, route: Route, found: list[Diagnostic]) -> Iterator[Flow]:
    names = [name.strip() for name in flow.split("->")]
    if len(names) < 2 or not all(names):
        message = f"the flow {shown(flow)} is no chain of names"
        found.append(document.diagnostic(route, Severity.ERROR, "PAGE002", message, "write `a -> b`, or `a -> b -> c`"))
        return
    for source, target in pairwise(names):
        yield Flow(((source, route),), ((target, route),), {}, route)


def _long(document: Document, flow: dict[str, Any], route: Route, found: list[Diagnostic]) -> Iterator[Flow]:
    chain = next((key for key in flow if "->" in str(key)), None)
    if chain and not flow.keys() & {"from", "to"}:
        source, _, target = (part.strip() for part in chain.partition("->"))
        message = f"the flow {shown(chain)} has options: then it takes from and to"
        fix = f"- {{from: {source or 'a'}, to: {target or 'b'}, ...}} with its options beside them"
        found.append(document.diagnostic((*route, chain), Severity.ERROR, "PAGE002", message, fix, key=True))
        return
    ends = []
    for end in ("from", "to"):
        given = flow.get(end)
        names = given if isinstance(given, list) else [given]
        if end not in flow:
            others = [key for key in flow if key not in ("from", "to")]
            near = suggestion(end, others, "you wrote {}: write " + end) or f"add `{end}: a-node`"
            at, edit = ((*route, meant), Edit(key=end)) if (meant := certain(end, others)) else (route, None)
            message = f"the flow lacks `{end}`"
            found.append(document.diagnostic(at, Severity.ERROR, "PAGE004", message, near, key=True, edit=edit))
        elif not names or not all(isinstance(name, str) for name in names):
            message = f"{end} is {shown(given)}: it takes the name of a node, or a list of names"
            found.append(document.diagnostic((*route, end), Severity.ERROR, "PAGE002", message, f"{end}: a-node"))
        else:
            ends.append(
                tuple((n, (*route, end, i) if isinstance(given, list) else (*route, end)) for i, n in enumerate(names))
            )
    if len(ends) == 2:
        options = {key: value for key, value in flow.items() if key not in ("from", "to")}
        yield Flow(ends[0], ends[1], MappingProxyType(options), route)


def _tests(document: Document, found: list[Diagnostic]) -> Iterator[tuple[int, Any]]:
    from eventgen.testcase import Case

    tests = document.data["tests"]
    if not isinstance(tests, list):
        message, fix = f"tests is {shown(tests)}: it takes a list", "tests:\n  - name: a sentence that holds"
        found.append(document.diagnostic(("tests",), Severity.ERROR, "PAGE002", message, fix))
        return
    for index, test in enumerate(tests):
        case, wrong = typed(Case, test, Subject(document, ("tests", index), f"test {index + 1}"))
        found += wrong
        if case:
            yield index, case
