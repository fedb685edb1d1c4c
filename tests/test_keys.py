"""The key of a module: its policy and the roles let in just those that have to use it, and nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from corpus import PAGES, example
from hcl_values import Block, Call, Expression, expressions
from made import Made, code, names, refused
from watched_pages import ALLOWED, PATTERNS, dead_letter_queues, several, source, statements, watched

from eventgen.diagnostics import Severity
from eventgen.networks import OF_NETWORK
from eventgen.pipeline import read, rendered

KEYED = [name for name in PAGES if "kms.tf" in Made(example(name)).files]
KEY = "aws_kms_key.this.arn"
KEPT = (
    *("aws_sqs_queue", "aws_sns_topic", "aws_s3_bucket", "aws_kinesis_stream", "aws_cloudwatch_log_group"),
    *("aws_cloudtrail", "aws_cloudwatch_event_bus"),
)
SENDS, READS = {"kms:GenerateDataKey", "kms:Decrypt"}, {"kms:Decrypt"}
ROLES = {"RolesThatSend": SENDS, "RolesThatRead": READS}
ARN = "arn:${local.partition}:%s:${local.region}:${local.account_id}:%s"
# What AWS asks of whoever sends to, or reads from, what a key encrypts
SENDING = ("sqs:SendMessage", "sns:Publish", "kinesis:PutRecord", "s3:PutObject")
READING = ("sqs:ReceiveMessage", "kinesis:GetRecords", "s3:GetObject")
# What each service does with a key, and the page of AWS that says so
OF_LOGS = {"kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"}
SERVICES = {
    "S3": SENDS,  # AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    "Sns": SENDS,  # the same
    "Events": SENDS,  # the same
    "Cloudwatch": SENDS,  # sns/latest/dg/sns-key-management.html
    "EventsToTopics": SENDS,  # the same: with neither aws:SourceArn nor aws:SourceAccount
    "EventsOnBuses": SENDS,  # eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
    "EventsDescribe": {"kms:DescribeKey"},  # the same
    "Logs": OF_LOGS,  # AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    # awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
    "Cloudtrail": {"kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"},
}
# Where AWS knows no resource, or where the policy's own key is the resource: the Sid and its actions
WITHOUT_RESOURCE = {
    "UseNetwork": {*OF_NETWORK},
    "WriteTraces": {
        *("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets")
    },
    "WriteLogs": {  # of state machines: step-functions/latest/dg/cw-logs.html
        *("logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"),
        *("logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies"),
        "logs:DescribeLogGroups",
    },
}


def made_of(name: str) -> Made:
    """A pattern that was given a key, or an example that has one."""
    return Made(example(name)) if name in KEYED and name not in PATTERNS else watched(name)


def encrypted(made: Made) -> set[str]:
    """The addresses of what the key encrypts."""
    found = set()
    for block in made.blocks.values():
        arguments = ("kms_master_key_id", "kms_key_id", "kms_key_identifier")
        if any(source(block.attributes.get(argument)) == KEY for argument in arguments):
            found.add(block.address.removeprefix("resource."))
    for block in made.of("aws_s3_bucket_server_side_encryption_configuration"):
        default = block.find("rule", "apply_server_side_encryption_by_default")
        if source(default.attributes.get("kms_master_key_id")) == KEY:
            found.add(code(block.attributes["bucket"]).removesuffix(".bucket"))
    return found


def wanted(made: Made) -> Iterator[tuple[str, str, str]]:
    """Who uses the key, as the rest of the module says it: Sid, condition and its value."""
    of = encrypted(made)
    for block, each in statements(made, "aws_sqs_queue_policy", "aws_sns_topic_policy"):
        owner = source(block.attributes.get("queue_url", block.attributes.get("arn"))).rpartition(".")[0]
        if each["Effect"] == "Deny" or owner not in of:
            continue
        service, test = each["Principal"]["Service"], next(iter(each["Condition"]))
        arn = spelled(made, source(each["Condition"][test]["aws:SourceArn"]))
        if service == "events.amazonaws.com" and owner.startswith("aws_sns_topic."):
            yield "EventsToTopics", "kms:EncryptionContext:aws:sns:topicArn", spelled(made, f"{owner}.arn")
        else:
            yield service.split(".")[0].capitalize(), "aws:SourceArn", arn
    for address in of:
        block = made[address]
        if address.startswith("aws_cloudwatch_log_group."):
            arn = ARN % ("logs", f"log-group:{source(block.attributes['name'])}")
            yield "Logs", "kms:EncryptionContext:aws:logs:arn", arn
        if address.startswith("aws_cloudwatch_event_bus."):
            yield "EventsOnBuses", "kms:EncryptionContext:aws:events:event-bus:arn", spelled(made, f"{address}.arn")
            yield "EventsDescribe", "aws:SourceAccount", "local.account_id"
        if address.startswith("aws_cloudtrail."):
            yield "Cloudtrail", "aws:SourceArn", ARN % ("cloudtrail", f"trail/{source(block.attributes['name'])}")


def account_of(arn: str) -> str:
    """The module's own, or that of what exists already."""
    if arn.startswith("var."):
        return str(Call("element", (Call("split", (":", Expression(arn))), 4)))
    return arn.split(":")[4] if arn.startswith("arn:aws:") and not arn.startswith("arn:aws:s3:") else "local.account_id"


