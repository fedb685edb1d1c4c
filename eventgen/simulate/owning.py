"""Who loses an event -> what to write on the page so that it is kept."""

from eventgen import kinds
from eventgen.graph import AnyEdge, Graph
from eventgen.simulate.world import flow_name

BETWEEN = ("queue", "topic")  # what keeps events, or has a dead-letter queue for them


def owning(graph: Graph, owner: str, way: str) -> str:
    """YAML: a dead-letter queue where AWS has one, else something with one between; empty where neither can be.
    `way` is the flow that the event came over, if it was one to its owner."""
    flows = [edge for edge in graph.edges if flow_name(edge) == owner]
    if not flows and owner in graph.nodes:
        where = graph.nodes[owner]
        if "dead_letter" in type(where.spec).model_fields and "dead_letter" not in where.links:
            return f"{where.kind.section}: {{{owner}: {{dead_letter: {{after: 5}}}}}}"
        flows = sorted(graph.into(owner), key=lambda edge: flow_name(edge) != way)
    return next(filter(None, map(_of_flow, flows)), "")


def _of_flow(edge: AnyEdge) -> str:
    source, target = edge.source, edge.target
    if "dead_letter" in type(edge.options).model_fields and not edge.links.keys() & set(kinds.FAILURES):
        return f"flows: [{{from: {source.name}, to: {target.name}, dead_letter: true}}]"
    for kind in BETWEEN:
        if kinds.integration(source.kind.name, kind) and kinds.integration(kind, target.kind.name):
            return f"{kinds.plural(kind)}: {{buffer: {{}}}}, flows: [{source.name} -> buffer -> {target.name}]"
    return ""
