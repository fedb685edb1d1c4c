"""What AWS has one of is rendered once, with everything that belongs in it, whoever asks for it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus import module

from eventgen.pipeline import read

HEAD = "eventgen: 1\nname: slots\ndescription: Several ask for what there is one of.\n"
FUNCTION = "{runtime: python3.13, handler: app.handler, code: {zip: app.zip}}"
BLOCK = re.compile(r'^resource "(?P<type>\w+)" "(?P<label>\w+)" \{\n(?P<body>.*?)^\}$', re.M | re.S)
SID = re.compile(r'\bSid\s+= "(\w+)"')
Blocks = dict[str, dict[str, str]]  # type -> label -> body


@pytest.fixture
def blocks(tmp_path: Path) -> Callable[[str], Blocks]:
    """The resources of the module that a page becomes. The same address twice is an error."""

    def made(body: str) -> Blocks:
        page = read(str(tmp_path / "slots.eventgen.yaml"), (HEAD + body).encode())
        assert page.sound, page.found
        found: Blocks = {}
        for path, content in module(page).items():
            for block in BLOCK.finditer(content.decode() if path.endswith(".tf") else ""):
                labels = found.setdefault(block["type"], {})
                assert block["label"] not in labels, f"{block['type']}.{block['label']} stands there twice"
                labels[block["label"]] = block["body"]
        return found

    return made


def belonging(blocks: Blocks, type_: str, reference: str) -> list[str]:
    """The bodies of the blocks of a type that are about a resource, under whatever label."""
    about = re.compile(rf"^  (?:queue_url|arn|bucket|function_name|key_id) += {re.escape(reference)}\.\w+$", re.M)
    return [body for body in blocks.get(type_, {}).values() if about.search(body)]


def nested(body: str, name: str) -> int:
    """How many blocks of a name stand directly in a body."""
    return len(re.findall(rf"^  {name} \{{$", body, re.M))


def test_one_policy_of_a_queue_for_all_its_senders(blocks: Callable[[str], Blocks]) -> None:
    made = blocks("""
buckets: {uploads: {}}
topics: {news: {}, alerts: {}}
rules: {placed: {pattern: {source: [shop]}}}
queues: {inbox: {}}
flows:
  - {from: [uploads, news, alerts, placed], to: inbox}
""")
    (policy,) = belonging(made, "aws_sqs_queue_policy", "aws_sqs_queue.inbox")
    assert sorted(SID.findall(policy)) == [
        "DenyInsecureTransport",
        "EventsFromPlaced",
        "S3FromUploads",
        "SnsFromAlerts",
        "SnsFromNews",
    ]
    assert policy.count("aws:SourceArn") == policy.count("aws:SourceAccount") == 4


def test_two_flows_of_one_sender_share_a_statement(blocks: Callable[[str], Blocks]) -> None:
    made = blocks("""
buckets: {uploads: {}}
queues: {inbox: {}}
flows:
  - {from: uploads, to: inbox, prefix: films/}
  - {from: uploads, to: inbox, prefix: photos/}
""")
    (policy,) = belonging(made, "aws_sqs_queue_policy", "aws_sqs_queue.inbox")
    assert sorted(SID.findall(policy)) == ["DenyInsecureTransport", "S3FromUploads"]
    (notification,) = belonging(made, "aws_s3_bucket_notification", "aws_s3_bucket.uploads")
    assert nested(notification, "queue") == 2


def test_one_notification_of_a_bucket(blocks: Callable[[str], Blocks]) -> None:
    made = blocks(f"""
buckets: {{uploads: {{}}}}
queues: {{inbox: {{}}}}
topics: {{removed: {{}}}}
functions: {{audit: {FUNCTION}}}
flows:
  - {{from: uploads, to: inbox}}
  - {{from: uploads, to: removed, events: [ObjectRemoved]}}
  - {{from: uploads, to: audit, events: [ObjectRestore]}}
  - uploads -> default