def spelled(made: Made, arn: str) -> str:
    """An ARN of the module as the policy of the key has it: made of the name, where the thing has one."""
    forms = {"aws_sns_topic": ("sns", ""), "aws_cloudwatch_event_rule": ("events", "rule/")}
    forms |= {"aws_cloudwatch_event_bus": ("events", "event-bus/")}
    type_, _, label = arn.removesuffix(".arn").partition(".")
    if type_ not in forms:
        return arn
    said = made[f"{type_}.{label}"].attributes
    service, before = forms[type_]
    bus = source(said.get("event_bus_name"))
    named = source(made[bus.removesuffix(".name")].attributes["name"]) + "/" if bus.endswith(".name") else ""
    return ARN % (service, before + named + source(said["name"]))


@pytest.mark.parametrize("name", [*PATTERNS, *(name for name in KEYED if name not in PATTERNS)])
def test_the_policy_of_the_key_names_who_has_to_use_it_and_nobody_else(name: str) -> None:
    made = made_of(name)
    account, *others = [each for _, each in statements(made, "aws_kms_key_policy")]
    services = [each for each in others if each["Sid"] not in ROLES]
    assert source(account["Principal"]["AWS"]) == "arn:${local.partition}:iam::${local.account_id}:root"
    said = set()
    for each in services:
        assert set(several(each["Action"])) == SERVICES[each["Sid"]]
        for test, pairs in each["Condition"].items():
            assert test in ("ArnEquals", "StringEquals")
            said |= {(each["Sid"], key, source(v)) for key, values in pairs.items() for v in several(values)}
    every = set(wanted(made))
    accounts = {(sid, "aws:SourceAccount", account_of(arn)) for sid, key, arn in every if key == "aws:SourceArn"}
    assert said == every | {each for each in accounts if each[0] != "Cloudtrail"}


@pytest.mark.parametrize("name", [*PATTERNS, *(name for name in KEYED if name not in PATTERNS)])
def test_roles_may_use_the_key_for_just_what_they_send_and_read(name: str) -> None:
    made = made_of(name)
    of = encrypted(made)
    let_in: dict[str, set[str]] = {}
    for role in made.of("aws_iam_role_policy"):
        has: set[str] = set()
        needs: set[str] = set()
        for each in role.attributes["policy"]["Statement"]:
            actions, resources = several(each["Action"]), [source(r) for r in several(each["Resource"])]
            if any(action.startswith("kms:") for action in actions):
                assert resources == [KEY]
                has |= set(actions)
            elif any(resource.removesuffix(".arn").strip("${}/*").removesuffix(".arn") in of for resource in resources):
                needs |= SENDS if set(actions) & set(SENDING) else set()
                needs |= READS if set(actions) & set(READING) else set()
        assert has == needs, role.address
        if needs:
            let_in[f"aws_iam_role.{role.labels[1]}.arn"] = needs
    assert by_the_key(made) == let_in


def by_the_key(made: Made) -> dict[str, set[str]]:
    """The roles that the policy of the key names, and what each may do. Nothing else than a role is named so, and no
    role waits for the key, as the policy waits for the roles."""
    found: dict[str, set[str]] = {}
    for _, each in statements(made, "aws_kms_key_policy"):
        if each["Sid"] in ROLES:
            assert set(each["Principal"]) == {"AWS"}
            assert set(several(each["Action"])) == ROLES[each["Sid"]]
            assert "Condition" not in each
            for role in several(each["Principal"]["AWS"]):
                found.setdefault(code(role), set()).update(ROLES[each["Sid"]])
    for address in found:
        role = made[address.removesuffix(".arn")]
        assert [each for each in expressions(role) if "aws_kms" in each or "local.account" in each] == []
    return found


