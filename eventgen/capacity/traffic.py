"""Rates from outside -> what comes to each node and over each flow, in the worst case: filters let everything pass."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eventgen import kinds
from eventgen.capacity.carrier import Call, Carrier, Passage, Question
from eventgen.capacity.limits import Use
from eventgen.capacity.loads import Load, load
from eventgen.graph import AnyEdge, AnyNode, Graph

HANDS_ON = Passage()


@dataclass
class Traffic:
    """All calls of a graph, in an order in which each comes after those that it follows from."""

    calls: list[Call] = field(default_factory=list)  # from outside, and over flows
    whole: list[Call] = field(default_factory=list)  # all that comes to a node
    circles: list[str] = field(default_factory=list)  # the steps with which events come back to where they were

    def uses(self) -> Iterator[Use]:
        """What all of it uses."""
        for call in self.calls:
            yield from _uses(call)
        for call in self.whole:
            yield from carrier(call.node).within(call)


def carrier(node: AnyNode) -> Carrier:
    found: Carrier = kinds.found("capacity.nodes", node.kind.name)
    return found


def passage(edge: AnyEdge) -> Passage | None:
    """What a flow does otherwise; None where it hands on each event by itself."""
    found: Passage | None = kinds.found("capacity.flows", edge.integration.name)
    return found


def _uses(call: Call) -> Iterator[Use]:
    own = passage(call.edge) if call.edge else None
    if call.edge:
        yield from carrier(call.edge.source).sends(call)
    yield from own.uses(call) if own else carrier(call.node).takes(call)


def entries(graph: Graph) -> list[str]:
    """The nodes at which events enter: nothing of the page hands anything to them."""
    into = {edge.target.name for edge in graph.edges} | {graph.told}
    for node in graph.nodes.values():
        into |= {*carrier(node).onward(node, graph), *_failed(node.links), *_filled(node)}
    for edge in graph.edges:
        into |= set(_failed(edge.links))
    return [name for name in graph.nodes if name not in into]


def _failed(links: Mapping[str, AnyNode]) -> Iterator[str]:
    """Where nothing comes to as long as nothing fails."""
    return (node.name for role, node in links.items() if role in kinds.FAILURES)


def _filled(node: AnyNode) -> Iterator[str]:
    return (node.links[role].name for role in carrier(node).fills(node) if role in node.links)


def traffic(graph: Graph, question: Question) -> Traffic:
    """Carries the rates through the graph. What comes back in a circle is not counted again."""
    found, came = Traffic(), dict[str, Load]()
    order, closing = _ordered(graph, question.rates)
    found.circles = [f"{start} -> {end}" for start, end in closing]
    for name in order:
        node = graph.nodes[name]
        if rate := question.rates.get(name):
            outside = load(rate, question.size)
            found.calls.append(Call(name, node, outside, question, graph))
            came[name] = came.get(name, Load()) + outside
        whole = Call(name, node, came.get(name, Load()), question, graph)
        if not whole.load.rate:
            continue
        found.whole.append(whole)
        gives = carrier(node).gives(whole)
        for target, edge in _steps(node, graph):
            if (name, target) not in closing:
                came[target] = came.get(target, Load()) + gives
                if edge:
                    found.calls.append(Call(_name(edge), edge.target, gives, question, graph, edge))
    return found


def _name(edge: AnyEdge) -> str:
    return edge.name + (f" ({edge.number})" if edge.number > 1 else "")


def _steps(node: AnyNode, graph: Graph) -> Iterator[tuple[str, AnyEdge | None]]:
    """Where events go from a node."""
    yield from ((name, None) for name in carrier(node).onward(node, graph))
    yield from ((edge.target.name, edge) for edge in graph.out_of(node.name))


def _ordered(graph: Graph, rates: Mapping[str, float]) -> tuple[list[str], set[tuple[str, str]]]:
    """The nodes, each after those that hand to it, and the steps that close a circle."""
    after: list[str] = []
    closing: set[tuple[str, str]] = set()
    done, open_ = set[str](), dict[str, None]()
    for start in _begun(graph, rates):
        stack = [(start, _targets(graph, start))] if start not in done else []
        while stack:
            name, targets = stack[-1]
            open_[name] = None
            for target in targets:
                if target in open_:
                    closing.add((name, target))
                elif target not in done:
                    stack.append((target, _targets(graph, target)))
                    break
            else:
                stack.pop()
                del open_[name]
                done.add(name)
                after.append(name)
    return after[::-1], closing


def _begun(graph: Graph, rates: Mapping[str, float]) -> Iterable[str]:
    """Where events enter first: from there a circle is closed by the step that comes back. The last of the page is
    the first, for the order is turned round in the end."""
    last = [*graph.nodes][::-1]
    return dict.fromkeys([*(name for name in last if name in rates), *last])


def _targets(graph: Graph, name: str) -> Iterator[str]:
    return reversed([target for target, _ in _steps(graph.nodes[name], graph)])
