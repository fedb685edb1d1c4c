"""Pipeline -> Graph: names become nodes, flows become edges, and what the page means but does not write is derived."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from eventgen import kinds
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.hcl import PageRef, Value
from eventgen.kinds import Derived, Edge, Node, Use
from eventgen.load import Route
from eventgen.model import KEY_ARN, Flow, Header, Named, Pipeline
from eventgen.typed import Subject, typed
from eventgen.values import MOST_SUGGESTED, listed, shown, suggestion

AnyNode = Node[Any]
AnyEdge = Edge[Any, Any, Any]

MOST_LISTED = 50  # names of nodes in a fix


@dataclass(frozen=True)
class Graph:
    """Nodes and edges of a page. A derived node is called `OWNER.what`, which no node of a page can be."""

    header: Header
    nodes: Mapping[str, AnyNode]
    edges: tuple[AnyEdge, ...]
    tests: Mapping[int, Any] = field(default_factory=dict, compare=False)
    told: str = ""  # the topic that hears of alarms; empty where none are made
    sound: bool = field(default=True, compare=False)  # False where a node or a flow is wrong: one may be missing
    imports: Mapping[str, PageRef] = field(default_factory=dict)  # inputs that are attributes of other pages' nodes

    def part(self) -> "Graph":
        """What is right of it: without the nodes that are wrong, and whatever refers to one."""
        right = {name for name, node in self.nodes.items() if node.sound and _all_sound(node.links)}
        edges = (e for e in self.edges if {e.source.name, e.target.name} <= right and _all_sound(e.links))
        nodes = {name: node for name, node in self.nodes.items() if name in right}
        return replace(self, nodes=nodes, edges=tuple(edges), told=self.told if self.told in right else "")

    def into(self, name: str) -> tuple[AnyEdge, ...]:
        return self._into.get(name, ())

    def out_of(self, name: str) -> tuple[AnyEdge, ...]:
        return self._out_of.get(name, ())

    @cached_property
    def made(self) -> Mapping[str, AnyNode]:
        """The nodes that the module makes, by the addresses of their resources."""
        from eventgen.addresses import address

        return {address(node): node for node in self.nodes.values() if node.existing is None}

    @cached_property
    def _into(self) -> dict[str, tuple[AnyEdge, ...]]:
        return _by(self.edges, lambda edge: edge.target.name)

    @cached_property
    def _out_of(self) -> dict[str, tuple[AnyEdge, ...]]:
        return _by(self.edges, lambda edge: edge.source.name)


def _all_sound(links: Mapping[str, AnyNode]) -> bool:
    return all(link.sound for link in links.values())


def _by(edges: Iterable[AnyEdge], end: Callable[[AnyEdge], str]) -> dict[str, tuple[AnyEdge, ...]]:
    found: dict[str, list[AnyEdge]] = {}
    for edge in edges:
        found.setdefault(end(edge), []).append(edge)
    return {name: tuple(own) for name, own in found.items()}


def graph(pipeline: Pipeline) -> tuple[Graph, list[Diagnostic]]:
    """The graph, and all that is wrong with its names and flows."""
    builder = _Builder(pipeline)
    builder.declare()
    builder.link()
    told = builder.told()
    edges = [*builder.written_edges(), *builder.meant_edges()]
    nodes, edges = _settled(builder.nodes, edges, pipeline.header)
    sound = pipeline.sound and not builder.found and all(node.sound for node in nodes.values())
    return Graph(pipeline.header, nodes, tuple(edges), pipeline.tests, told, sound), builder.found


class There(NamedTuple):
    """Something that is there already: its ARN, what that has to look like and be, what names it, and where."""

    arn: Value
    pattern: str
    what: str
    name: str
    route: Route


def existing(graph: Graph) -> Iterator[There]:
    """The nodes and the key that the module uses and does not make."""
    for node in graph.nodes.values():
        if node.existing is not None:
            what = f"ARN of a {_words(node.kind.name)}"
            yield There(node.existing, node.kind.arn, what, node.name, (*node.route, "existing"))
    if (key := graph.header.defaults.key) is not None:
        yield There(key, KEY_ARN.pattern, "ARN of a KMS key", "defaults", ("defaults", "key"))


class _Builder:
    """The state of one page's graph while it is built."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.document = pipeline.document
        self.pipeline = pipeline
        self.found: list[Diagnostic] = []
        self.unknown: set[Named] = set()
        self.nodes: dict[str, AnyNode] = {}
        self.pairs: dict[tuple[str, str], list[AnyEdge]] = {}

    def error(self, route: Route, code: str, message: str, fix: str = "") -> None:
        self.found.append(self.document.diagnostic(route, Severity.ERROR, code, message, fix))

    def declare(self) -> None:
        for name, d in self.pipeline.nodes.items():
            existing = name if kinds.ALWAYS_THERE.get(name) == d.kind.name else d.existing
            self.nodes[name] = Node(d.kind, name, d.spec, existing, {}, d.route, d.written, d.sound, said=d.spec)

    def link(self) -> None:
        """Connects each node with those that its options name or mean."""
        for node in list(self.nodes.values()):
            uses = {role: use for role, use in node.kind.uses(node).items() if use}
            links = self.used(uses, node.route)
            self.nodes[node.name] = replace(node, links=links, sound=node.sound and len(links) == len(uses))

    def used(self, uses: Mapping[str, Use | None], route: Route) -> dict[str, AnyNode]:
        links = {}
        for role, use in uses.items():
            if isinstance(use, Derived):
                links[role] = self.derived(use, route)
            elif use and (node := self.named(use, (*route, *(use.option or (role,))), role)):
                links[role] = node
        return links

    def named(self, use: kinds.Named, route: Route, role: str) -> AnyNode | None:
        node = self.find((use.name, route))
        if node and node.kind.name not in use.kinds:
            takes = " or ".join(f"a {_words(kind)}" for kind in use.kinds)
            message = f"{role} is {use.name}, a {_words(node.kind.name)}: it takes {takes}"
            known = [name for name, other in self.nodes.items() if other.kind.name in use.kinds and "." not in name]
            fix = f"the page has {listed(known)}" if known else f"declare {takes}"
            self.error(route, "FLOW004", message, fix)
            return None
        return node

    def told(self) -> str:
        """The name of the topic that hears of alarms, if there are any."""
        if (alarms := self.pipeline.header.alarms) is None:
            return ""
        from eventgen.alarms import told

        topic, route = told(alarms.notify, self.nodes), ("alarms", "notify")
        if isinstance(topic, Node):
            self.nodes.setdefault(topic.name, topic)
            return topic.name
        node = self.named(topic, route, "notify")
        return node.name if node else ""

    def derived(self, use: Derived, route: Route) -> AnyNode:
        if use.name not in self.nodes:
            kind = kinds.resource(use.kind)
            assert kind, use.kind
            spec, (owner, _, rest) = use.spec, use.name.rpartition(".")
            if was := getattr(self.nodes[owner].spec, "was", None):
                spec = spec.model_copy(update={"was": [f"{name}.{rest}" for name in was]})
            node: AnyNode = Node(kind, use.name, spec, None, {}, route)
            self.nodes[use.name] = replace(node, links=self.used(kind.uses(node), route))
        return self.nodes[use.name]

    def find(self, named: Named) -> AnyNode | None:
        name, route = named
        if name in self.nodes:
            return self.nodes[name]
        if name in kinds.ALWAYS_THERE:
            kind = kinds.resource(kinds.ALWAYS_THERE[name])
            assert kind
            self.nodes[name] = Node(kind, name, kind.spec(), name)
            return self.nodes[name]
        if (name, route[:2]) not in self.unknown:  # a flow may mean one name in two ways
            known = [*self.nodes, *kinds.ALWAYS_THERE] if len(self.unknown) < MOST_SUGGESTED else ()
            self.unknown.add((name, route[:2]))
            near = suggestion(name, known, "did you mean {}? ")
            self.error(route, "FLOW001", f"no node is called {shown(name)}", near + self.has)
        return None

    @cached_property
    def has(self) -> str:
        names = sorted(self.pipeline.nodes)
        more = f", and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
        return f"the page has {listed(names[:MOST_LISTED])}{more}" if names else "the page has no nodes"

    def written_edges(self) -> Iterator[AnyEdge]:
        """The edges that the page's flows say."""
        for flow in self.pipeline.flows:
            sources = [(self.find(source), source[1]) for source in flow.sources]
            targets = [(self.find(target), target[1]) for target in flow.targets]
            for source, _ in sources:
                for target, at in targets:
                    if source and target and (edge := self.edge(source, target, flow, at)):
                        yield edge

    def meant_edges(self) -> Iterator[AnyEdge]:
        """The edges that options of nodes say, such as `bucket:` of a rule."""
        for node in list(self.nodes.values()):
            for ends in node.kind.flows(node):
                names = [(name, node.route) for name in ends]
                source, target = self.find(names[0]), self.find(names[1])
                flow = Flow((names[0],), (names[1],), {}, node.route)
                if source and target and (source.name, target.name) not in self.pairs:
                    edge = self.edge(source, target, flow, node.route)
                    if edge:
                        yield edge

    def edge(self, source: AnyNode, target: AnyNode, flow: Flow, at: Route) -> AnyEdge | None:
        integration = kinds.integration(source.kind.name, target.kind.name)
        if not integration:
            self.error(at, "FLOW002", *impossible(source, target))
            return None
        subject = Subject(self.document, flow.route, f"{source.name} -> {target.name}", ("from", "to"))
        options, wrong = typed(integration.options, dict(flow.options), subject)
        self.found += wrong
        if options is None:
            return None
        twins = self.pairs.setdefault((source.name, target.name), [])
        if twins and not integration.parallel:
            line = self.document.place(twins[0].route).line
            message = f"{source.name} -> {target.name} stands there already (line {line}): AWS takes one"
            self.error(flow.route, "FLOW003", message, "say it in one flow")
            return None
        edge: AnyEdge = Edge(integration, source, target, options, {}, len(twins) + 1, flow.route)
        edge = replace(edge, links=self.used(integration.uses(edge), flow.route))
        twins.append(edge)
        return edge


