"""Expressions -> what they refer to: each reference resolves to something of the module, or is a finding."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eventgen import provider
from eventgen.checks.declarations import Module
from eventgen.checks.functions import FUNCTIONS, takes
from eventgen.checks.paths import behind, chain, dotted, index_of, length
from eventgen.checks.resolution import Outcome, Resolver
from eventgen.checks.shapes import inside
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.syntax import (
    Block,
    Body,
    Call,
    File,
    For,
    Literal,
    Name,
    Object,
    Operation,
    Step,
    Template,
    Tuple,
    within,
)
from eventgen.values import listed

Scope = Mapping[str, tuple[str, ...] | None]  # name -> the attributes it has, None for any
NOTHING: Scope = {}
PAIR = ("key", "value")
REPEATED: dict[str, Scope] = {"": NOTHING, "count": {"count": ("index",)}, "for_each": {"each": PAIR}}


class References:
    """Walks the expressions of a module, one declared thing after the other."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.found: list[Diagnostic] = []
        self.resolver = Resolver(module.declared)
        self.file = File("", "", Body())
        self.owner = ""
        self.edges: dict[str, int] = {}

    # What stands where

    def begin(self, file: File, owner: str = "") -> None:
        """What is walked next belongs to `owner`; without one nothing can depend on it."""
        self.file, self.owner = file, owner
        self.edges = self.module.edges.setdefault(owner, {}) if owner else self.module.loose

    def body(self, body: Body, scope: Scope) -> None:
        for attribute in body.attributes.values():
            if type(attribute.value) is not Literal:
                self.expression(attribute.value, scope)
        for block in body.blocks:
            self.block(block, scope)

    def block(self, block: Block, scope: Scope) -> None:
        """A block within: `dynamic` binds a name."""
        if block.type != "dynamic":
            self.body(block.body, scope)
            return
        attributes = block.body.attributes
        named = attributes["iterator"].value if "iterator" in attributes else None
        name = named.name if isinstance(named, Name) else next(iter(block.labels), "")
        inner = {**scope, name: PAIR}
        for key, attribute in attributes.items():
            if key != "iterator":
                self.expression(attribute.value, scope if key == "for_each" else inner)
        for content in block.body.blocks:
            self.body(content.body, inner)

    def expression(self, value: Any, scope: Scope) -> None:
        """Every reference and every call in an expression."""
        waiting = [value]
        while waiting:
            node = waiting.pop()
            kind = type(node)
            if kind is Step or kind is Name:
                waiting += self.traversal(node, scope)
            elif kind is For:
                self.expression(node.parts[0], scope)
                inner = {**scope, **dict.fromkeys(node.names)}
                for part in node.parts[1:]:
                    self.expression(part, inner)
            elif within := _WITHIN.get(kind):
                if kind is Call:
                    self.call(node)
                waiting += within(node)

    def traversal(self, node: Any, scope: Scope) -> list[Any]:
        """A reference, or steps behind another expression. Returns what is within."""
        steps, inner = [], []
        while type(node) is Step:
            steps.append(node)
            if type(node.key) is not str and type(node.key) is not Literal:
                inner.append(node.key)
            node = node.of
        if type(node) is Name:
            steps.reverse()
            self.reference(node, steps, scope)
        else:
            inner.append(node)
        return inner

    def call(self, call: Call) -> None:
        arity = FUNCTIONS.get(call.name.removeprefix("core::"))
        if arity is None:
            self.unknown(call)
            return
        given = len(call.arguments)
        if (given > arity[1] or given < arity[0]) and not call.expands:
            message = f"{call.name} takes {takes(arity)} arguments, and here are {given}"
            self.error("TFC007", message, call.at, len(call.name))

    def unknown(self, call: Call) -> None:
        kind, *rest = call.name.split("::")
        if kind == "provider" and len(rest) == 2:
            if rest[0] in self.module.providers:
                return
            message, fix = f"{call.name}: no provider {rest[0]} is required", f"declare {rest[0]} in required_providers"
        else:
            message, fix = f"Terraform has no function {call.name}", self.resolver.nearest(call.name.lower(), FUNCTIONS)
        self.error("TFC006", message, call.at, len(call.name), fix)

    # References

    def reference(self, name: Name, steps: Sequence[Step], scope: Scope) -> None:
        """A reference in an expression."""
        if name.name in scope:
            members = scope[name.name]
            if members and (not steps or steps[0].key not in members):
                message = f"{name.name} has {listed(members)} and nothing else"
                self.error("TFC009", message, name.at, length(self.file, name, steps))
            return
        path = (name.name, *[step.key if type(step.key) is str else index_of(step.key) for step in steps])
        outcome = self.resolver.outcome(path)
        if outcome.code:
            self.report(outcome, name, steps)
        elif outcome.target:
            self.edges.setdefault(outcome.target, name.at)

    def report(self, outcome: Outcome, name: Name, steps: Sequence[Step]) -> None:
        """The finding on those steps that are wrong."""
        at = behind(self.file.text, steps[outcome.first - 1].at) if outcome.first else name.at
        whole = name.at + length(self.file, name, steps[: outcome.last])
        self.error(outcome.code, outcome.message, at, max(1, whole - at), outcome.fix)

    # Addresses: what stands for a whole block

    def addresses(self, value: Any, argument: str, scope: Scope) -> None:
        """A list such as depends_on."""
        if isinstance(value, Tuple):
            for item in value.items:
                self.address(item, argument, scope)
        elif not isinstance(value, Literal) or value.value is not None:
            self.error("TFC015", f"{argument} takes a list of addresses in brackets", value.at, 1)

    def address(self, value: Any, argument: str, scope: Scope) -> None:
        name, steps = chain(value)
        if name is None:
            fix = f"write {value.value} without quotes" if isinstance(getattr(value, "value", None), str) else ""
            self.error("TFC015", f"{argument} takes addresses such as aws_sqs_queue.orders", value.at, 1, fix)
            return
        size = 3 if name.name in ("data", "ephemeral") else 2
        words = [step for step in steps if isinstance(step.key, str)]
        below = argument == "to" and name.name == "module" and len(words) > size  # a resource of another module
        triggers = argument == "replace_triggered_by"
        if triggers and name.name in ("var", "local", "data", "module", "path", "each", "count", "self"):
            self.error(
                "TFC015", f"{argument} takes resources of this module only", name.at, length(self.file, name, steps)
            )
        elif triggers:
            self.reference(name, steps, scope)
        elif not below and any(step in words for step in steps[size - 1 :]):
            base = dotted((name.name, *(step.key for step in steps[: size - 1])))
            message = f"{argument} takes whole blocks, not an attribute of {base}"
            self.error("TFC015", message, name.at, length(self.file, name, steps), f"write {base}")
        else:
            self.reference(name, steps[: size - 1], scope)
        for step in steps:
            if not isinstance(step.key, str):
                self.expression(step.key, scope)

    def configured(self, block: Block) -> None:
        """What a block has from the configuration of its provider, where the module has one."""
        name = block.labels[0].partition("_")[0] if block.labels else ""
        if f"provider.{name}" in self.module.declared and "provider" not in block.body.attributes:
            self.edges.setdefault(f"provider.{name}", block.at)

    def provider(self, value: Any) -> None:
        """`aws` or `aws.west`."""
        name, steps = chain(value)
        if name is None:
            self.error("TFC015", "provider takes a name such as aws.west", value.at, 1)
            return
        said = ".".join([name.name, *(str(step.key) for step in steps)])
        if f"provider.{said}" in self.module.declared:
            self.edges.setdefault(f"provider.{said}", name.at)
        elif steps and said not in self.module.providers:
            fix = f'declare it: provider "{name.name}" {{ alias = "{steps[0].key}" }}'
            message = f"{said} refers to nothing: the module has no such provider"
            self.error("TFC002", message, name.at, length(self.file, name, steps), fix)

    def providers(self, value: Any) -> None:
        """What a module call hands over."""
        for _, given in value.items if isinstance(value, Object) else ():
            self.provider(given)

    def ignored(self, value: Any, of: Block) -> None:
        """The names in ignore_changes are attributes of the block itself."""
        if isinstance(value, Name) and value.name != "all":
            self.error("TFC015", "ignore_changes takes a list in brackets, or all", value.at, len(value.name))
        schema = provider.resource(of.labels[0]) if of.type == "resource" and of.labels else None
        for item in value.items if isinstance(value, Tuple) and schema else ():
            name, _ = chain(item)
            known = inside(schema, name.name)[1] if name else None
            if name and known is not None:
                message, fix = f"{of.labels[0]} has no argument {name.name}", self.resolver.nearest(name.name, known)
                self.error("TFC004", message, name.at, len(name.name), fix)

    def constant(self, value: Any, what: str) -> None:
        """What Terraform reads before it knows anything else."""
        for node in within(value):
            if isinstance(node, Name | Call):
                self.error("TFC016", f"{what} takes no references and no calls", node.at, len(node.name))
                return

    # Findings

    def error(self, code: str, message: str, at: int, length: int, fix: str = "") -> None:
        self.found.append(self.file.finding(self.file.place(at, length), Severity.ERROR, code, message, fix))


_WITHIN: dict[type, Callable[[Any], list[Any]]] = {  # what may refer to something
    Call: lambda node: [part for part in node.arguments if type(part) is not Literal],
    Object: lambda node: [part for pair in node.items for part in pair if type(part) is not Literal],
    Operation: lambda node: [part for part in node.operands if type(part) is not Literal],
    Template: lambda node: [part for part in node.parts if type(part) is not str],
    Tuple: lambda node: [part for part in node.items if type(part) is not Literal],
}
