"""{path: text} -> Graph: the inverse of plan and render.

The blocks of a module become nodes, flows and their options; each kind and each integration knows how its own are read
(its `lift`). With a page at hand the rest of the text is judged too: what follows from the page has to be there just as
it follows, and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eventgen import kinds
from eventgen.blocks import Blocks, Page
from eventgen.frame import Frame, frame
from eventgen.graph import Graph
from eventgen.kinds import Edge, Hand, Node, Resource
from eventgen.lifting import EdgeLifting, Identity, NodeLifting, build
from eventgen.merging import lift_added
from eventgen.pieces import MORE, Finding, Piece
from eventgen.syntax import File

ALARM = "aws_cloudwatch_metric_alarm"


@dataclass(frozen=True)
class Lifted:
    """What was read: the graph, its parts with the places of their options, and what differs from the page."""

    graph: Graph
    nodes: Sequence[NodeLifting]
    made: Mapping[Identity, Node[Any]]
    edges: Sequence[EdgeLifting]
    frame: Frame
    findings: Sequence[Finding]


def lift(files: Sequence[File], page: Page | None = None) -> Lifted:
    """The graph that the files of a module make."""
    blocks = Blocks(files, page)
    known = [kind for name in kinds.names("resources") if (kind := kinds.resource(name))]
    nodes = [node for kind in known if kind.main for node in _made(blocks, kind)]
    for node in nodes:
        node.kind.lift(node)
    for kind in known:
        for type_, hand in kind.hands.items():
            rivals = tuple(other.name for other in known if type_ in other.hands)
            _handed(blocks, kind, type_, hand, rivals)
        _found(blocks, kind)
    for edge, said in page.unseen() if page else ():
        blocks.unseen(edge, said)
    for each in blocks.waiting:
        each()
    for node in nodes:
        lift_added(node)
    if blocks.of_type.get(ALARM):
        from eventgen.watched import watched

        watched(blocks)
    if "moved" in blocks.of_type:
        _labelled(blocks.edges)
    around = frame(blocks)
    if page is not None:
        _judged(blocks)
    nodes += blocks.standing.values()
    made = _nodes(nodes)
    graph = Graph(around.header, {node.name: node for node in made.values()}, tuple(_edges(blocks.edges, made)))
    lifted = Lifted(graph, nodes, made, tuple(blocks.edges), around, blocks.findings)
    blocks.let_go()
    return lifted


def _made(blocks: Blocks, kind: Resource[Any]) -> Iterator[NodeLifting]:
    for file, block in blocks.of_type.get(kind.main, ()):
        label = block.labels[1]
        subject = blocks.subject(label)
        if blocks.page and (said := blocks.page.node(label)):
            subject.name, subject.route, subject.context = said.name, said.route, said.context
        piece = blocks.open((file, block), subject)
        if piece:
            node = blocks.nodes[piece.name] = NodeLifting(blocks, subject, label, piece, kind=kind)
            if subject.context:  # names and moves say it, and are judged
                node.values["was"] = getattr(subject.context["node"].spec, "was", [])
            yield node


def _handed(blocks: Blocks, kind: Resource[Any], type_: str, hand: Hand, rivals: tuple[str, ...]) -> None:
    """The flows that blocks of a type are, where their source is of the kind, and none of its rivals."""
    targets = [name.partition("_to_")[2] for name in kinds.names("integrations") if name.startswith(f"{kind.name}_to_")]
    for file, block in blocks.of_type.get(type_, ()):
        attribute = block.body.attributes.get(hand.source)
        subject = blocks.subject(".".join(block.labels))
        probe = Piece(subject.name, subject, file, block.at, True, dict(block.body.attributes))
        source = blocks.node(probe.read(hand.source), (hand.source_attribute,), rivals) if attribute else None
        piece = blocks.open((file, block), subject) if source and source.kind is kind else None
        if source and piece:
            piece.take(hand.source)
            takes = hand.kinds(piece) if hand.kinds else tuple(targets)
            if target := blocks.end(piece, hand.target, hand.target_attributes, takes):
                blocks.edge(source, target, piece)


def _found(blocks: Blocks, kind: Resource[Any]) -> None:
    """What is made for nodes that exist already."""
    type_, argument, attribute = kind.found_by
    for file, block in blocks.of_type.get(type_, ()):
        subject = blocks.subject(type_)
        piece = Piece(subject.name, subject, file, block.at, True, dict(block.body.attributes))
        blocks.node(piece.read(argument), (attribute,), (kind.name,))
    for node in [*blocks.standing.values()]:
        if node.kind is kind:
            kind.lift(node)


def _labelled(edges: Sequence[EdgeLifting]) -> None:
    """What flows are called says nothing, unless something was moved there."""
    for edge in edges:
        if edge.context and edge.integration.template and edge.main.name.count(".") == 1:
            type_, label = edge.main.name.split(".")[0], edge.context.get("label", edge.context["edge"].label)
            edge.main.called(f"{type_}.{label}", edge.blocks.named)


def _judged(blocks: Blocks) -> None:
    """What nobody has read."""
    for piece in [*blocks.opened.values()]:
        piece.leftovers()
    for address, file, block in blocks.unread():
        subject = blocks.subject(address)
        Piece(address, subject, file, block.at).say(
            MORE, f"nothing of the page asks for {address}", None, len(block.type)
        )


def _nodes(nodes: Sequence[NodeLifting]) -> dict[Identity, Node[Any]]:
    made = {node.identity: node.made() for node in nodes}
    links = {node.identity: {role: made[to.identity] for role, to in node.links.items()} for node in nodes}
    return {known: replace(node, links=links[known]) for known, node in made.items()}


def _edges(edges: Sequence[EdgeLifting], made: Mapping[Identity, Node[Any]]) -> Iterator[Edge[Any, Any, Any]]:
    for edge in edges:
        options = build(edge.integration.options, edge.values)
        links = {role: made[to.identity] for role, to in edge.links.items()}
        ends = made[edge.source.identity], made[edge.target.identity]
        yield Edge(edge.integration, *ends, options, links, edge.number)