def _settled(
    nodes: Mapping[str, AnyNode], edges: list[AnyEdge], header: Header
) -> tuple[dict[str, AnyNode], list[AnyEdge]]:
    """What a node leaves to others is settled: by the page's defaults, and by the edges at it."""
    into = _by(edges, lambda edge: edge.target.name)
    out_of = _by(edges, lambda edge: edge.source.name)
    made = {
        name: replace(
            node,
            spec=node.kind.settle(node, header.defaults, list(into.get(name, ())), list(out_of.get(name, ()))),
            given_key=header.defaults.key,
        )
        for name, node in nodes.items()
    }
    made = _alarmed(made, edges, header)
    linked = {
        name: replace(node, links={r: made[n.name] for r, n in node.links.items()}) for name, node in made.items()
    }

    def again(edge: AnyEdge) -> AnyEdge:
        links = {role: linked[node.name] for role, node in edge.links.items()}
        return replace(edge, source=linked[edge.source.name], target=linked[edge.target.name], links=links)

    return linked, [again(edge) for edge in edges]


def _alarmed(nodes: dict[str, AnyNode], edges: list[AnyEdge], header: Header) -> dict[str, AnyNode]:
    """The thresholds of all alarms are settled; on a page without `alarms` there are none."""
    if header.alarms is not None:
        from eventgen.alarms import settled

        return settled(nodes, edges)
    quiet = {"alarm": None}
    idle = [name for name, node in nodes.items() if getattr(node.spec, "alarm", None) is not None]
    return nodes | {name: replace(nodes[name], spec=nodes[name].spec.model_copy(update=quiet)) for name in idle}


