"""The shapes of IAM policies: what a service or a role may do, as values that the filter writes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from eventgen import anchor
from eventgen.hcl import Expr, Value, address, arn_part, text
from eventgen.kinds import Attachment, Node, camel, encrypted

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting

VERSION = "2012-10-17"
KEY, KEY_POLICY = Expr("aws_kms_key.this.arn"), Expr("aws_kms_key_policy.this")
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
    condition = {
        "ArnEquals": {"aws:SourceArn": source["arn"]},
        "StringEquals": {"aws:SourceAccount": anchor.ACCOUNT},
    }
    sid = f"{camel(service.split('.')[0])}From{camel(source.called)}"
    yield Attachment(node.name, "policy", statement(sid, {"Service": service}, action, node["arn"], condition))
    yield from key_for_service(node, service)


def may(role: Node[Any], sid: str, actions: Iterable[str], *resources: Value) -> Attachment:
    """Lets the role of a node do something with the resources."""
    several = list(actions)
    action = several[0] if len(several) == 1 else several
    resource = resources[0] if len(resources) == 1 else list(resources)
    return Attachment(role.name, "role", statement(sid, None, action, resource))


def send(role: Node[Any], node: Node[Any], *resources: Value) -> Iterator[Attachment]:
    """Lets the role of a node send to another node, and encrypt what it sends."""
    yield may(role, f"SendTo{camel(node.called)}", node.kind.send, *(resources or (node["arn"],)))
    if encrypted(node):
        yield may(role, "UseKeyToSend", SENDS, KEY)


def receive(role: Node[Any], node: Node[Any], actions: Iterable[str]) -> Iterator[Attachment]:
    """Lets the role of a node read from another node, and decrypt what it reads."""
    yield may(role, f"ReceiveFrom{camel(node.called)}", actions, node["arn"])
    if encrypted(node):
        yield may(role, "UseKeyToReceive", READS, KEY)


def key_for_service(node: Node[Any], service: str) -> Iterator[Attachment]:
    """Lets a service that writes into a node use the key that encrypts it."""
    if encrypted(node):
        yield Attachment(node.name, "key", service)


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


def key_policy(services: list[str]) -> dict[str, Any]:
    """Who may use the module's key: the account, whose IAM policies decide, and the services that write with it."""
    account, partition = arn_part(KEY, 4), arn_part(KEY, 1)
    root = statement("Account", {"AWS": text("arn:", partition, ":iam::", account, ":root")}, "kms:*", "*")
    of_account = {"StringEquals": {"aws:SourceAccount": account}}
    actions = ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"]
    each = [statement(camel(name.split(".")[0]), {"Service": name}, actions, "*", of_account) for name in services]
    return policy([root, *each])
