"""Who may use the key of a page: what the graph makes services and roles do, as statements of the key's policy."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from eventgen import anchor
from eventgen.addresses import addresses
from eventgen.hcl import Value, camel, text
from eventgen.iam import SENDS, decrypts, encrypts, policy, role_arn, statement
from eventgen.kinds import Attachment, Node, encrypted

SOURCE, ACCOUNT = "aws:SourceArn", "aws:SourceAccount"
# What CloudWatch Logs asks for (AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html)
OF_LOGS = ("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey")
ROLE = "AWS"  # what policies call a principal that is none of AWS's services
Uses = Iterable[Mapping[str, Any]]


def use(node: Node[Any], sid: str, service: Value, actions: Iterable[str], only: Mapping[str, Value]) -> Attachment:
    """Lets an AWS service use the key that encrypts a node, for what the conditions say."""
    value = {"sid": sid, "whom": {"Service": service}, "actions": tuple(actions), "only": only}
    return Attachment(node.name, "key", value)


def by_role(node: Node[Any], sid: str, role: Node[Any], actions: Iterable[str]) -> Iterator[Attachment]:
    """Lets the role of a node, if the module makes it, use the key that encrypts another."""
    # it is referred to, as the policy takes no role that is not there yet; no role waits for the key in turn
    if role.existing is None or "role" in role.kind.own:
        value = {"sid": sid, "whom": {ROLE: role_arn(role)}, "actions": tuple(actions), "only": {}}
        yield Attachment(node.name, "key", value)


def sent(node: Node[Any], service: str, arn: Value, account: Value = anchor.ACCOUNT) -> Attachment:
    """Lets an AWS service send into an encrypted node on behalf of something with this ARN, of this account."""
    return use(node, camel(service.split(".")[0]), service, SENDS, {SOURCE: arn, ACCOUNT: account})


def of_logs(node: Node[Any], group: Value) -> Attachment:
    """Lets CloudWatch Logs encrypt a log group. Its ARN is made, not referred to: the group waits for this policy."""
    service = text("logs.", anchor.REGION, ".amazonaws.com")
    only = {"kms:EncryptionContext:aws:logs:arn": anchor.arn_of("logs", text("log-group:", group))}
    return use(node, "Logs", service, OF_LOGS, only)


def permitted(role: Node[Any], made: Mapping[str, Node[Any]]) -> Iterator[Attachment]:
    """What a node's own options let its role do with encrypted nodes, it may do with their key. `made` has the nodes by
    the addresses of their resources."""
    for actions, resources in role.kind.grants(role):
        for address in dict.fromkeys(addresses(resources)):
            node = made.get(address)
            if node and encrypted(node):
                if not node.kind.seals and _named(node.kind.send, actions):
                    yield from encrypts(role, node)
                if _named(node.kind.reads, actions):
                    yield from decrypts(role, node)


def _named(actions: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether an action is among those that are wanted, which may have wildcards. IAM knows no capitals."""
    return any(fnmatchcase(action.lower(), each.lower()) for action in actions for each in wanted)


def key_policy(uses: Uses) -> dict[str, Any]:
    """The account, whose IAM policies let in who else may use the key, and the services and roles that have to."""
    root = text("arn:", anchor.PARTITION, ":iam::", anchor.ACCOUNT, ":root")
    return policy([statement("Account", {"AWS": root}, "kms:*", "*"), *statements(uses)])


def statements(uses: Uses) -> Iterator[dict[str, Any]]:
    """A statement for each service and what it does, with all things that it does it for, and for the roles that send
    and those that read."""
    by_sid: dict[str, list[Mapping[str, Any]]] = {}
    for each in uses:
        by_sid.setdefault(each["sid"], []).append(each)
    for sid, same in sorted(by_sid.items()):
        conditions: dict[str, dict[str, Any]] = {}
        for key in same[0]["only"]:
            test = "StringEquals" if key == ACCOUNT else "ArnEquals"
            conditions.setdefault(test, {})[key] = _one_or_several(each["only"][key] for each in same)
        (type_,) = same[0]["whom"]
        whom = {type_: _one_or_several(each["whom"][type_] for each in same)}
        yield statement(sid, whom, _one_or_several(same[0]["actions"]), "*", conditions or None)


def _one_or_several(values: Iterable[Value]) -> Value | list[Value]:
    """Each value once, as IAM writes it."""
    several = list(dict.fromkeys(values))
    return several if len(several) > 1 else several[0]
