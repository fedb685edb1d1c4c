"""Graph -> Diagnostics: what could only be made after itself, because of what the page refers to."""

from collections.abc import Iterable, Iterator

from eventgen.addresses import address, addresses
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.graph import Graph
from eventgen.load import Document, Route

Needs = dict[str, set[str]]  # node -> what Terraform makes before it


def cycles(graph: Graph, references: Iterable[tuple[Route, str]], document: Document) -> Iterator[Diagnostic]:
    """The references with which a way leads back to where it began. Each is where it stands, and the node that is
    referred to."""
    needs = _needs(graph)
    for route, target in references:
        if route[0] == "tags":
            message = f"tags refer to {target}, which has these tags itself: it cannot be made first"
            yield _diagnostic(document, route, message, "write its name out, or use a variable")
            continue
        owner = graph.nodes.get(str(route[1])) if len(route) > 2 else None
        if owner is None or owner.route != route[:2] or route[2] in owner.kind.apart:
            continue  # nothing waits for what is made of it
        if way := _way(needs, target, owner.name):
            said = " -> ".join((owner.name, *way))
            message = f"{said}: nothing of this can be made first" if len(way) > 1 else f"{owner.name} refers to itself"
            yield _diagnostic(document, route, message, "take it away, or look it up when it runs")
        else:
            needs[owner.name].add(target)


def _diagnostic(document: Document, route: Route, message: str, fix: str) -> Diagnostic:
    return document.diagnostic(route, Severity.ERROR, "REF004", message, fix)


def _needs(graph: Graph) -> Needs:
    """What nodes need besides what the page refers to: what their options name, and what their flows ask of them."""
    needs: Needs = {name: {link.name for link in node.links.values()} for name, node in graph.nodes.items()}
    names = {address(node): name for name, node in graph.nodes.items() if node.existing is None}
    for edge in graph.edges:
        for attachment in edge.integration.attach(edge):
            if attachment.slot in graph.nodes[attachment.node].kind.waits:
                found = {names[each] for each in addresses(attachment.value) if each in names}
                needs[attachment.node] |= found - {attachment.node}
    return needs


def _way(needs: Needs, start: str, end: str) -> tuple[str, ...]:
    """The shortest way from what is needed to what it needs in the end, both named; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        if way[-1] == end:
            return way
        onward = [name for name in sorted(needs[way[-1]]) if name not in seen]
        seen.update(onward)
        ways += [(*way, name) for name in onward]
    return ()
