"""Policies of the module: they say what the flows need, and no more."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from eventgen.assertions.assertion import Assertion, Context, holds, same
from eventgen.hcl import Expr, hcl
from eventgen.kinds import Node

ROLE = "aws_iam_role_policy"
Statement = Mapping[str, Any]


def states(type_: str, whose: str = "policy") -> Callable[[Node[Any], Statement, str], Assertion]:
    """A statement that was put into the policy of a node stands there."""

    def stated(node: Node[Any], statement: Statement, why: str) -> Assertion:
        says = f"{why}: the {whose} of {node.name} does not say {statement['Sid']} as it has to"
        return _within(f"{type_}.{node.label}", statement, says)

    return stated


def only(type_: str, node: Node[Any], statements: Sequence[Statement], whose: str = "policy") -> Assertion:
    """A policy has no more statements than the page asks for, and no fewer."""
    held = f"length(jsondecode({type_}.{node.label}.policy).Statement)"
    says = f"{node.name}: its {whose} says more than the page, or less"
    return Assertion(Expr(f"{held} == {hcl(len(statements))}"), says)


def own_policy(type_: str, context: Context) -> Iterator[Assertion]:
    """The policy of a node as a whole, and the statement that refuses whoever does not come over TLS."""
    node, statements = context["node"], context["policy"]["Statement"]
    yield only(type_, node, statements)
    refused = [each for each in statements if each["Effect"] == "Deny"]
    for each in refused:
        yield _within(f"{type_}.{node.label}", each, f"{node.name}: its policy lets in who does not come over TLS")


def role(context: Context, assumes: str = "") -> Iterator[Assertion]:
    """The role of a node: its name, who may take it on, its policy as a whole; and that the node, whose argument is
    given, has that role."""
    node, statements = context["node"], context["slots"]["role"]
    address = f"aws_iam_role.{node.label}"
    yield same(address, "name", node.own_title, f"{node.name}: its role has another name")
    trust = f"jsondecode({address}.assume_role_policy) == {hcl(context['trust'])}"
    yield Assertion(Expr(trust), f"{node.name}: others may take on its role, or its service may not")
    if assumes:
        yield same(
            f"{node.kind.main}.{node.label}", assumes, Expr(f"{address}.arn"), f"{node.name}: it has another role"
        )
    if statements:
        yield only(ROLE, node, statements, "role")
        yield same(f"{ROLE}.{node.label}", "role", Expr(f"{address}.id"), f"{node.name}: what it may do is another's")


def key(policy: Mapping[str, Any]) -> Iterator[Assertion]:
    """The module's key: each service that uses it may, and it turns every year."""
    yield same("aws_kms_key.this", "enable_key_rotation", True, "the key of the module does not rotate")
    yield same("aws_kms_key_policy.this", "key_id", Expr("aws_kms_key.this.key_id"), "the policy is of another key")
    for each in policy["Statement"]:
        yield _within("aws_kms_key_policy.this", each, f"the key of the module does not say {each['Sid']} as it has to")


def _within(address: str, statement: Statement, says: str) -> Assertion:
    return Assertion(holds(f"jsondecode({address}.policy).Statement", hcl(statement)), says)
