"""Graph -> Jobs: which file of the module comes from which template with what. No files are read or written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventgen import anchor
from eventgen.attachments import attachments
from eventgen.decided import decided
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.graph import Graph, existing
from eventgen.hcl import Expr, Value, matches, text
from eventgen.kinds import Attachment, Input, Node, variable
from eventgen.load import Document
from eventgen.model import Variable
from eventgen.runbook import runbook

AnyNode = Node[Any]

TESTS = "tests/pipeline.tftest.hcl"


@dataclass(frozen=True)
class Job:
    """One template rendered into one file; the jobs of a file follow one another in it."""

    path: str
    template: str
    context: Mapping[str, Any]
    last: bool = False  # it is rendered when the rest is known, which it gets as `rest`
    merges: AnyNode | None = None  # the node to whose resource the page adds something
    lead: int = 0  # a heading of this rank, which is left out where nothing follows it


@dataclass(frozen=True)
class Plan:
    """The jobs of a module, those of its runbook apart, and the files that go into it as they are."""

    jobs: tuple[Job, ...]
    files: Mapping[str, bytes]
    runbook: tuple[Job, ...] = ()


def plan(graph: Graph, assets: Mapping[str, bytes | None]) -> Plan:
    """Everything of the module; what AWS has one of is collected from all that need it."""
    attachments = list(_attachments(graph))
    slots = _slots(graph, attachments)
    jobs = [*_nodes(graph, slots, assets), *_edges(graph), *_keys(graph, slots), *_alarms(graph)]
    inputs = list({each.name: each for each in _inputs(graph, assets)}.values())  # several nodes may ask for one
    jobs += [*_module(graph, inputs), *_tests(graph, attachments, [job.context for job in jobs], inputs)]
    files = {node.kind.stored(node): content for node, content in _present(graph, assets)}
    return Plan(tuple(jobs), files, tuple(_runbook(graph)))


def notes(graph: Graph, assets: Mapping[str, bytes | None], document: Document) -> Iterator[Diagnostic]:
    """What the module's user has to bring or to do, because the page's own files or rights end there."""
    for name, content in assets.items():
        node = graph.nodes[name]
        if content is None and (asset := node.kind.asset(node)):
            message = f"{name}: {asset.path} is not there: the module takes it as its input {node.file_input}"
            yield document.diagnostic(node.route, Severity.INFO, "FILE004", message, key=True)
    needed = [each for _, each in _attachments(graph)] if any(existing(graph)) else []
    yield from _key_statements(graph, document, needed)
    for attachment in needed:
        node = graph.nodes[attachment.node]
        if node.existing is not None and attachment.slot not in node.kind.own:
            message = f"{node.name} exists already, and is not eventgen's to change: add {_json(attachment)}"
            yield document.diagnostic(node.route, Severity.WARNING, "EXT001", message, key=True)


def _key_statements(graph: Graph, document: Document, needed: Iterable[Attachment]) -> Iterator[Diagnostic]:
    """What the policy of a key that exists already has to say."""
    uses = [each.value for each in needed if each.slot == "key"] if graph.header.defaults.key else ()
    if uses:
        from eventgen.keys import ROLE, statements

        there = f"{graph.header.defaults.key} exists already"
        for each in statements(uses):
            severity, code, why = Severity.WARNING, "EXT001", "is not eventgen's to change"
            if ROLE in each["Principal"]:
                severity, code, why = Severity.INFO, "EXT003", "may be in another account, and then has to let roles in"
            message = f"{there}, and {why}: add to its policy {_written(each)}"
            yield document.diagnostic(("defaults", "key"), severity, code, message)


def _json(attachment: Attachment) -> str:
    """What has to be added by hand: its place, and JSON without what is only for the templates."""
    value = attachment.value
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if key not in ("grants", "argument") and item is not None}
    return f"to its {attachment.slot} {_written(value)}"


def _written(value: Any) -> str:
    import json

    return json.dumps(value, default=lambda part: str(text(part["arn"] if isinstance(part, Node) else part)))


def _attachments(graph: Graph) -> Iterator[tuple[str, Attachment]]:
    """What has to lie in slots, each with the name of the node or the flow that needs it."""
    for node in graph.nodes.values():
        yield from ((node.name, each) for each in attachments(node, graph))
    for edge in graph.edges:
        yield from ((edge.name, each) for each in edge.integration.attach(edge))
    for job in _alarms(graph):
        from eventgen.alarms import attached

        yield from (("alarms", each) for each in attached(job.context["topic"]))


def _slots(graph: Graph, attachments: Iterable[tuple[str, Attachment]]) -> dict[str, dict[str, list[Any]]]:
    """Node -> slot -> what lies in it, each thing once, in the order of the page."""
    slots: dict[str, dict[str, list[Any]]] = {
        name: {slot: [] for slot in node.kind.slots} for name, node in graph.nodes.items()
    }
    for _, attachment in attachments:
        slot = slots[attachment.node][attachment.slot]
        if attachment.value not in slot:
            slot.append(attachment.value)
    return slots


def _nodes(
    graph: Graph, slots: Mapping[str, Mapping[str, list[Any]]], assets: Mapping[str, bytes | None]
) -> Iterator[Job]:
    for name, node in graph.nodes.items():
        if not _drawn(node, slots[name]):
            continue
        context = {
            "node": node,
            "spec": node.spec,
            "slots": slots[name],
            "given": Expr(f"var.{node.file_input}") if name in assets and assets[name] is None else None,
            **node.kind.view(node, graph, slots[name]),
        }
        merges = node if getattr(node.spec, "terraform", None) else None
        yield Job(f"{node.kind.section}.tf", f"resources/{node.kind.name}.tf.j2", context, merges=merges)


def _drawn(node: AnyNode, slots: Mapping[str, list[Any]]) -> bool:
    """Whether the template of a node has anything to make."""
    if node.existing is None:
        return node.kind.template
    return node.kind.touches(node) or any(slots[slot] for slot in node.kind.own)


def _edges(graph: Graph) -> Iterator[Job]:
    for edge in graph.edges:
        if edge.integration.template:
            context = {
                "edge": edge,
                "source": edge.source,
                "target": edge.target,
                "options": edge.options,
                **edge.integration.view(edge),
            }
            yield Job("flows.tf", f"integrations/{edge.integration.name}.tf.j2", context)


def _keys(graph: Graph, slots: Mapping[str, Mapping[str, list[Any]]]) -> Iterator[Job]:
    """One key for all that the page encrypts with a key of its own."""
    if anchor.makes_key(graph):
        from eventgen.keys import key_policy

        uses = [use for of_node in slots.values() for use in of_node.get("key", ())]
        description = f"Encrypts what {graph.header.name} keeps."
        yield Job("kms.tf", "module/kms.tf.j2", {"description": description, "policy": key_policy(uses)})


def _alarms(graph: Graph) -> Iterator[Job]:
    """The alarms of all nodes, where there are any and a topic hears of them."""
    if graph.told:
        from eventgen.alarms import PERIOD, raised

        if alarms := raised(graph.nodes.values()):
            context = {"alarms": alarms, "topic": graph.nodes[graph.told], "period": PERIOD}
            yield Job("alarms.tf", "module/alarms.tf.j2", context)


def _module(graph: Graph, inputs: list[Input]) -> Iterator[Job]:
    outputs = list(_outputs(graph))
    yield Job("locals.tf", "module/locals.tf.j2", {"header": graph.header, "values": anchor.values(graph)}, last=True)
    common = {"header": graph.header, "inputs": inputs, "outputs": outputs, "graph": graph, "added": _added(graph)}
    common["decided"] = decided(graph)
    for name in ("versions.tf", "variables.tf", "outputs.tf", "README.md"):
        yield Job(name, f"module/{name}.j2", common)


def _runbook(graph: Graph) -> Iterator[Job]:
    for part in runbook(graph):
        yield Job("README.md", f"runbook/{part.template}.md.j2", part.context, lead=part.lead)


def _tests(
    graph: Graph,
    attachments: Iterable[tuple[str, Attachment]],
    contexts: Sequence[Mapping[str, Any]],
    inputs: Iterable[Input],
) -> Iterator[Job]:
    """The tests that the module brings, made of what the other templates get."""
    if any(map(_kept, graph.nodes.values())):
        return
    from eventgen.asserting import ALIKE, arns, asserting, given

    context = {
        "alike": ALIKE.items(),
        "arns": list(arns(contexts)),
        "given": list(given(graph, inputs)),
        "assertions": asserting(contexts, attachments),
    }
    yield Job(TESTS, "module/pipeline.tftest.hcl.j2", context)


def _kept(node: AnyNode) -> bool:
    """Whether Terraform may not destroy it: not even what a test has made believe to make."""
    lifecycle = getattr(node.spec, "terraform", {}).get("lifecycle") or {}
    return bool(lifecycle.get("prevent_destroy"))


def _added(graph: Graph) -> list[tuple[str, str, Any]]:
    """What the page's `terraform` adds: to which resource, what, and its value."""
    nodes = (node for node in graph.nodes.values() if getattr(node.spec, "terraform", None))
    return [(f"{node.kind.main}.{node.label}", *item) for node in nodes for item in node.spec.terraform.items()]