@pytest.mark.parametrize("name", PATTERNS)
def test_everything_of_the_patterns_is_encrypted_with_the_key(name: str) -> None:
    """Also the dead-letter queues, the topic of the alarms and the logs."""
    made = watched(name)
    blocks = [block for type_ in KEPT for block in made.of(type_)]
    assert {block.address.removeprefix("resource.") for block in blocks} == encrypted(made)
    assert "aws_sns_topic.pager" in encrypted(made)
    assert "alias/aws/" not in "".join(made.files.values())
    for block in made.of("aws_cloudwatch_log_group"):
        assert [code(each) for each in block.attributes["depends_on"]] == ["aws_kms_key_policy.this"]


@pytest.mark.parametrize("name", PATTERNS)
def test_whoever_fills_a_dead_letter_queue_may(name: str) -> None:
    made = watched(name)
    for queue in dead_letter_queues(made):
        filled = {source(each) for each in fillers(made, queue)}
        assert filled, f"nobody may send to {queue}"


def fillers(made: Made, queue: str) -> Iterator[Any]:
    """Who may send to a dead-letter queue: services by its policy, queues by their redrive, roles by theirs."""
    for block, each in statements(made, "aws_sqs_queue_policy"):
        if code(block.attributes["queue_url"]) == f"{queue}.url" and each["Effect"] == "Allow":
            yield each["Condition"]["ArnEquals"]["aws:SourceArn"]
    for block in made.of("aws_sqs_queue_redrive_allow_policy"):
        if code(block.attributes["queue_url"]) == f"{queue}.url":
            yield from block.attributes["redrive_allow_policy"]["sourceQueueArns"]
    for role in made.of("aws_iam_role_policy"):
        for each in role.attributes["policy"]["Statement"]:
            if f"{queue}.arn" in [source(r) for r in several(each["Resource"])] and each["Action"] == "sqs:SendMessage":
                yield role.attributes["role"]


@pytest.mark.parametrize("name", PATTERNS)
def test_no_statement_is_wider_than_aws_lets_it_be(name: str) -> None:
    made = watched(name)
    for block, each in statements(made, *ALLOWED, "aws_iam_role_policy"):
        actions = set(several(each["Action"]))
        assert "*" not in actions
        if each["Effect"] == "Deny":
            continue  # refuses whoever does not come over TLS
        if "*" in several(each["Resource"]):
            of_key = block.labels[0] == "aws_kms_key_policy"
            assert of_key or actions <= WITHOUT_RESOURCE[each["Sid"]], f"{block.address}: {each['Sid']}"
        if any(action.endswith(":*") for action in actions):
            assert (block.labels[0], each["Sid"]) == ("aws_kms_key_policy", "Account")
        assert each.get("Principal") != "*"


GIVEN = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab"
PAGE = """
defaults: {{encryption: kms, key: "{key}"}}
variables: {{key: {{}}}}
buckets: {{uploads: {{}}}}
buses: {{shop: {{}}}}
topics: {{orders: {{}}}}
queues: {{inbox: {{}}}}
functions: {{work: {{code: {{image: i}}}}}}
flows: [uploads -> orders -> inbox -> work -> shop]
"""


@pytest.mark.parametrize(("key", "written"), [(GIVEN, GIVEN), ("${var.key}", "var.key")])
def test_a_key_that_is_there_already_is_used_and_not_made(key: str, written: str) -> None:
    made = Made(PAGE.format(key=key))
    assert made.of("aws_kms_key") == made.of("aws_kms_key_policy") == []
    arguments = {source(queue.attributes["kms_master_key_id"]) for queue in made.all("aws_sqs_queue")}
    assert arguments == {written}
    assert source(made["aws_cloudwatch_log_group.work"].attributes["kms_key_id"]) == written
    used = made.statements("aws_iam_role_policy.work")["UseKeyToReceive"]
    assert (used["Action"], source(used["Resource"])) == ("kms:Decrypt", written)
    for block in made.blocks.values():
        assert "aws_kms_key_policy.this" not in [source(each) for each in waits(block)]


def waits(block: Block) -> list[Any]:
    return block.attributes["depends_on"] if "depends_on" in names(block) else []


