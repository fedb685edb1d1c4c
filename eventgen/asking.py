"""Words of the command line -> what a question is about: one page, one of its nodes, a duration, a size."""

from collections.abc import Mapping
from typing import Any

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop, printable
from eventgen.graph import AnyNode, Graph
from eventgen.kinds import FAILURES
from eventgen.pages import pages
from eventgen.pipeline import Page, read
from eventgen.values import Metadata, Wrong, listed, some, suggestion


def asked_page(path: str) -> Page:
    """The one page of a path, if it is sound. Raises Stop."""
    files = pages([path])
    if len(files) > 1:
        raise _stop(path, "ASK004", f"{len(files)} pages lie there", f"name one of {listed(files[:5])}")
    page = read(files[0])
    if not page.sound:
        raise Stop(each for each in page.found if each.severity >= Severity.ERROR)
    return page


def asked_node(page: Page, name: str) -> AnyNode:
    """A node of the page that may fail. Raises Stop."""
    graph, file = page.graph, page.document.file
    if name not in graph.nodes:
        raise unknown_node(page, name)
    node, only_failures = graph.nodes[name], not graph.into(name) and bool(owners := _owners(graph, name))
    if only_failures or "fail" not in node.kind.tested:
        why = "gets only what others have failed on" if only_failures else "does not fail by itself"
        targets = [edge.target.name for edge in graph.out_of(name)]
        able = [each for each in (owners if only_failures else targets) if "fail" in graph.nodes[each].kind.tested]
        fix = f"ask about {listed(dict.fromkeys(able))}" if able else ""
        raise _stop(file, "ASK002", f"{name}, a {node.kind.name}, {why}", fix)
    return node


def unknown_node(page: Page, name: str) -> Stop:
    known = [each for each in page.graph.nodes if "." not in each]
    near = suggestion(name, known, "did you mean {}? ")
    fix = f"{near}the page has {some(known)}" if known else "the page has no nodes"
    return _stop(page.document.file, "ASK001", f"no node is called {printable(name)}", fix)


def _owners(graph: Graph, name: str) -> list[str]:
    """Who puts into a node what it fails on."""
    of_nodes = [node.name for node in graph.nodes.values() if _fails_into(node.links, name)]
    return [*of_nodes, *(edge.target.name for edge in graph.edges if _fails_into(edge.links, name))]


def _fails_into(links: Mapping[str, AnyNode], name: str) -> bool:
    return any(role in links and links[role].name == name for role in FAILURES)


def asked_value(option: str, value: Any, type_: Metadata) -> Any:
    """The value of an option, read as on the page. Raises Stop."""
    try:
        return type_.read(value)
    except Wrong as wrong:
        first = wrong.refusals[0]
        raise refused(option, first.message, first.fix) from wrong


def refused(option: str, message: str, fix: str = "") -> Stop:
    """An option with a value that it does not take; `message` is a predicate."""
    return _stop(option, "ASK003", message, fix)


def _stop(place: str, code: str, message: str, fix: str) -> Stop:
    return Stop([Diagnostic(Place(place), Severity.ERROR, code, message, fix)])