def _inputs(graph: Graph, assets: Mapping[str, bytes | None]) -> Iterator[Input]:
    longest = longest_prefix(graph)
    check = Expr(f'can(regex("^[a-z][a-z0-9-]{{0,{longest - 1}}}$", var.name))')
    says = f"Use up to {longest} lower-case letters, digits and hyphens, starting with a letter."
    yield Input(
        "name",
        "string",
        "Prefix of the name of everything that the module makes.",
        graph.header.name,
        False,
        False,
        ((check, says),),
    )
    yield Input("tags", "map(string)", "Tags of everything that takes tags, beside those of the page.", {}, False)
    forms = _forms(graph) if graph.header.variables else {}
    for name, given in graph.header.variables.items():
        required, checks = given.default is None, tuple(_arns(graph, name)) or _formed(given, name, forms)
        yield Input(name, given.type, given.description, given.default, required, given.sensitive, checks)
    for node in graph.nodes.values():
        if node.name in assets and assets[node.name] is None:
            yield Input(node.file_input, "string", node.kind.missing(node))
        yield from node.kind.inputs(node)
    for name, ref in graph.imports.items():
        words = ref.attribute.upper() if ref.attribute in ("arn", "url", "id") else ref.attribute.replace("_", " ")
        yield Input(
            name, "string", f"The {words} of {ref.node} of the page {ref.page}.", checks=tuple(_arns(graph, name))
        )
    if anchor.missing(graph):
        yield Input("anchor_arn", "string", "ARN of anything in the account and Region that the module is applied in.")


