"""Who may do what in every module: one source of this account, exact rights, TLS, the keys of the page."""

from collections import Counter
from collections.abc import Iterator

import pytest
from lines import (
    BUCKET,
    DELIVERY_STREAM,
    FUNCTION,
    POLICIES,
    QUEUE,
    TOPIC,
    Damage,
    Golden,
    Line,
    actions,
    address,
    allows,
    damaged,
    damages,
    golden,
    goldens,
    label,
    line,
    lines,
    owner,
    resources,
)
from test_keys import SERVICES, WITHOUT_RESOURCE, account_of
from watched_pages import several, source

# Principals, roles, actions, resources, TLS ---------------------------------------------------------------------

# Where a service takes less than both (the pages stand in test_keys.py); CloudTrail's page has the ARN alone
# (awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html)
ARN_ALONE = {"cloudtrail.amazonaws.com"}


@line(
    Damage("fan-out", "queues.tf", r"\n\s+StringEquals = [^\n]+aws:SourceAccount[^\n]+"),
    Damage("fan-out", "queues.tf", r"\n\s+ArnEquals    = [^\n]+aws:SourceArn[^\n]+"),
    Damage("topic_to_function", "flows.tf", r"\n  source_account = [^\n]+"),
    Damage("topic_to_function", "flows.tf", r"\n  source_arn     = [^\n]+"),
    Damage("alarms", "topics.tf", r"\n\s+StringEquals = [^\n]+"),
)
def a_service_comes_for_one_source_of_this_account(of: Golden) -> Iterator[str]:
    """`aws:SourceArn` and `aws:SourceAccount` in the policies of queues, topics and buckets, and in permissions."""
    types = [f"{type_}_policy" for type_ in (QUEUE, TOPIC, BUCKET)]
    for policy, each in of.statements(*types):
        if allows(each):
            said = {key: source(value) for test in each["Condition"].values() for key, value in test.items()}
            account = said.get("aws:SourceAccount") == account_of(said.get("aws:SourceArn", ""))
            if not (account or each["Principal"]["Service"] in ARN_ALONE) or "aws:SourceArn" not in said:
                yield f"{address(policy)}: {each['Sid']}"
    for permission in of.of("aws_lambda_permission"):
        said = permission.attributes
        arn = source(said.get("source_arn"))
        if "source_arn" not in said or source(said.get("source_account")) != account_of(arn):
            yield address(permission)


@line(
    Damage("encryption", "kms.tf", r"(s3\.amazonaws\.com.*?)\n          StringEquals = [^\n]+", r"\1"),
    Damage("encryption", "kms.tf", r'"kms:GenerateDataKey", "kms:Decrypt"', '"kms:*"'),
    Damage("encryption", "kms.tf", r"\n        Condition = \{ StringEquals[^\n]+"),
)
def the_key_is_for_whom_the_page_has(of: Golden) -> Iterator[str]:
    """Each service for just its sources, with just its actions; roles by name. The account's own IAM comes first."""
    for _, each in of.statements("aws_kms_key_policy"):
        said = {key for test in each.get("Condition", {}).values() for key in test}
        of_context = any(key.startswith("kms:EncryptionContext:") for key in said)
        if "Service" in each["Principal"]:
            both = said == {"aws:SourceArn", "aws:SourceAccount"}
            less = each["Sid"] in ("Cloudtrail", "EventsDescribe") and len(said) == 1
            if set(actions(each)) != SERVICES[each["Sid"]] or not (both or of_context or less):
                yield each["Sid"]
        elif each["Sid"] == "Account":
            if source(each["Principal"]["AWS"]) != "arn:${local.partition}:iam::${local.account_id}:root":
                yield "Account"
        elif not all(owner(role).startswith("aws_iam_role.") for role in several(each["Principal"]["AWS"])):
            yield each["Sid"]


@line(
    Damage(
        "topic_to_function",
        "functions.tf",
        r"(\n  role\s+= aws_iam_role\.)(\w+)(\.arn.*\n  role\s+= aws_iam_role\.)(\w+)(\.arn)",
        r"\1\2\3\2\5",
    )
)
def a_function_has_a_role_of_its_own(of: Golden) -> Iterator[str]:
    for role, count in Counter(source(each.attributes["role"]) for each in of.of(FUNCTION)).items():
        if count > 1 or not role.startswith("aws_iam_role."):
            yield role


@line(
    Damage("sqs-lambda", "functions.tf", r'"sqs:DeleteMessage"', '"sqs:*"'),
    Damage("sqs-lambda", "functions.tf", r'\["logs:CreateLogStream", "logs:PutLogEvents"\]', '"*"'),
    Damage("sqs-lambda", "functions.tf", r"aws_sqs_queue\.orders\.arn", '"*"'),
)
def rights_are_exact(of: Golden) -> Iterator[str]:
    """No action is a family, and no resource is every one, but where AWS knows none (the list is in test_keys.py)."""
    for policy, each in of.statements("aws_iam_role_policy", *(f"{type_}_policy" for type_ in POLICIES)):
        if not allows(each) or (policy.labels[0] == "aws_kms_key_policy"):
            continue  # of a key's own policy the key is the only resource; the line above is about it
        known = set(actions(each)) <= WITHOUT_RESOURCE.get(each["Sid"], set())
        if "*" in "".join(actions(each)) or ("*" in resources(each) and not known):
            yield f"{address(policy)}: {each['Sid']}"


