"""Graph -> Graph with every `${...}` of the page resolved to what it stands for in Terraform."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from eventgen import kinds
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.eventpattern import Pattern
from eventgen.graph import AnyNode, Graph
from eventgen.hcl import Expr, NodeRef, PageRef, Text, text
from eventgen.load import Document, Route
from eventgen.model import Header
from eventgen.specs import Field, Spec
from eventgen.texts import Definition, Json
from eventgen.undecided import by_type
from eventgen.values import MOST_SUGGESTED, listed, suggestion


def references(graph: Graph, document: Document) -> tuple[Graph, list[Diagnostic]]:
    """The graph without references to nodes, and those that name nothing."""
    resolver = _Resolver(graph, document)
    said = {}
    for name, node in graph.nodes.items():
        resolver.within = Header.model_fields["name"]
        existing = resolver.value(node.existing, (*node.route, "existing"))
        said[name] = existing, resolver.value(node.spec, node.route)
    header = resolver.value(graph.header, ())
    if not resolver.changed:  # most pages: their edges hold the nodes that they should
        for edge in graph.edges:
            resolver.value(edge.options, edge.route)
    if not resolver.changed:
        return graph, resolver.found
    from eventgen.cycles import cycles

    nodes = {n: replace(node, existing=said[n][0], spec=said[n][1]) for n, node in graph.nodes.items()}
    nodes = {n: replace(node, links={r: nodes[x.name] for r, x in node.links.items()}) for n, node in nodes.items()}
    edges = tuple(
        replace(
            edge,
            source=nodes[edge.source.name],
            target=nodes[edge.target.name],
            options=resolver.value(edge.options, edge.route),
            links={role: nodes[node.name] for role, node in edge.links.items()},
        )
        for edge in graph.edges
    )
    made = replace(graph, header=header, nodes=nodes, edges=edges, imports=resolver.imports)
    circular = cycles(made, resolver.waits_for, document) if made.sound else ()
    return made, list(dict.fromkeys([*resolver.found, *circular]))


_PLAIN = frozenset({str, int, bool, type(None)})


class _Resolver:
    def __init__(self, graph: Graph, document: Document) -> None:
        self.graph = graph
        self.document = document
        self.found: list[Diagnostic] = []
        self.waits_for: list[tuple[Route, str]] = []  # where a node is referred to that is made
        self.within = Header.model_fields["name"]  # the option at hand
        self.imports: dict[str, PageRef] = {}
        self.changed = False
        self.alone = 0  # variables met so far that stand alone, and may be more than a text

    def value(self, value: Any, route: Route) -> Any:
        """The same value, its references resolved; the very same object where it has none."""
        if type(value) in _PLAIN:  # most are
            return value
        if isinstance(value, Text):
            return self.text(value, route)
        if isinstance(value, Spec):
            given = vars(value)  # what stands in for wrong options lacks some
            fields = [name for name in type(value).model_fields if name in given]
            update = {n: new for n in fields if (new := self.option(value, n, (*route, n))) is not given[n]}
            return value.model_copy(update=update) if update else value
        if isinstance(value, Mapping):
            made = {key: self.value(item, (*route, key)) for key, item in value.items()}
            return made if any(made[key] is not value[key] for key in made) else value
        if isinstance(value, list):
            items = [self.value(item, (*route, index)) for index, item in enumerate(value)]
            return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        return value

    def option(self, model: Spec, name: str, route: Route) -> Any:
        field = self.within = type(model).model_fields[name]
        alone = self.alone
        value = self.value(getattr(model, name), route)
        if self.alone > alone and isinstance(value, dict) and (pattern := _pattern(field)):
            refused = pattern.refused(value, by_type(self.graph))
            for each in refused.refusals if refused else ():
                at = (*route, *each.route)
                self.error(at, each.code, f"{'.'.join(map(str, at))} {each.message}", each.fix)
        return value

    def text(self, value: Text, route: Route) -> Text:
        for name in dict.fromkeys(part.code for part in value.parts if isinstance(part, Expr)):
            self.alone += len(value.parts) == 1
            self.variable(name.removeprefix("var."), route, len(value.parts) == 1)
        if not any(isinstance(part, NodeRef | PageRef) for part in value.parts):
            return value
        self.changed = True
        return text(*(self.resolved(part, route) for part in value.parts))

    def resolved(self, part: Any, route: Route) -> Text | Expr | str:
        if isinstance(part, PageRef):
            self.imports.setdefault(part.input, part)
            return Expr(f"var.{part.input}")
        made: Text | Expr | str = self.node(part, route) if isinstance(part, NodeRef) else part
        return made

    def variable(self, name: str, route: Route, alone: bool) -> None:
        known = self.graph.header.variables
        if name not in known:
            fix = (
                suggestion(name, self.near(known), "did you mean {}? ")
                + f"declare it: variables: {{{name}: {{type: string}}}}"
            )
            self.error(route, "REF001", f"${{var.{name}}}: the page declares no variable {name}", fix)
        elif "(" in known[name].type and not (alone and _takes_json(self.within)):
            message = f"${{var.{name}}}: a {known[name].type} cannot stand in a text"
            self.error(route, "REF005", message, f"declare it as text: variables: {{{name}: {{type: string}}}}")

    def node(self, ref: NodeRef, route: Route) -> Text | Expr | str:
        node = self.graph.nodes.get(ref.node)
        kind = kinds.resource(kinds.singular(ref.section))
        if not kind or kind.section != ref.section or not node or node.kind is not kind:
            there = f"it stands under {node.kind.section}: " if node else ""
            message = f"${{{ref}}}: {there}no node {ref.node} stands under {ref.section}"
            self.error(route, "REF002", message, self.meant(ref, node or self.terraforms(ref)))
            return ""
        offered = kind.outputs
        if node.existing is not None:
            offered = tuple(name for name in offered if name in kind.existing(node.existing))
        if ref.attribute not in offered:
            words = f"{'a' if node.existing is None else 'an existing'} {kind.name.replace('_', ' ')}"
            message = f"${{{ref}}}: {words} has no {ref.attribute}"
            self.error(route, "REF003", message, f"it has {listed(offered)}")
            return ""
        if node.existing is None:
            self.waits_for.append((route, node.name))
        return node[ref.attribute]

    def meant(self, ref: NodeRef, node: AnyNode | None) -> str:
        """What to write instead, if a node is known that may be meant, or near."""
        if node:
            return f"write ${{{node.kind.section}.{node.name}.{ref.attribute}}}"
        nodes = self.graph.nodes.items()
        known = self.near(name for name, x in nodes if x.kind.section == ref.section and "." not in name)
        return suggestion(ref.node, known, "did you mean {}?") or f"declare {ref.node} there"

    def terraforms(self, ref: NodeRef) -> AnyNode | None:
        """The node that Terraform calls what the page says, such as aws_sqs_queue.in_box."""
        called = (ref.section, ref.node)
        nodes = (node for name, node in self.graph.nodes.items() if "." not in name)
        return next((node for node in nodes if (node.kind.main, node.label) == called), None)

    def near(self, known: Iterable[str]) -> Iterable[str]:
        return known if len(self.found) < MOST_SUGGESTED else ()

    def error(self, route: Route, code: str, message: str, fix: str) -> None:
        self.found.append(self.document.diagnostic(route, Severity.ERROR, code, message, fix))


@cache
def _takes_json(field: Field) -> bool:
    """Whether an option is JSON, where a list or a mapping may stand in the place of a text."""
    return any(isinstance(each, Json | Definition) for each in (*field.metadata, *_metadata(field.annotation)))


@cache
def _pattern(field: Field) -> Pattern | None:
    """What AWS takes of an option that is a pattern."""
    every = (*field.metadata, *_metadata(field.annotation))
    return next((each for each in every if isinstance(each, Pattern)), None)


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _metadata(part)