def _arns(graph: Graph, name: str) -> Iterator[tuple[Expr, str]]:
    """What a variable has to be that says what is there already."""
    there = next((each for each in existing(graph) if variable(each.arn) == name), None)
    if there:
        yield matches(there.pattern, Expr(f"var.{name}")), f"It takes the {there.what}."


def _forms(graph: Graph) -> dict[str, Any]:
    """The form of what each variable has to hold, where an option that it is the value of tells."""
    nodes = (node for node in graph.nodes.values() if node.existing is None)
    return {name: form for node in nodes for form in node.kind.forms(node) if (name := variable(form.value))}


def _formed(given: Variable, name: str, forms: Mapping[str, Any]) -> tuple[tuple[Expr, str], ...]:
    """The same of a form; a default that has another one is the page's own affair."""
    form = forms.get(name)
    fits = form and given.type == "string" and (given.default is None or re.fullmatch(form.pattern, str(given.default)))
    return ((matches(form.pattern, Expr(f"var.{name}")), f"It takes the {form.what}."),) if form and fits else ()


def longest_prefix(graph: Graph) -> int:
    """How long the module's name may be so that every name below it keeps to AWS's bound."""
    rooms = [node.kind.longest - len(str(node.title)) + len("${var.name}") for node in made(graph)]
    return min([31, *rooms])


def made(graph: Graph) -> Iterable[AnyNode]:
    return [node for node in graph.nodes.values() if node.existing is None and node.kind.main]


def _outputs(graph: Graph) -> Iterator[tuple[str, Value, Value]]:
    """Name, description and value of each output; the first of a node says what the node is for."""
    for node in made(graph):
        purpose = getattr(node.spec, "description", None)
        for attribute in node.kind.outputs:
            words = attribute.upper() if attribute in ("arn", "url", "id") else attribute.replace("_", " ").capitalize()
            described = text(f"{words} of {node.name}: ", purpose) if purpose else f"{words} of {node.name}."
            yield f"{node.label}_{attribute}", described, node[attribute]
            purpose = None


def _present(graph: Graph, assets: Mapping[str, bytes | None]) -> Iterator[tuple[AnyNode, bytes]]:
    for name, content in assets.items():
        if content is not None:
            yield graph.nodes[name], content
