"""Blocks -> where references stand in them, and which kind: values, addresses, names or constants."""

from collections.abc import Callable
from typing import Any

from eventgen.checks.paths import chain
from eventgen.checks.references import NOTHING, REPEATED, References, Scope
from eventgen.syntax import Block, Body, Literal, Name, Step

SELF: Scope = {"self": None}


def _instance(references: References, block: Block) -> None:
    """A resource or a data source: arguments, meta-arguments and blocks."""
    attributes = block.body.attributes
    scope = REPEATED["for_each" if "for_each" in attributes else "count" if "count" in attributes else ""]
    for name, attribute in attributes.items():
        if type(attribute.value) is not Literal or name in _META:
            if name in _META:
                _META[name](references, attribute.value, scope)
            else:
                references.expression(attribute.value, scope)
    references.configured(block)
    for inner in block.body.blocks:
        _within(references, inner, block, scope)


def _module(references: References, block: Block) -> None:
    """What goes into a module and what comes out may have nothing to do with each other: no cycle goes that way."""
    attributes = block.body.attributes
    scope = REPEATED["for_each" if "for_each" in attributes else "count" if "count" in attributes else ""]
    for name in _META.keys() & attributes.keys():
        _META[name](references, attributes[name].value, scope)
    references.begin(references.file)
    for name, attribute in attributes.items():
        if name in ("source", "version"):
            references.constant(attribute.value, f"{name} of a module")
        elif name not in _META:
            references.expression(attribute.value, scope)


def _within(references: References, block: Block, of: Block, scope: Scope) -> None:
    if block.type == "lifecycle":
        _lifecycle(references, block, of, scope)
    elif block.type in ("provisioner", "connection"):
        _provisioner(references, block.body, {**scope, **SELF})
    else:
        references.block(block, scope)


def _lifecycle(references: References, block: Block, of: Block, scope: Scope) -> None:
    for name, attribute in block.body.attributes.items():
        if name == "replace_triggered_by":
            references.addresses(attribute.value, name, scope)
        elif name == "ignore_changes":
            references.ignored(attribute.value, of)
        else:
            references.constant(attribute.value, name)
    for inner in block.body.blocks:
        references.body(inner.body, {**scope, **SELF} if inner.type == "postcondition" else scope)


def _provisioner(references: References, body: Body, scope: Scope) -> None:
    for name, attribute in body.attributes.items():
        if name not in ("when", "on_failure"):  # these take words
            references.expression(attribute.value, scope)
    for inner in body.blocks:
        references.block(inner, scope)


def _variable(references: References, block: Block) -> None:
    for name, attribute in block.body.attributes.items():
        if name != "type":
            references.constant(attribute.value, f"{name} of a variable")
    for inner in block.body.blocks:
        references.body(inner.body, NOTHING)
    references.edges.pop(references.owner, None)  # a validation speaks of its own variable


def _output(references: References, block: Block) -> None:
    for name, attribute in block.body.attributes.items():
        if name == "depends_on":
            references.addresses(attribute.value, name, NOTHING)
        elif name == "value" and isinstance(attribute.value, Literal) and attribute.value.value in (None, ""):
            message = f"{references.owner} names nothing"
            references.error("TFC011", message, attribute.at, len(name), "remove the output")
        else:
            references.expression(attribute.value, NOTHING)
    for inner in block.body.blocks:
        references.body(inner.body, NOTHING)


def _locals(references: References, block: Block) -> None:
    for name, attribute in block.body.attributes.items():
        references.begin(references.file, f"local.{name}")
        references.expression(attribute.value, NOTHING)


def _provider(references: References, block: Block) -> None:
    references.body(block.body, NOTHING)


def _check(references: References, block: Block) -> None:
    for inner in block.body.blocks:
        references.begin(references.file, "data." + ".".join(inner.labels) if inner.type == "data" else "")
        _instance(references, inner)


def _import(references: References, block: Block) -> None:
    scope = REPEATED["for_each" if "for_each" in block.body.attributes else ""]
    for name, attribute in block.body.attributes.items():
        if name == "to":
            references.address(attribute.value, "to", scope)
        elif name == "provider":
            references.provider(attribute.value)
        else:
            references.expression(attribute.value, NOTHING if name == "for_each" else scope)


def _moved(references: References, block: Block) -> None:
    """What was moved or removed may not stand there any more."""
    ends = {name: chain(a.value) for name, a in block.body.attributes.items() if name in ("from", "to")}
    for end, (name, steps) in ends.items():
        if name is None:
            at = block.body.attributes[end].at
            references.error("TFC015", f"{end} takes an address such as aws_sqs_queue.orders", at, len(end))
            continue
        declared = references.module.declared.get(".".join([name.name, *(str(step.key) for step in steps)]))
        if end == "from" and declared and _base(*ends.get("to", (None, []))) != declared.address:
            message = f"{declared.address} is {block.type}, and stands there still: {declared.where}"
            references.error("TFC001", message, name.at, len(declared.address), "remove one of them")


def _base(name: Name | None, steps: list[Step]) -> str:
    return ".".join([name.name if name else "", *(step.key for step in steps if isinstance(step.key, str))])


_META: dict[str, Callable[[References, Any, Scope], None]] = {
    "count": lambda references, value, _: references.expression(value, NOTHING),
    "for_each": lambda references, value, _: references.expression(value, NOTHING),
    "depends_on": lambda references, value, scope: references.addresses(value, "depends_on", scope),
    "provider": lambda references, value, _: references.provider(value),
    "providers": lambda references, value, _: references.providers(value),
}
WALKS: dict[str, Callable[[References, Block], None]] = {
    **dict.fromkeys(("resource", "data", "ephemeral"), _instance),
    "module": _module,
    **dict.fromkeys(("moved", "removed"), _moved),
    "check": _check,
    "import": _import,
    "locals": _locals,
    "output": _output,
    "provider": _provider,
    "variable": _variable,
}
