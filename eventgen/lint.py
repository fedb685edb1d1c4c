"""Graph -> Diagnostics: runs the rules of the kinds that the page uses, and those about whole graphs."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from eventgen import kinds
from eventgen.diagnostics import Diagnostic
from eventgen.graph import AnyEdge, AnyNode, Graph
from eventgen.kinds import Problem, Rule
from eventgen.load import Document, Route


def lint(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """What the rules find. They pass over what is wrong already, and over whatever refers to it; of a page of which
    something is left out so, those that are about what a page lacks say nothing. What is wrong with a derived node is
    wrong with the node that means it, and told once."""
    routes = {node.route for node in graph.nodes.values()}
    for node in graph.nodes.values():
        if node.sound and "." not in node.name:
            for rule in kinds.rules_of("resources", node.kind.name):
                yield from _diagnostics(document, rule, rule.check(node), node)
    for edge in graph.edges:
        if edge.source.sound and edge.target.sound:
            for rule in kinds.rules_of("integrations", edge.integration.name):
                yield from _diagnostics(document, rule, rule.check(edge), edge)
    right = graph if graph.sound else graph.part()
    for name in kinds.names("rules"):
        for rule in kinds.rules_of("rules", name):
            if graph.sound or not rule.whole:
                yield from _diagnostics(document, rule, rule.check(right), None, routes)


def _diagnostics(
    document: Document,
    rule: Rule,
    problems: Iterable[Problem],
    of: AnyNode | AnyEdge | None,
    nodes: Container[Route] = (),
) -> Iterator[Diagnostic]:
    """A finding about a node as a whole stands at its name."""
    for problem in problems:
        below = problem.on or of
        at = (*(below.route if below else ()), *problem.at)
        key = not problem.at or at in nodes
        found = document.diagnostic(at, rule.severity, rule.code, problem.message, problem.fix, key=key)
        about = "" if not rule.ignorable else of.name if of else "page"
        words, second = problem.also or ("", at)
        also = document.related(second, words) if second != at else None
        yield replace(found, why=rule.why, about=about, edit=problem.edit, also=also)