""")
    assert len(made["aws_s3_bucket_notification"]) == 1
    (notification,) = belonging(made, "aws_s3_bucket_notification", "aws_s3_bucket.uploads")
    assert [nested(notification, kind) for kind in ("queue", "topic", "lambda_function")] == [1, 1, 1]
    assert re.search(r"^  eventbridge += true$", notification, re.M)
    waits = notification.partition("depends_on")[2]
    for grant in ("aws_sqs_queue_policy.inbox", "aws_sns_topic_policy.removed", "aws_lambda_permission."):
        assert grant in waits


def test_one_policy_of_a_topic_for_two_rules(blocks: Callable[[str], Blocks]) -> None:
    made = blocks("""
rules: {placed: {pattern: {source: [shop]}}, packed: {pattern: {source: [store]}}}
topics: {news: {}}
flows:
  - {from: [placed, packed], to: news}
""")
    (policy,) = belonging(made, "aws_sns_topic_policy", "aws_sns_topic.news")
    assert sorted(SID.findall(policy)) == ["DenyInsecureTransport", "EventsFromPacked", "EventsFromPlaced"]


def test_one_setting_of_asynchronous_invocations(blocks: Callable[[str], Blocks]) -> None:
    made = blocks(f"""
buckets: {{uploads: {{}}}}
topics: {{news: {{}}}}
functions: {{work: {FUNCTION}}}
flows:
  - {{from: [uploads, news], to: work, retries: 1, max_age: 1h}}
""")
    (setting,) = belonging(made, "aws_lambda_function_event_invoke_config", "aws_lambda_function.work")
    assert re.search(r"^  maximum_retry_attempts += 1$", setting, re.M)
    assert setting.count("destination = ") == 1
    assert len(made["aws_lambda_permission"]) == 2


def test_one_key_and_one_policy_of_it(blocks: Callable[[str], Blocks]) -> None:
    made = blocks("""
defaults: {encryption: kms}
buckets: {uploads: {}}
topics: {news: {}, alerts: {}}
queues: {inbox: {}, outbox: {}}
flows:
  - {from: [news, alerts], to: [inbox, outbox]}
  - {from: uploads, to: inbox, prefix: in/}
  - {from: uploads, to: outbox, prefix: out/}
""")
    assert len(made["aws_kms_key"]) == 1
    (policy,) = belonging(made, "aws_kms_key_policy", "aws_kms_key.this")
    principals = re.findall(r'Service = "([\w.]+)"', policy)
    assert sorted(principals) == sorted(set(principals))
    assert {"s3.amazonaws.com", "sns.amazonaws.com"} <= set(principals)


def test_one_role_for_the_logs_of_all_apis(blocks: Callable[[str], Blocks]) -> None:
    made = blocks("""
apis: {quiet: {access_log: false}, shop: {}, stock: {}}
streams: {events: {}}
flows:
  - {from: [quiet, shop, stock], to: events, route: POST /events}
""")
    assert list(made["aws_api_gateway_account"]) == ["shop"]
    assert sorted(made["aws_cloudwatch_log_group"]) == ["shop_access", "stock_access"]
    waits = {label: re.findall(r"depends_on = (.*)", body) for label, body in made["aws_api_gateway_stage"].items()}
    waited = ["[aws_api_gateway_account.shop]"]
    assert waits == {"quiet": [], "shop": waited, "stock": waited}


def test_two_trails_write_into_one_bucket(blocks: Callable[[str], Blocks]) -> None:
    made = blocks("""
buckets: {logs: {}}
trails: {calls: {bucket: logs}, objects: {bucket: logs, data_events: [logs]}}
""")
    (policy,) = belonging(made, "aws_s3_bucket_policy", "aws_s3_bucket.logs")
    assert SID.findall(policy) == [
        "DenyInsecureTransport",
        "CloudTrailChecksAclForCalls",
        "CloudTrailWritesForCalls",
        "CloudTrailChecksAclForObjects",
        "CloudTrailWritesForObjects",
    ]
