"""What a module says -> Diagnostics: wherever it is not what its page says, field by field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from eventgen import anchor
from eventgen.blocks import Said
from eventgen.diagnostics import Diagnostic, Related, Severity
from eventgen.graph import Graph
from eventgen.kinds import DROPPED, KEY, Edge, Node
from eventgen.lift import Lifted, lift
from eventgen.lifting import EdgeLifting, Identity, Lifting, NodeLifting, identity
from eventgen.load import Document, Route
from eventgen.meaning import canonical, same, shown
from eventgen.module import Move, Source
from eventgen.pieces import DIFFERS, LACKS, MORE, Finding, first_difference
from eventgen.plan import Plan
from eventgen.syntax import File

AnyNode = Node[Any]
AnyEdge = Edge[Any, Any, Any]


def compare(files: Sequence[File], source: Source) -> Iterator[Diagnostic]:
    """Every difference, at its place in the HCL; where the page says it too, with that place."""
    page = PageView(source.graph, source.plan, source.moves)
    lifted = lift(files, page)
    for finding in [*lifted.findings, *_graphs(page, lifted)]:
        yield _placed(finding, {file.path: file for file in files}, source.document)


def _placed(finding: Finding, files: Mapping[str, File], document: Document) -> Diagnostic:
    said = document.diagnostic(finding.route or (), Severity.ERROR, finding.code, finding.message)
    if finding.place is None:
        return said
    found = files[finding.place.file].finding(finding.place, Severity.ERROR, finding.code, finding.message)
    return replace(found, also=Related(said.place, "page", said.source)) if finding.route else found


def node_identity(node: AnyNode) -> Identity:
    address = getattr(node.spec, node.kind.addressed) if node.kind.addressed else None
    return identity(node.kind, node.label, node.existing, address)


def edge_key(edge: AnyEdge) -> Identity:
    return (edge.integration.name, node_identity(edge.source), node_identity(edge.target))


class PageView:
    """What the page says of each node and flow, and what the templates get for it."""

    def __init__(self, graph: Graph, made: Plan, moves: Sequence[Move] = ()) -> None:
        self.graph = graph
        contexts = {id(job.context["node"]): job.context for job in made.jobs if "node" in job.context}
        edges = {id(job.context["edge"]): job.context for job in made.jobs if "edge" in job.context}
        self.nodes: dict[Identity, AnyNode] = {node_identity(node): node for node in graph.nodes.values()}
        self.contexts = {known: contexts.get(id(node), {"node": node}) for known, node in self.nodes.items()}
        self.flows: dict[Identity, list[AnyEdge]] = {}
        for edge in graph.edges:
            self.flows.setdefault(edge_key(edge), []).append(edge)
        self.edge_contexts = {id(edge): edges.get(id(edge), {"edge": edge}) for edge in graph.edges}
        self.met: set[int] = set()
        self.contexts[""] = {**self._frame(made), "moves": moves}

    def _frame(self, made: Plan) -> dict[str, Any]:
        of = {job.template: job.context for job in made.jobs}
        common = of["module/variables.tf.j2"]
        return {
            "inputs": common["inputs"],
            "outputs": common["outputs"],
            "anchors": anchor.values(self.graph),
            "arns": _arns(self.graph),
            "imports": self.graph.imports,
            "key": of.get("module/kms.tf.j2"),
            **of.get("module/alarms.tf.j2", {}),
        }

    def node(self, identity: Identity) -> Said | None:
        if identity == "":
            return Said("the module", (), self.contexts[""])
        node = self.nodes.get(identity)
        return Said(node.name, node.route, self.contexts[identity]) if node else None

    def edge(self, key: Identity, labels: Sequence[Any]) -> Said | None:
        """The flow of such a label; if none of them has it, the next in the order of the page."""
        flows = [edge for edge in self.flows.get(key, ()) if id(edge) not in self.met]
        if not flows:
            return None
        edge = next((each for each in flows if self._label(each) in labels), flows[0])
        self.met.add(id(edge))
        return Said(edge.name, edge.route, self.edge_contexts[id(edge)])

    def _label(self, edge: AnyEdge) -> str:
        return str(self.edge_contexts[id(edge)].get("label", edge.label))

    def unseen(self) -> Iterator[tuple[AnyEdge, Said]]:
        for edge in self.graph.edges:
            if not edge.integration.seen(edge):
                yield edge, Said(edge.name, edge.route, self.edge_contexts[id(edge)])


def _arns(graph: Graph) -> list[Any]:
    """Any of these tells the account, the Region and the partition of the module."""
    made = [node.kind.anchor(node) for node in graph.nodes.values() if node.existing is None and node.kind.anchor]
    return [KEY, *made] if anchor.makes_key(graph) else made


def _graphs(page: PageView, lifted: Lifted) -> Iterator[Finding]:
    """Nodes, flows, options and links that are not the same."""
    found = {node.identity: node for node in lifted.nodes}
    named = _named(page.graph)
    for known, node in page.nodes.items():
        if known in found:
            yield from _options(found[known], lifted.made[found[known].identity], node)
        elif known in named:
            yield Finding(LACKS, f"nothing of the module makes {node.name}", None, node.route)
    for known, made in found.items():
        if known not in page.nodes:
            yield _at(made, MORE, f"the page has no {made.kind.name.replace('_', ' ')} {made.subject.name}")
    yield from _edges(page, lifted)
    yield from _header(page.graph, lifted)


def _named(graph: Graph) -> set[Identity]:
    """The nodes that a module says something of: all that are made, and those that are used."""
    known = {node_identity(node) for node in graph.nodes.values() if node.existing is None and node.kind.main}
    for edge in graph.edges:
        if edge.integration.seen(edge):
            known |= {node_identity(edge.source), node_identity(edge.target)}
    return known


def _edges(page: PageView, lifted: Lifted) -> Iterator[Finding]:
    met: set[int] = set()
    for lifting, read in zip(lifted.edges, lifted.graph.edges, strict=True):
        wanted = (lifting.context or {}).get("edge")
        if wanted is None:
            if read.integration.seen(read):
                yield _at(lifting, MORE, f"the page has no flow {lifting.subject.name}, or not so many")
            continue
        met.add(id(wanted))
        if wanted.integration.seen(wanted):
            yield from _options(lifting, read, wanted)
    for edge in page.graph.edges:
        if edge.integration.seen(edge) and id(edge) not in met:
            yield Finding(LACKS, f"nothing of the module is the flow {edge.name}", None, edge.route)


def _options(of: NodeLifting | EdgeLifting, found: AnyNode | AnyEdge, wanted: AnyNode | AnyEdge) -> Iterator[Finding]:
    read, said = _said(found), _said(wanted)
    for option in said:
        if not same(read.get(option), said[option]):
            path, is_, should = first_difference(read.get(option), said[option])
            steps = (option, *re.findall(r"[^.[\]]+", path))
            message = f"{of.subject.name}: {option}{path} is {shown(is_)} here, and {shown(should)} on the page"
            yield _at(of, DIFFERS, message, steps, wanted.route)
    links = {role: node for role, node in wanted.links.items() if role not in _unlinked(wanted)}
    for role in {**links, **of.links}:
        one, other = of.links.get(role), links.get(role)
        if (one and one.identity) != (other and node_identity(other)):
            is_, should = one.subject.name if one else "nothing", other.name if other else "nothing"
            yield _at(
                of, DIFFERS, f"{of.subject.name}: {role} is {is_} here, and {should} on the page", (role,), wanted.route
            )


def _said(of: AnyNode | AnyEdge) -> dict[str, Any]:
    """What is said of a node or a flow, as the HCL can say it. Of a node that exists already it is next to nothing."""
    if isinstance(of, Edge):
        options, meaning = canonical(of.options), of.integration.meaning(of)
    else:
        plain = of.existing is None and not of.kind.addressed
        options, meaning = canonical(of.spec) if plain else {}, of.kind.meaning(of)
        options["description"] = DROPPED  # outputs say it
    return {name: canonical(value) for name, value in {**options, **meaning}.items() if value is not DROPPED}


def _unlinked(of: AnyNode | AnyEdge) -> frozenset[str]:
    """The roles of links that the HCL says elsewhere."""
    if isinstance(of, Edge):
        return of.integration.unlinked
    return of.kind.unlinked if of.existing is None else frozenset(of.links)


def _header(graph: Graph, lifted: Lifted) -> Iterator[Finding]:
    page, found = graph.header, lifted.frame.header
    for option in ("name", "tags"):
        is_, should = canonical(getattr(found, option)), canonical(getattr(page, option))
        if not same(is_, should):
            yield _of_header(lifted, (option,), is_, should)
    for name in [*page.variables, *(name for name in found.variables if name not in page.variables)]:
        if name not in page.variables:
            yield _of_header(lifted, ("variables", name, "type"), "an input", None)
            continue
        if name not in found.variables:
            continue  # said already: the module lacks it
        is_, should = canonical(found.variables[name]), canonical(page.variables[name])
        for option in should:
            if not same(is_[option], should[option]):
                yield _of_header(lifted, ("variables", name, option), is_[option], should[option])


def _of_header(lifted: Lifted, route: tuple[str, ...], found: Any, wanted: Any) -> Finding:
    file, at, length = lifted.frame.places.get(route) or next(iter(lifted.frame.places.values()))
    path, is_, should = first_difference(found, wanted)
    message = f"{'.'.join(route)}{path} is {shown(is_)} here, and {shown(should)} on the page"
    return Finding(DIFFERS, message, file.place(at, length), route)


def _at(of: Lifting, code: str, message: str, path: tuple[str, ...] = (), route: Route | None = None) -> Finding:
    known = next((of.places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in of.places), None)
    file, offset, length = known or (of.main.file, of.main.at, 1)
    return Finding(code, message, file.place(offset, length), None if route is None else (*route, *path))