@line(
    Damage("fan-out", "queues.tf", r'"aws:SecureTransport" = "false"', '"aws:SecureTransport" = "true"'),
    Damage("fan-out", "topics.tf", r'Effect    = "Deny"', 'Effect    = "Allow"'),
    Damage("s3-notifications", "buckets.tf", r", \"\$\{aws_s3_bucket\.\w+\.arn\}/\*\""),
)
def whoever_comes_without_tls_is_refused(of: Golden) -> Iterator[str]:
    """By queues, topics and buckets, unless the page says `tls_only: false` of a bucket."""
    whole = {QUEUE: ["sqs:*"], TOPIC: ["sns:Publish"], BUCKET: ["s3:*"]}  # SNS takes no sns:* there
    for type_, all_ in whole.items():
        for policy, each in of.statements(f"{type_}_policy"):
            if allows(each) != (each["Sid"] != "DenyInsecureTransport") or (not allows(each) and actions(each) != all_):
                yield address(policy)
        for policy in of.of(f"{type_}_policy"):
            thing = f"{owner(policy.attributes[POLICIES[type_]])}.arn"
            wanted = [thing, f"${{{thing}}}/*"] if type_ == BUCKET else [thing]
            denied = [
                e for e in policy.attributes["policy"]["Statement"] if e["Effect"] == "Deny" and e["Principal"] == "*"
            ]
            if [(resources(e), e["Condition"]) for e in denied] != [
                (wanted, {"Bool": {"aws:SecureTransport": "false"}})
            ]:
                yield address(policy)


@line(
    Damage("fan-out", "topics.tf", r"(\n  tags\s*= local.tags)", r'\n  kms_master_key_id = "alias/aws/sns"\1'),
    Damage("sqs-lambda", "functions.tf", r'"aws_iam_role_policy"', '"aws_iam_policy_attachment"'),
)
def nothing_is_exclusive_or_closed_to_services(of: Golden) -> Iterator[str]:
    """Never `aws_iam_policy_attachment`; `alias/aws/*` for streams alone, into which roles of the account write."""
    yield from (address(each) for each in of.of("aws_iam_policy_attachment"))
    for each in of.made.blocks.values():
        if "alias/aws/" in str(each.attributes) and each.labels[0] != "aws_kinesis_stream":
            yield address(each)


# Encryption -----------------------------------------------------------------------------------------------------


@line(
    Damage("sqs-lambda", "queues.tf", r"\n\s+sqs_managed_sse_enabled\s+= true"),
    Damage(
        "encryption",
        "queues.tf",
        r"(_dead_letter\" \{.*?)kms_master_key_id\s+= \S+",
        r"\1sqs_managed_sse_enabled = true",
    ),
    Damage("encryption", "streams.tf", r"aws_kms_key\.this\.arn", '"alias/aws/kinesis"'),
    Damage("encryption", "buckets.tf", r"\n\s+kms_master_key_id = [^\n]+"),
    Damage("topic_to_delivery_stream", "delivery_streams.tf", r"\n\s+key_arn\s+= [^\n]+"),
    Damage("encryption", "topics.tf", r"\n\s+kms_master_key_id = [^\n]+"),
)
def everything_is_encrypted_as_the_page_says(of: Golden) -> Iterator[str]:
    """Queues, their dead-letter queues, topics, streams, delivery streams and buckets: with keys of AWS, or with
    the key of the page."""
    for node in of.graph.nodes.values():
        if node.existing is not None or not (wanted := getattr(node.spec, "encryption", None)):
            continue
        block = of.made[f"{node.kind.main}.{node.label}"]
        if node.kind.main == BUCKET:
            rule = of.made[f"{BUCKET}_server_side_encryption_configuration.{node.label}"].find("rule")
            block = rule.find("apply_server_side_encryption_by_default")
        if node.kind.main == DELIVERY_STREAM:
            block = block.find("server_side_encryption")
        arguments = ("kms_master_key_id", "kms_key_id", "kms_key_identifier", "key_arn")
        key = next((source(block.attributes[each]) for each in arguments if each in block.attributes), "")
        ours = "aws_kms_key.this.arn" if node.given_key is None else key.removeprefix('"')
        managed = {
            QUEUE: block.attributes.get("sqs_managed_sse_enabled") is True,
            "aws_kinesis_stream": key == "alias/aws/kinesis",
        }
        if wanted == "kms" and (key != ours or not key):
            yield address(block)
        if wanted == "managed" and not managed.get(node.kind.main, not key):
            yield address(block)


# The lines and their damages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("each", lines(globals()), ids=label)
def test_the_line_holds_of_every_golden(each: Line) -> None:
    assert [f"{of.name}: {wrong}" for of in goldens() for wrong in each.wrong(of)] == []


@pytest.mark.parametrize(("each", "damage"), damages(globals()), ids=label)
def test_a_damaged_golden_is_found(each: Line, damage: Damage) -> None:
    assert list(each.wrong(golden(damage.golden))) == []
    assert list(each.wrong(damaged(damage))) != []
