"""What has to hold of a module, and what to say where it does not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eventgen.hcl import Expr, hcl
from eventgen.kinds import Node

Context = Mapping[str, Any]  # what the template of the node or the flow gets


class Assertion(NamedTuple):
    """A condition over the resources of the module, and what is wrong if it does not hold."""

    condition: Expr
    says: str


@dataclass(frozen=True, eq=False, repr=False)
class Asserted:
    """What is asserted of a kind of node."""

    arn: str = ""  # what the ARN of one looks like, `{}` being its name; empty where nobody reads it
    file: str = ""  # what its file is in the tests, where the page has none
    of: Callable[[Context], Iterable[Assertion]] = lambda context: ()
    # A node, what was put into a slot of it, and who did: what has to hold of it
    slots: Mapping[str, Callable[[Node[Any], Any, str], Assertion]] = field(default_factory=dict)


def same(resource: str, attribute: str, value: Any, says: str) -> Assertion:
    """An attribute of a resource has this value."""
    return Assertion(Expr(f"{resource}.{attribute} == {hcl(value)}"), says)


def switched(resource: str, attribute: str, wanted: bool, says: str) -> Assertion:
    """A switch is on, or off: under a mock provider one that nobody sets is null."""
    return Assertion(Expr(f"coalesce({resource}.{attribute}, false) == {hcl(wanted)}"), says)


def alone(resource: str, block: str, attribute: str, value: Any, says: str) -> Assertion:
    """An attribute of the one nested block of a type has this value; None: there is no such block."""
    if value is None:
        return Assertion(Expr(f"length({resource}.{block}) == 0"), says)
    return Assertion(Expr(f"one({resource}.{block}[*].{attribute}) == {hcl(value)}"), says)


def holds(several: str, one: str) -> Expr:
    """Something is among several, if there are any at all."""
    return Expr(f"try(contains({several}, {one}), false)")


def main(node: Node[Any]) -> str:
    """The address of the resource that a node is."""
    return f"{node.kind.main}.{node.label}"


def named(node: Node[Any], argument: str = "name") -> Assertion:
    return same(main(node), argument, node.title, f"{node.name}: it has another name")


def keyed(node: Node[Any], argument: str) -> Assertion:
    """A node is encrypted with the key that the page wants."""
    return same(main(node), argument, node.key, f"{node.name}: it is not encrypted with the key of the page")


def logged(context: Context) -> Assertion:
    """A node has its log group, with a name that tells whose it is."""
    group, node = f"aws_cloudwatch_log_group.{context['log_label']}", context["node"]
    return same(group, "name", context["log_group"], f"{node.name}: its log group has another name")
