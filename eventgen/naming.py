"""Graph -> Diagnostics: things of a page that would have one name in Terraform, or in a policy."""

from collections.abc import Container, Iterator
from dataclasses import replace

from eventgen import anchor
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.graph import AnyNode, Graph
from eventgen.hcl import camel, label
from eventgen.load import Document, Route

Name = tuple[str, str, str, Route]  # where it has to be unique, the name, what is called so, its place


def naming(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """`a-b` and `a_b` would be one address in Terraform; so would `a.dead_letter` and `a_dead_letter`."""
    yield from _variables(graph, document)
    renamed = dict(_renamed(graph, document))
    yield from renamed.values()
    seen: dict[tuple[str, str], str] = {}
    told: set[frozenset[str]] = set()
    for where, name, thing, route in _names(graph, renamed):
        other = seen.setdefault((where, name), thing)
        pair = frozenset((other, thing))
        if other == thing or pair in told or all("." in each and "->" not in each for each in pair):
            continue  # of two derived nodes, the owners are told of
        told.add(pair)
        message = f"{other} and {thing} would both be called {name} in {where}"
        yield document.diagnostic(route, Severity.ERROR, "PAGE009", message, "rename one of them", key=True)


def _names(graph: Graph, renamed: Container[Route]) -> Iterator[Name]:
    """Of nodes that were not what they say, the names that would follow from it are not asked."""
    labels = {node.label for node in graph.nodes.values()}
    for node in graph.nodes.values():
        yield "Terraform", node.label, node.name, node.route
    for node in graph.nodes.values():
        made = node.existing is None
        for name in node.kind.labels(node) if made else ():
            yield "Terraform", name, node.name, node.route
        for attribute in node.kind.outputs if made else ():
            yield "outputs", f"{node.label}_{attribute}", node.name, node.route
        if node.called == node.name or (node.route not in renamed and label(node.called) not in labels):
            yield "policies", camel(node.called), node.name, node.route
    for edge in graph.edges:
        yield "flows.tf", edge.label, edge.name, edge.route
        if edge.source.route not in renamed and edge.target.route not in renamed:
            yield "flows.tf", edge.called, edge.name, edge.route


def _renamed(graph: Graph, document: Document) -> Iterator[tuple[Route, Diagnostic]]:
    """The names that nodes and their parts had before are free now, and each was one node's: whose are not."""
    names = {name: node.name for node in graph.nodes.values() for name in reversed(_labels(node))}
    before: dict[str, str] = {}
    told: set[Route] = set()  # what is wrong with a derived node is wrong with the node that means it
    for node in graph.nodes.values():
        for old, known in _before(node):
            other = before.setdefault(known, node.name)
            if known == node.label:
                message, fix = f"{node.name} was {old}: to Terraform and AWS that is its name", "take it away"
            elif names.get(known, node.name) != node.name:
                that = "that name" if known == label(old) else f"the name {known} of a part of it"
                message = f"{node.name} was {old}, and {names[known]} has {that} still"
                fix = f"let {names[known]} say what it was, or give it another name"
            elif other != node.name:
                message, fix = f"{node.name} and {other} were both {old}", "say it of the one whose resources there are"
            else:
                continue
            if node.route in told:
                continue
            told.add(node.route)
            yield node.route, document.diagnostic((*node.route, "was"), Severity.ERROR, "PAGE011", message, fix)


def _labels(node: AnyNode) -> list[str]:
    return [node.label, *(node.kind.labels(node) if node.existing is None else ())]


def _before(node: AnyNode) -> Iterator[tuple[str, str]]:
    """What a node was called, with each label that it and its parts had then."""
    for old in getattr(node.spec, "was", ()):
        yield from ((old, known) for known in _labels(replace(node, name=old)))


def _variables(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """The inputs that a module has because of what is on its page."""
    inputs = {name: f"{node.name} asks for it" for node in graph.nodes.values() for name in node.inputs}
    inputs |= {name: f"${{{ref}}} becomes it" for name, ref in graph.imports.items()}
    if anchor.missing(graph):
        inputs["anchor_arn"] = "nothing of the page tells the account"
    for name in graph.header.variables:
        if name in inputs:
            message = f"variable {name} is an input that the module has besides: {inputs[name]}"
            fix = f"call it {graph.header.name.replace('-', '_')}_{name}"
            yield document.diagnostic(("variables", name), Severity.ERROR, "PAGE006", message, fix, key=True)
