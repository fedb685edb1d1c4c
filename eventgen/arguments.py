"""Graph -> Diagnostics: what `terraform:` adds to the resources of nodes, held against the provider's schema.

What eventgen itself says of a resource is read off its template: that belongs into the options of the node.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from eventgen import provider
from eventgen.cache import templates
from eventgen.checks.schema import Where, merged
from eventgen.checks.singletons import INLINE
from eventgen.diagnostics import Diagnostic, Place, Severity
from eventgen.graph import AnyNode, Graph
from eventgen.hcl import Expr, Text
from eventgen.kinds import Resource
from eventgen.load import Document, Route
from eventgen.provider import Schema
from eventgen.syntax import Attribute, Block, Body, Literal, Name, Object, Step, Template, Tuple
from eventgen.values import listed, shown, suggestion

OPTION = "terraform"
LIFECYCLE = {"prevent_destroy": bool, "create_before_destroy": bool, "ignore_changes": list}
TERRAFORMS = ("count", "for_each", "depends_on", "provider", "provisioner", "connection")
OF_NAMES = ("TFS001", "TFS002", "TFS010", "TFS011", "TFS012")  # these are about the name, not about the value
_WRITTEN = re.compile(r"^  (\w+) (?:=|\{)", re.M)


def added(node: AnyNode) -> dict[str, Any]:
    """What the page adds to the resource of a node."""
    given: dict[str, Any] = getattr(node.spec, OPTION, None) or {}
    return given


def arguments(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """What cannot be added, or not so."""
    for node in graph.nodes.values():
        if given := added(node):
            yield from _Judge(node, document).judged(given)


@cache
def written(kind: Resource[Any]) -> frozenset[str]:
    """The arguments and blocks of its main resource that eventgen writes, some always, some where the page asks."""
    text = (templates() / "resources" / f"{kind.name}.tf.j2").read_text("utf-8")
    block = text.partition(f'resource "{kind.main}" "')[2].partition("\n}")[0]
    return frozenset(_WRITTEN.findall(block))


def blocks(value: Any) -> list[dict[str, Any]] | None:
    """A mapping, or a list of them, as the blocks that it stands for."""
    several = value if isinstance(value, list) else [value]
    return several if several and all(isinstance(each, dict) for each in several) else None


@dataclass(frozen=True)
class _Judge:
    """The judge of one node. Its syntax tree has numbers of `routes` where others have offsets."""

    node: AnyNode
    document: Document
    routes: list[Route] = field(default_factory=list)
    overrides: bool = True  # nothing of what is required need be here

    def judged(self, given: Mapping[str, Any]) -> Iterator[Diagnostic]:
        kind = self.node.kind
        if self.node.existing is not None:
            message = f"{self.node.name} exists already: there is no resource of it to add {listed(given)} to"
            yield self._error((), "ARG002", message, f"take {OPTION} away, or say it where the node is made")
            return
        schema = provider.resource(kind.main)
        assert schema  # tests/test_provider_schema.py holds that it is shipped
        known = {name: value for name, value in given.items() if name != "lifecycle"}
        refused = {name: said for name in known if (said := self._refusal(name))}
        for name, (code, message, fix) in refused.items():
            yield self._error((name,), code, f"{self.node.name}: {message}", fix, key=True)
        rest = {name: value for name, value in known.items() if name not in refused}
        where = Where(self, [], f"{kind.main}.{self.node.label}")
        body = self._body(rest, schema, (*self.node.route, OPTION), where)
        merged(where, kind.main, body)
        yield from where.found
        if "lifecycle" in given:
            yield from self._lifecycle(given["lifecycle"], schema)

    def _refusal(self, name: str) -> tuple[str, str, str] | None:
        """Why an argument cannot be added, whatever its value."""
        kind, ours = self.node.kind, written(self.node.kind)
        bare = name.removesuffix("_prefix")
        twins = {bare, f"{bare}_prefix"} & ours
        if name in ours or twins or name in (*kind.outputs, "tags_all"):
            said = name if name in ours else "tags" if name == "tags_all" else next(iter(twins), name)
            fix = suggestion(name, type(self.node.spec).model_fields, "the option {} says it; ")
            return "ARG001", f"{name} is eventgen's: it sets {said} itself", f"{fix}take {name} away"
        if name in INLINE.get(kind.main, {}):
            own = f"{kind.main}{INLINE[kind.main][name]}"
            fix = f"write {own} yourself, in a file beside the module's, or use an option of the node"
            return "ARG001", f"{name} is a resource of its own, {own}, and AWS has one of both", fix
        if name in TERRAFORMS:
            fix = f"take it away; of Terraform's own, lifecycle takes {listed(LIFECYCLE)}"
            return "ARG003", f"{name} is Terraform's: it would change what the others refer to", fix
        return None

    def _lifecycle(self, given: Any, schema: Schema) -> Iterator[Diagnostic]:
        """The part of it that is data, and no code."""
        name, fix = self.node.name, f"lifecycle takes {listed(LIFECYCLE)}"
        if "lifecycle" in written(self.node.kind) or not isinstance(given, dict):
            yield self._error(("lifecycle",), "ARG003", f"{name}: lifecycle is {shown(given)}: it is a mapping", fix)
            return
        for option, value in given.items():
            takes = LIFECYCLE.get(option)
            if takes is None:
                yield self._error(("lifecycle", option), "ARG003", f"{name}: lifecycle has no {option}", fix, key=True)
            elif takes is bool and not isinstance(value, bool):
                message = f"{name}: {option} is {shown(value)}: it takes true or false, which Terraform reads first"
                yield self._error(("lifecycle", option), "ARG003", message)
            elif takes is list:
                yield from self._ignored(value, [*schema.types, *schema.blocks])

    def _ignored(self, value: Any, known: list[str]) -> Iterator[Diagnostic]:
        route, takes = ("lifecycle", "ignore_changes"), f"arguments of {self.node.kind.main}"
        if value == "all":
            return
        if not isinstance(value, list):
            message = f"{self.node.name}: ignore_changes is {shown(value)}: it takes a list of {takes}, or all"
            yield self._error(route, "ARG003", message)
            return
        for index, name in enumerate(value):
            if name not in known:
                message = f"{self.node.name}: ignore_changes names {shown(name)}: it takes {takes}"
                yield self._error((*route, index), "ARG003", message, suggestion(name, known))

    def _error(self, route: Route, code: str, message: str, fix: str = "", key: bool = False) -> Diagnostic:
        return self.document.diagnostic((*self.node.route, OPTION, *route), Severity.ERROR, code, message, fix, key)

    # What the check of HCL asks of a file -------------------------------------------------------------------

    def place(self, at: int, length: int = 1) -> Place:
        return self.document.place(self.routes[at])

    def finding(self, place: Place, severity: Severity, code: str, message: str, fix: str = "") -> Diagnostic:
        route = next(route for route in reversed(self.routes) if self.document.place(route) == place)
        return self.document.diagnostic(route, severity, code, message, fix, key=code in OF_NAMES)

    # Values of the page as the check has them ---------------------------------------------------------------

    def _at(self, route: Route) -> int:
        self.routes.append(route)
        return len(self.routes) - 1

    def _body(self, given: Mapping[str, Any], schema: Schema, route: Route, where: Where) -> Body:
        body = Body()
        for name, value in given.items():
            at, nested = (*route, name), schema.blocks.get(name)
            several = blocks(value) if nested else None
            if nested is None:
                body.attributes[name] = Attribute(name, self._expression(value, at), self._at(at))
            elif several is None:
                fix = "write a mapping, or a list of mappings"
                where.say("TFS013", self._at(at), f"{where.name(name)} is {shown(value)}: it is a block", fix)
            for index, each in enumerate(several or ()):
                one = (*at, index) if isinstance(value, list) else at
                inner = self._body(each, nested.body, one, where) if nested else Body()
                body.blocks.append(Block(name, (), inner, self._at(one)))
        return body

    def _expression(self, value: Any, route: Route) -> Any:
        at = self._at(route)
        if isinstance(value, dict):
            items = [(Literal(key, at), self._expression(item, (*route, key))) for key, item in value.items()]
            return Object(items, at)
        if isinstance(value, list):
            return Tuple([self._expression(item, (*route, index)) for index, item in enumerate(value)], at)
        if isinstance(value, Text):
            parts = [Step(Name("var", at), "x", at) if isinstance(part, Expr) else part for part in value.parts]
            return parts[0] if len(parts) == 1 else Template(parts, at)
        return Literal(value, at)
