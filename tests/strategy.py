"""Random pages of all kinds, integrations and options: a strategy that is read off the models.

A new option, kind or integration is in these pages without a line here; a new type of value is a line in
option_values.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hypothesis import strategies as st
from mending import mended
from option_arguments import arguments
from option_texts import MARKS, matching
from option_values import Data, options
from page_header import headers, node_names

from eventgen import kinds
from eventgen.kinds import NODE_NAME, Derived, Edge, Integration, Node, Resource, Use
from eventgen.load import Route

FILES = {"folder": "src/app", "zip": "app.zip", "json": "machine.asl.json"}  # what may lie beside the page


@cache
def integrations() -> Mapping[tuple[str, str], Integration[Any]]:
    """All of them, by the kinds of their ends."""
    pairs = [(source, target) for source, _, target in (n.partition("_to_") for n in kinds.names("integrations"))]
    return {pair: found for pair in pairs if (found := kinds.integration(*pair))}


def kind_of(turn: int) -> str:
    return kinds.names("resources")[turn % len(kinds.names("resources"))]


def integration_of(turn: int) -> str:
    return "_to_".join(list(integrations())[turn % len(integrations())])


@st.composite
def raw_pages(draw: st.DrawFn, turn: int = 0) -> Data:
    """Pages that are made of what the models take; rules may still find something. Each kind and each integration
    has its turn."""
    builder = _Builder(draw, draw(headers))
    builder.node(kind_of(turn))
    builder.walk(list(integrations())[turn % len(integrations())])
    for _ in range(draw(st.integers(0, 3))):
        builder.walk(draw(st.sampled_from(list(integrations()))))
    builder.tell()
    return builder.page()


def pages(turn: int = 0) -> st.SearchStrategy[Data]:
    """Pages without errors."""
    sound: st.SearchStrategy[Any] = raw_pages(turn).map(mended).filter(lambda page: page is not None)
    return sound


@dataclass
class _Builder:
    """A page while it is drawn."""

    draw: st.DrawFn
    header: Data
    nodes: dict[str, Node[Any]] = field(default_factory=dict)
    written: dict[str, Data] = field(default_factory=dict)
    derived: dict[str, list[str]] = field(default_factory=dict)  # by kind
    flows: list[Any] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(1, of)) == of

    def some(self, *of: str) -> str:
        """The name of a node of one of the kinds: a new one, or one that is there."""
        kind = self.draw(st.sampled_from(of))
        known = [name for name, node in self.nodes.items() if node.kind.name == kind]
        known += [name for name, always in kinds.ALWAYS_THERE.items() if always == kind]
        chosen = self.draw(st.integers(-1, len(known) - 1 + len(self.derived.get(kind, ()))))
        return self.node(kind) if chosen < 0 else [*known, *self.derived.get(kind, ())][chosen]

    def node(self, kind: str) -> str:
        """A new node of a kind; its name."""
        resource = kinds.resource(kind)
        assert resource
        existing = bool(resource.main) and self.chance(6)
        model = resource.spec
        made = self.draw(options(model, existing))
        if made.pop("terraform", None) is not None and not existing:
            made["terraform"] = self.draw(arguments(resource))
        name = self.name()
        spec = model.model_validate(made, existing)
        node = Node(resource, name, spec, "there" if existing else None)
        self.nodes[name], self.written[name] = node, made
        self.use(resource.uses(node), made)
        if (asset := resource.asset(node)) and self.chance(2):
            put(made, asset.option, FILES[asset.form])
        if existing:
            made["existing"] = self.arn(resource)
        return name

    def name(self) -> str:
        name = self.draw(node_names)
        labels = {name.replace("-", "_") for name in self.nodes}
        while name.replace("-", "_") in labels:
            name += "1"
        return name

    def arn(self, resource: Resource[Any]) -> str:
        if "variables" in self.header and self.chance(2):
            return f"${{var.{self.draw(st.sampled_from(list(self.header['variables'])))}}}"
        return str(self.draw(matching(resource.arn, re.ASCII)))

    def use(self, uses: Mapping[str, Use | None], made: Data) -> None:
        """Puts names of nodes in where options name nodes."""
        for role, use in uses.items():
            if isinstance(use, Derived):
                self.derived.setdefault(use.kind, []).append(use.name)
            elif use and there(made, use.option or (role,)) == use.name:
                put(made, use.option or (role,), self.some(*use.kinds))

    def walk(self, first: tuple[str, str]) -> None:
        """Flows that follow one another."""
        source_kind, target_kind = first
        source, chain = self.some(source_kind), []
        while True:
            target = self.some(target_kind)
            chain += self.flow(source, target)
            onward = [pair for pair in integrations() if pair[0] == target_kind]
            if not onward or self.chance(2):
                break
            source, (_, target_kind) = target, self.draw(st.sampled_from(onward))
        self.flows += self.shortened(chain)

    def tell(self) -> None:
        """Alarms that name a topic of the page name one that there is; other ARNs of the head may be variables."""
        alarms, defaults = self.header.get("alarms"), self.header.get("defaults", {})
        if alarms:
            named = re.fullmatch(NODE_NAME, alarms["notify"])
            alarms["notify"] = self.some("topic") if named else self.held(alarms["notify"])
        if "key" in defaults:
            defaults["key"] = self.held(defaults["key"])

    def held(self, arn: str) -> str:
        """The ARN, or a variable that holds one."""
        names = list(self.header.get("variables", ()))
        return f"${{var.{self.draw(st.sampled_from(names))}}}" if names and self.chance(2) else arn

    def flow(self, source: str, target: str) -> list[Data]:
        """A flow between two nodes, or several where that may be."""
        ends = self.end(source), self.end(target)
        integration = integrations()[ends[0].kind.name, ends[1].kind.name]
        if (source, target) in self.pairs and not integration.parallel:
            return []
        self.pairs.add((source, target))
        flows = []
        for _ in range(2 if integration.parallel and self.chance(2) else 1):
            spec = integration.options
            made = self.draw(options(spec))
            edge: Edge[Any, Any, Any] = Edge(integration, *ends, spec.model_validate(made))
            self.use(integration.uses(edge), made)
            flows.append({"from": self.listed(ends[0]), "to": self.listed(ends[1]), **made})
        return flows

    def end(self, name: str) -> Node[Any]:
        """A node by its name, also one that the page does not write."""
        if name in self.nodes:
            return self.nodes[name]
        known = {**{n: kind for kind, names in self.derived.items() for n in names}, **kinds.ALWAYS_THERE}
        resource = kinds.resource(known[name])
        assert resource
        return Node(resource, name, resource.spec())

    def listed(self, node: Node[Any]) -> str | list[str]:
        """The name of a node, in a list perhaps, and perhaps with others of its kind."""
        if not self.chance(4):
            return node.name
        others = [n for n, other in self.nodes.items() if other.kind is node.kind and n != node.name]
        return [
            node.name,
            *self.draw(st.lists(st.sampled_from(others), unique=True, max_size=2) if others else st.just([])),
        ]

    def shortened(self, chain: list[Data]) -> list[Any]:
        """The flows, those that only name their ends as `a -> b -> c`."""
        made: list[Any] = []
        arrow = self.draw(st.sampled_from((" -> ", "->", "  ->\t")))
        for flow in chain:
            source, target = flow["from"], flow["to"]
            if len(flow) > 2 or isinstance(source, list) or isinstance(target, list):
                made.append(flow)
            elif made and isinstance(made[-1], str) and made[-1].split("->")[-1].strip() == source:
                made[-1] += arrow + target
            else:
                made.append(source + arrow + target)
        return made

    def page(self) -> Data:
        sections: dict[str, Data] = {}
        for name, node in self.nodes.items():
            sections.setdefault(node.kind.section, {})[name] = self.written[name]
        page = {**self.header, **sections, **({"flows": self.flows} if self.flows else {})}
        variables = [f"${{var.{name}}}" for name in self.header.get("variables", ())]
        nodes = [f"${{{n.kind.section}.{n.name}.{of}}}" for n in self.nodes.values() for of in n.kind.outputs]
        return dict(referring(page, [*variables, *nodes]))


def referring(value: Any, references: list[str]) -> Any:
    """The value with a reference in place of each mark."""
    if isinstance(value, str):
        for number, mark in enumerate(MARKS):
            if mark in value:
                value = value.replace(mark, references[number % len(references)] if references else " ")
        return value
    if isinstance(value, dict):
        return {referring(key, []): referring(item, references) for key, item in value.items()}
    return [referring(item, references) for item in value] if isinstance(value, list) else value


def there(made: Any, route: Route) -> Any:
    """What a route leads to, or None."""
    for step in route:
        try:
            made = made[step]
        except (KeyError, IndexError, TypeError):
            return None
    return made


def put(made: Any, route: Route, value: Any) -> None:
    *above, last = route
    for step in above:
        made = made[step]
    made[last] = value