def impossible(source: AnyNode, target: AnyNode) -> tuple[str, str]:
    """Why two kinds are not connected, and what would do it. The table holds what AWS itself does not connect
    (its sources: the API references of Subscribe, PutBucketNotificationConfiguration, PutTargets, CreatePipe)."""
    import json
    from importlib.resources import files

    table = json.loads(files("eventgen").joinpath("impossible.json").read_text("utf-8"))
    ours, theirs = source.kind.name, target.kind.name
    for pair in (f"{ours} {theirs}", f"{ours} *", f"* {theirs}"):
        if pair in table:
            why, instead = (words.format(s=source.name, t=target.name) for words in table[pair])
            message = f"{source.name} -> {target.name}: {_one(ours)} hands nothing to {_one(theirs)}: {why}"
            return message, f"instead: {instead}" if instead else "take the flow away"
    known = [name.removeprefix(f"{ours}_to_") for name in kinds.names("integrations") if name.startswith(f"{ours}_to_")]
    message = f"{source.name} -> {target.name}: eventgen has no flow from {_one(ours)} to {_one(theirs)}"
    return message, f"{_one(ours)} can hand to: {', '.join(map(_words, known)) or 'nothing'}"


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _one(kind: str) -> str:
    return f"an {_words(kind)}" if kind[0] in "aeiou" else f"a {_words(kind)}"
