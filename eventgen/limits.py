"""Graph -> Diagnostics: what holds for any kind: names that AWS takes, tests that are about the page."""

import re
from collections.abc import Iterator

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.graph import Graph, existing
from eventgen.kinds import variable
from eventgen.load import Document, Route
from eventgen.model import NO_ARN
from eventgen.values import shown


def limits(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    yield from _names(graph, document)
    yield from _twins(graph, document)
    yield from _variables(graph, document)
    if graph.tests:
        from eventgen.tested import tested

        yield from tested(graph, document)


def _names(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    for node in graph.nodes.values():
        kind = node.kind
        if isinstance(node.existing, str) and len(node.existing) > kind.longest_arn:
            size = f"{len(node.existing)} characters: AWS takes {kind.longest_arn}"
            at, message = (*node.route, "existing"), f"{node.name}: its ARN has {size}"
            yield document.diagnostic(at, Severity.ERROR, kind.limit_rule, message, "write it as AWS tells it")
        if node.existing is not None or not kind.longest:
            continue
        title = str(node.title).replace("${var.name}", graph.header.name)
        if len(title) > kind.longest:
            message = f"{node.name}: {kind.bounded} {title} has {len(title)} characters: AWS takes {kind.longest}"
            fix = f"shorten it by {len(title) - kind.longest}, or the page's name"
            yield document.diagnostic(node.route, Severity.ERROR, kind.limit_rule, message, fix, key=True)
        elif kind.pattern and not re.fullmatch(kind.pattern, title):
            message = f"{node.name}: AWS does not take {title} as {kind.bounded}"
            fix = f"rename it, or the page: it has to fit {kind.pattern}"
            yield document.diagnostic(node.route, Severity.ERROR, kind.limit_rule, message, fix, key=True)


def _twins(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """Of what exists already there is one node: its policies and flows are told by what they are of."""
    there: dict[tuple[str, str], str] = {}
    for node in graph.nodes.values():
        if node.existing is None or str(node.existing) == NO_ARN:
            continue
        other = there.setdefault((node.kind.name, str(node.existing)), node.name)
        if other != node.name:
            message = f"{node.name} and {other} are both {node.existing}: it is one {node.kind.name.replace('_', ' ')}"
            fix = f"use {other} in place of {node.name}"
            yield document.diagnostic(node.route, Severity.ERROR, "EXT002", message, fix, key=True)


def _variables(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """Of the variables that say what is there already: each holds the ARN of a thing of one kind."""
    held: dict[str, str] = {}
    for there in existing(graph):
        name = variable(there.arn)
        if name not in graph.header.variables:
            continue
        says, before, wanted = graph.header.variables[name], held.setdefault(name, there.what), f"the {there.what}"
        if says.type in ("number", "bool"):  # of lists and maps references say it
            message = f"{there.name}: var.{name} is of the type {says.type}: it takes {wanted}"
            yield _wrong(document, there.route, message, f"declare {name} with the type string")
        elif before != there.what:
            message = f"{there.name}: var.{name} holds the {before}: it takes {wanted}"
            yield _wrong(document, there.route, message, "use a variable for each")
        elif says.default is not None and not re.fullmatch(there.pattern, str(says.default), re.ASCII):
            message = f"{name}: default is {shown(says.default)}: {there.name} takes {wanted}"
            yield _wrong(document, ("variables", name, "default"), message, "take it away, or write the whole ARN")


def _wrong(document: Document, route: Route, message: str, fix: str) -> Diagnostic:
    return document.diagnostic(route, Severity.ERROR, "PAGE003", message, fix)
