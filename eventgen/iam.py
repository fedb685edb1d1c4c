"""The shapes of IAM policies: what a service or a role may do, as values that the filter writes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from eventgen import anchor
from eventgen.hcl import Expr, Value, address, camel
from eventgen.kinds import Attachment, Node, encrypted

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting

VERSION = "2012-10-17"
KEY_POLICY = Expr("aws_kms_key_policy.this")
SENDS = ("kms:GenerateDataKey", "kms:Decrypt")
READS = ("kms:Decrypt",)


def policy(statements: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A policy document."""
    return {"Version": VERSION, "Statement": list(statements)}


def statement(sid: str, principal: Any, action: Any, resource: Any, condition: Any = None) -> dict[str, Any]:
    """A statement of a policy, its keys in AWS's usual order; what is None is left out."""
    made = {"Sid": sid, "Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}
    return {key: value for key, value in {**made, "Condition": condition}.items() if value is not None}


def trust(service: str) -> dict[str, Any]:
    """Lets an AWS service assume a role."""
    return policy([{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}])


def allow(node: Node[Any], service: str, action: str, source: Node[Any]) -> Iterator[Attachment]:
    """Lets an AWS service act on a node on behalf of one source, and use the key that encrypts the node."""
    yield let(node, service, action, source)
    if encrypted(node):
        from eventgen.keys import sent

        yield sent(node, service, source.kind.spelled(source), anchor.account(source))


def let(node: Node[Any], service: str, action: str, source: Node[Any]) -> Attachment:
    """The statement of a node's own policy that lets an AWS service act on it on behalf of one source."""
    condition = {
        "ArnEquals": {"aws:SourceArn": source["arn"]},
        "StringEquals": {"aws:SourceAccount": anchor.account(source)},
    }
    sid = f"{camel(service.split('.')[0])}From{camel(source.called)}"
    return Attachment(node.name, "policy", statement(sid, {"Service": service}, action, node["arn"], condition))


def may(role: Node[Any], sid: str, actions: Iterable[str], *resources: Value) -> Attachment:
    """Lets the role of a node do something with the resources."""
    several = list(actions)
    action = several[0] if len(several) == 1 else several
    resource = resources[0] if len(resources) == 1 else list(resources)
    return Attachment(role.name, "role", statement(sid, None, action, resource))


def send(role: Node[Any], node: Node[Any], *resources: Value) -> Iterator[Attachment]:
    """Lets the role of a node send to another node, and encrypt what it sends."""
    yield may(role, f"SendTo{camel(node.called)}", node.kind.send, *(resources or (node["arn"],)))
    if encrypted(node) and not node.kind.seals:
        yield from encrypts(role, node)


def receive(role: Node[Any], node: Node[Any], actions: Iterable[str]) -> Iterator[Attachment]:
    """Lets the role of a node read from another node, and decrypt what it reads."""
    yield may(role, f"ReceiveFrom{camel(node.called)}", actions, node["arn"])
    if encrypted(node):
        yield from decrypts(role, node)


def encrypts(role: Node[Any], node: Node[Any]) -> Iterator[Attachment]:
    """Lets the role of a node use the key of another for what it sends there."""
    from eventgen.keys import by_role

    yield may(role, "UseKeyToSend", SENDS, node.key)
    yield from by_role(node, "RolesThatSend", role, SENDS)


def decrypts(role: Node[Any], node: Node[Any]) -> Iterator[Attachment]:
    """Lets the role of a node use the key of another for what it reads there."""
    from eventgen.keys import by_role

    yield may(role, "UseKeyToReceive", READS, node.key)
    yield from by_role(node, "RolesThatRead", role, READS)


def logged(node: Node[Any], group: Value) -> Iterator[Attachment]:
    """Lets CloudWatch Logs encrypt a log group, where the page wants a key for it."""
    if node.existing is None and node.spec.log_encryption == "kms":
        from eventgen.keys import of_logs

        yield of_logs(node, group)


def waits_for(node: Node[Any]) -> list[Expr] | None:
    """What a service that tries the key at once waits for: the policy of the module's own key."""
    return [KEY_POLICY] if encrypted(node) and node.given_key is None else None


def tls_only(node: Node[Any], action: str | list[str], *more: Value) -> dict[str, Any]:
    """Refuses whoever does not come over TLS."""
    made = {"Sid": "DenyInsecureTransport", "Effect": "Deny", "Principal": "*", "Action": action}
    resource = [node["arn"], *more] if more else node["arn"]
    return {**made, "Resource": resource, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}


def role_arn(node: Node[Any]) -> Expr:
    """The role that a service takes on for a node."""
    return address("aws_iam_role", node.label, "arn")


def lift_role(node: "NodeLifting", service: str) -> list[dict[str, Any]]:
    """What `parts/role.tf.j2` writes; gives the statements of its policy."""
    label = node.label
    role = node.own("aws_iam_role", label)
    role.must("name", lambda context: context["node"].own_title)
    role.policy("assume_role_policy", trust(service))
    node.tagged(role)
    may = node.own("aws_iam_role_policy", label, node.has("role") if node.context else None)
    may.must("name", "pipeline")
    may.must("role", address("aws_iam_role", label, "name"))
    return may.policy("policy", lambda context: policy(context["slots"]["role"]))
