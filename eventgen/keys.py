"""Who may use the key of a page: what the graph makes AWS services do, as statements of the key's policy."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eventgen import anchor
from eventgen.hcl import Value, text
from eventgen.iam import SENDS, policy, statement
from eventgen.kinds import Attachment, Node, camel

SOURCE, ACCOUNT = "aws:SourceArn", "aws:SourceAccount"
# What CloudWatch Logs asks for (AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html)
OF_LOGS = ("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey")
Uses = Iterable[Mapping[str, Any]]


def use(node: Node[Any], sid: str, service: Value, actions: Iterable[str], only: Mapping[str, Value]) -> Attachment:
    """Lets an AWS service use the key that encrypts a node, for what the conditions say."""
    return Attachment(node.name, "key", {"sid": sid, "service": service, "actions": tuple(actions), "only": only})


def sent(node: Node[Any], service: str, arn: Value) -> Attachment:
    """Lets an AWS service send into an encrypted node on behalf of something with this ARN."""
    return use(node, camel(service.split(".")[0]), service, SENDS, {SOURCE: arn, ACCOUNT: anchor.ACCOUNT})


def of_logs(node: Node[Any], group: Value) -> Attachment:
    """Lets CloudWatch Logs encrypt a log group. Its ARN is made, not referred to: the group waits for this policy."""
    service = text("logs.", anchor.REGION, ".amazonaws.com")
    only = {"kms:EncryptionContext:aws:logs:arn": anchor.arn_of("logs", text("log-group:", group))}
    return use(node, "Logs", service, OF_LOGS, only)


def key_policy(uses: Uses) -> dict[str, Any]:
    """The account, whose IAM policies say which roles may use the key, and the services that use it."""
    root = text("arn:", anchor.PARTITION, ":iam::", anchor.ACCOUNT, ":root")
    return policy([statement("Account", {"AWS": root}, "kms:*", "*"), *statements(uses)])


def statements(uses: Uses) -> Iterator[dict[str, Any]]:
    """A statement for each service and what it does, with all things that it does it for."""
    by_sid: dict[str, list[Mapping[str, Any]]] = {}
    for each in uses:
        by_sid.setdefault(each["sid"], []).append(each)
    for sid, same in sorted(by_sid.items()):
        conditions: dict[str, dict[str, Any]] = {}
        for key in same[0]["only"]:
            values = [
                value for n, each in enumerate(same) if (value := each["only"][key]) not in _values(same[:n], key)
            ]
            test = "StringEquals" if key == ACCOUNT else "ArnEquals"
            conditions.setdefault(test, {})[key] = values if len(values) > 1 else values[0]
        actions = list(same[0]["actions"])
        action = actions if len(actions) > 1 else actions[0]
        yield statement(sid, {"Service": same[0]["service"]}, action, "*", conditions)


def _values(uses: Uses, key: str) -> list[Value]:
    return [each["only"][key] for each in uses]
