"""Graph -> the tests that a module brings: what has to hold of its resources, what they are taken for, its inputs.

Nothing is read off the Terraform: the graph says what has to hold. Under a mock provider ARNs are what the tests make
them, and each node has one of its own, so that none passes for another.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from eventgen.assertions.assertion import Asserted, Assertion
from eventgen.graph import Graph
from eventgen.hcl import Expr, address
from eventgen.kinds import Attachment, Input, Node, found, variable

Contexts = Iterable[Mapping[str, Any]]  # what the templates get
Attachments = Iterable[tuple[str, Attachment]]  # each with the name of the node or the flow that needs it
ROLE, ROLE_ARN = "aws_iam_role", "arn:aws:iam::123456789012:role/{}"
KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab"
# ARNs that the provider judges, of which none has to be told from another
ALIKE = {
    "aws_cloudwatch_log_group": "arn:aws:logs:eu-west-1:123456789012:log-group:mock",
    ROLE: ROLE_ARN.format("mock"),
    "aws_kms_key": KEY_ARN,
}
OF_TYPE: Mapping[str, Any] = {
    "string": "given",
    "number": 1,
    "bool": True,
    "list(string)": ["given"],
    "map(string)": {},
}


def asserting(contexts: Contexts, attachments: Attachments) -> list[Assertion]:
    """Node by node with what lies in its slots, flow by flow, then the key and the alarms; each condition once."""
    lying: dict[str, list[tuple[str, Attachment]]] = {}
    for why, each in attachments:
        lying.setdefault(each.node, []).append((why, each))
    said: dict[str, Assertion] = {}
    for context in contexts:
        for assertion in _of(context, lying):
            said.setdefault(assertion.condition.code, assertion)
    return [*said.values()]


def _of(context: Mapping[str, Any], lying: Mapping[str, Sequence[tuple[str, Attachment]]]) -> Iterator[Assertion]:
    if "edge" in context:
        of: Callable[[Mapping[str, Any]], Iterator[Assertion]]
        of = found("assertions.flows", context["edge"].integration.name)
        return of(context)
    if "node" in context:
        return _of_node(context, lying.get(context["node"].name, ()))
    if "alarms" in context:
        from eventgen.assertions.notices import alarms

        return alarms(context)
    from eventgen.assertions.policies import key

    return key(context["policy"])


def _of_node(context: Mapping[str, Any], lying: Attachments) -> Iterator[Assertion]:
    node = context["node"]
    asserted = _asserted(node)
    yield from asserted.of(context)
    for why, each in lying:
        if each.slot in asserted.slots and (node.existing is None or each.slot in node.kind.own):
            yield asserted.slots[each.slot](node, each.value, why)


def _asserted(node: Node[Any]) -> Asserted:
    found_one: Asserted = found("assertions.nodes", node.kind.name)
    return found_one


def arns(contexts: Contexts) -> Iterator[tuple[Expr, str]]:
    """What the ARNs of nodes and of their roles are taken for."""
    for context in contexts:
        if "node" in context:
            node = context["node"]
            if node.existing is None and (arn := _arn(node)):
                yield address(node.kind.main, node.label), arn
            if context["slots"].get("role"):
                yield address(ROLE, node.label), ROLE_ARN.format(node.label)


def _arn(node: Node[Any]) -> str:
    """A made-up one: its name need not be that of the node, but tells it from others."""
    form, name, ending = _asserted(node).arn, node.label.replace("_", "-"), node.kind.suffix(node.spec)
    arn = form.format(name + ending)
    if not form or re.fullmatch(node.kind.arn, arn):
        return arn
    # A page may call things in fewer letters, or in more, than AWS does
    return form.format(f"mock-{hashlib.sha256(name.encode()).hexdigest()[:8]}{ending}")


def given(graph: Graph, inputs: Iterable[Input]) -> Iterator[tuple[str, Any]]:
    """A value for each input that has to be given: of the form that its use asks for."""
    required = [each for each in inputs if each.required]
    known = _known(graph) if required else {}
    for each in required:
        yield each.name, known.get(each.name, OF_TYPE[each.type])


def _known(graph: Graph) -> dict[str, str]:
    known = {"anchor_arn": KEY_ARN, variable(graph.header.defaults.key): KEY_ARN}
    for node in graph.nodes.values():
        if node.existing is not None:
            known[variable(node.existing)] = _arn(node)
            continue
        if node.kind.asset(node):
            known[node.file_input] = _asserted(node).file
        known |= {variable(form.value): form.sample for form in node.kind.forms(node)}
    return known