def test_what_the_policy_of_a_key_that_is_there_has_to_say_is_found() -> None:
    page = read("t.eventgen.yaml", ("eventgen: 1\nname: t\n" + PAGE.format(key=GIVEN)).encode())
    found = [each for each in rendered(page)[1] if each.code == "EXT001"]
    of_roles = [each for each in rendered(page)[1] if each.code == "EXT003"]
    assert {(each.severity, each.place.line) for each in found} == {(Severity.WARNING, 4)}
    sids = sorted(each.message.partition('"Sid": "')[2].partition('"')[0] for each in found)
    assert sids == ["EventsDescribe", "EventsOnBuses", "Logs", "S3", "Sns"]
    assert {each.severity for each in of_roles} == {Severity.INFO}
    (reads,) = [each.message for each in of_roles]
    assert '"Principal": {"AWS": "${aws_iam_role.work.arn}"}, "Action": "kms:Decrypt"' in reads
    (sns,) = [each.message for each in found if '"Sns"' in each.message]
    assert '"Principal": {"Service": "sns.amazonaws.com"}, "Action": ["kms:GenerateDataKey", "kms:Decrypt"]' in sns
    assert '"aws:SourceArn": "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-orders"' in sns


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("alias/aws/sqs", ["PAGE003"]),
        ("arn:aws:kms:eu-west-1:123456789012:alias/mine", ["PAGE003"]),
        ("arn:aws:sqs:eu-west-1:123456789012:mine", ["PAGE003"]),
        ("a ${var.key}", ["PAGE003"]),
        ("${queues.inbox.arn}", ["PAGE003"]),
        ("${var.nothing}", ["REF001"]),
    ],
)
def test_what_is_no_key_is_refused(key: str, codes: list[str]) -> None:
    assert refused(PAGE.format(key=key)) == codes


@pytest.mark.parametrize("variable", ["{type: number}", "{default: alias/aws/sqs}"])
def test_a_variable_that_holds_no_key_is_refused(variable: str) -> None:
    page = PAGE.format(key="${var.key}").replace("variables: {key: {}}", f"variables: {{key: {variable}}}")
    assert refused(page) == ["PAGE003"]


def test_logs_are_encrypted_where_the_page_says_so() -> None:
    body = "functions: {{work: {{code: {{image: i}}{}}}}}\nqueues: {{orders: {{}}}}"
    argument = "kms_key_id"
    for defaults, option, has in (
        ("", "", False),
        ("", ", log_encryption: kms", True),
        ("defaults: {encryption: kms}\n", "", True),
        ("defaults: {encryption: kms}\n", ", log_encryption: managed", False),
    ):
        made = Made(defaults + body.format(option))
        assert (argument in made["aws_cloudwatch_log_group.work"].attributes) is has


@pytest.mark.parametrize("name", KEYED)
def test_a_key_waits_for_a_month_and_has_a_name_of_its_own(name: str) -> None:
    made = Made(example(name))
    key = made["aws_kms_key.this"].attributes
    assert (key["deletion_window_in_days"], key["enable_key_rotation"]) == (30, True)
    assert source(made["aws_kms_alias.this"].attributes["name"]) == "alias/${var.name}"


KEPT_BY_OTHERS = """
defaults: {{encryption: kms}}
buckets: {{lake: {{}}, plain: {{encryption: managed}}}}
queues: {{jobs: {{}}}}
streams: {{clicks: {{}}}}
buses: {{shop: {{}}}}
functions:
  work: {{code: {{image: i}}, permissions: [{{actions: [{actions}], resources: ["{resource}"]}}]}}
"""


@pytest.mark.parametrize(
    ("actions", "resource", "wanted"),
    [
        ("s3:GetObject", "${buckets.lake.arn}/*", READS),
        ("s3:Get*", "${buckets.lake.arn}/*", READS),
        ("s3:ListBucket", "${buckets.lake.arn}", set()),
        ("s3:PutObject", "${buckets.lake.arn}/*", SENDS),
        ("s3:*", "${buckets.lake.arn}/*", SENDS),
        ("s3:GetObject", "${buckets.plain.arn}/*", set()),
        ("sqs:sendmessage", "${queues.jobs.arn}", SENDS),
        ("sqs:GetQueueAttributes", "${queues.jobs.arn}", set()),
        ("'kinesis:GetShardIterator', 'kinesis:GetRecords'", "${streams.clicks.arn}", READS),
        ("events:PutEvents", "${buses.shop.arn}", set()),
        ("s3:GetObject", "arn:aws:s3:::elsewhere/*", set()),
    ],
)
def test_the_permissions_of_a_function_bring_the_key_of_what_they_name(
    actions: str, resource: str, wanted: set[str]
) -> None:
    made = Made(KEPT_BY_OTHERS.format(actions=actions, resource=resource))
    used: set[str] = set()
    for each in made.statements("aws_iam_role_policy.work").values():
        used |= set(several(each["Action"])) if source(each["Resource"]) == KEY else set()
    assert used == wanted
    assert by_the_key(made) == ({"aws_iam_role.work.arn": wanted} if wanted else {})


def test_the_role_of_a_function_that_is_there_already_is_not_named() -> None:
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:work"
    page = f'queues: {{jobs: {{encryption: kms}}}}\nfunctions: {{work: {{existing: "{arn}"}}}}\nflows: [jobs -> work]'
    assert by_the_key(Made(page)) == {}
