"""What no page can make wrong about queues."""

import pytest
from hcl_values import Template
from made import FUNCTION, Made, code, names, refused

SENDERS = """
buckets: {uploads: {}}
topics: {news: {}}
rules: {placed: {pattern: {source: [shop]}}}
flows:
  - {from: [uploads, news, placed], to: inbox}
"""
SERVICES = {"S3FromUploads": "s3", "SnsFromNews": "sns", "EventsFromPlaced": "events"}


def name(made: Made, queue: str) -> str:
    value = made[f"aws_sqs_queue.{queue}"].attributes["name"]
    assert isinstance(value, Template)
    return str(value.parts[-1])


def test_the_ending_of_a_name_follows_from_fifo() -> None:
    made = Made("queues: {orders: {}, ledger: {fifo: true}}")
    names_ = {queue: name(made, queue) for queue in ("orders", "orders_dead_letter", "ledger", "ledger_dead_letter")}
    assert {queue for queue, found in names_.items() if found.endswith(".fifo")} == {"ledger", "ledger_dead_letter"}
    assert {queue for queue, found in names_.items() if "." in found} == {"ledger", "ledger_dead_letter"}
    assert refused("queues: {orders.fifo: {}}") == ["PAGE006"]


def test_high_throughput_sets_both_or_neither() -> None:
    made = Made("queues: {plain: {fifo: true}, fast: {fifo: true, high_throughput: true}, standard: {}}")
    both = {
        block.labels[1]: tuple(block.attributes.get(a) for a in ("deduplication_scope", "fifo_throughput_limit"))
        for block in made.all("aws_sqs_queue")
    }
    assert both.pop("fast") == ("messageGroup", "perMessageGroupId")
    assert set(both.values()) == {(None, None)}


def test_the_data_key_is_reused_as_sqs_does_by_itself() -> None:
    made = Made("queues: {orders: {encryption: kms}, bills: {}}")
    queues = made.all("aws_sqs_queue")
    assert [queue for queue in queues if "kms_data_key_reuse_period_seconds" in queue.attributes] == []
    assert any("kms_master_key_id" in queue.attributes for queue in queues)


@pytest.mark.parametrize("encryption", ["managed", "kms"])
def test_a_queue_is_encrypted_in_one_way(encryption: str) -> None:
    made = Made(f"defaults: {{encryption: {encryption}}}\nqueues: {{orders: {{}}, ledger: {{fifo: true}}}}")
    ways = ("kms_master_key_id", "sqs_managed_sse_enabled")
    used = [[way for way in ways if way in queue.attributes] for queue in made.all("aws_sqs_queue")]
    assert used == [[ways[encryption == "managed"]]] * 4


def test_a_dead_letter_queue_is_of_the_type_of_its_queue() -> None:
    made = Made("queues: {orders: {}, ledger: {fifo: true}}")
    for queue in ("orders", "ledger"):
        ours, failed = made[f"aws_sqs_queue.{queue}"], made[f"aws_sqs_queue.{queue}_dead_letter"]
        assert ours.attributes.get("fifo_queue") == failed.attributes.get("fifo_queue")
        target = ours.attributes["redrive_policy"]["deadLetterTargetArn"]
        assert code(target) == f"aws_sqs_queue.{queue}_dead_letter.arn"
    assert made["aws_sqs_queue.ledger"].attributes["fifo_queue"] is True


def test_a_dead_letter_queue_serves_one_queue_beside_it() -> None:
    made = Made("queues: {" + ", ".join(f"q{number}: {{}}" for number in range(12)) + "}")
    allowed = made.all("aws_sqs_queue_redrive_allow_policy")
    assert len(allowed) == 12
    for block in allowed:
        said = block.attributes["redrive_allow_policy"]
        assert said["redrivePermission"] == "byQueue"
        (source,) = said["sourceQueueArns"]
        assert code(source) == f"aws_sqs_queue.{block.labels[1].removesuffix('_dead_letter')}.arn"
    assert [queue for queue in made.all("aws_sqs_queue") if "provider" in queue.attributes] == []


def test_a_fifo_queue_delays_as_a_queue() -> None:
    made = Made(
        f"queues: {{ledger: {{fifo: true, delay: 30s}}}}\nfunctions: {{send: {FUNCTION}}}\nflows: [send -> ledger]"
    )
    assert made["aws_sqs_queue.ledger"].attributes["delay_seconds"] == 30
    assert [path for path, text in made.files.items() if "DelaySeconds" in text] == []


def test_whoever_sends_into_a_fifo_queue_names_a_group_and_a_duplicate() -> None:
    page = "rules: {{placed: {{pattern: {{source: [shop]}}}}}}\nqueues: {{ledger: {{fifo: true{}}}}}\n"
    page += "flows: [{{from: placed, to: ledger{}}}]"
    made = Made(page.format("", ", message_group: all"))
    assert made["aws_sqs_queue.ledger"].attributes["content_based_deduplication"] is True
    (target,) = made.all("aws_cloudwatch_event_target")
    assert target.find("sqs_target").attributes["message_group_id"] == "all"
    assert refused(page.format("", "")) == ["EVB020"]
    assert refused(page.format(", deduplication: id", ", message_group: all")) == ["EVB021"]


@pytest.mark.parametrize("encryption", ["managed", "kms"])
def test_no_queue_has_the_key_of_aws(encryption: str) -> None:
    made = Made(f"defaults: {{encryption: {encryption}}}\nqueues: {{inbox: {{}}}}" + SENDERS)
    assert [path for path, text in made.files.items() if "alias/aws/sqs" in text] == []
    keys = {str(queue.attributes.get("kms_master_key_id")) for queue in made.all("aws_sqs_queue")}
    assert keys == ({"None"} if encryption == "managed" else {"Expression(code='aws_kms_key.this.arn')"})


def test_senders_may_use_the_key_of_a_queue() -> None:
    made = Made("queues: {inbox: {encryption: kms}}" + SENDERS)
    policy = made["aws_kms_key_policy.this"].attributes["policy"]["Statement"]
    granted = {each["Principal"]["Service"]: each for each in policy if "Service" in each["Principal"]}
    for service in SERVICES.values():
        statement = granted[f"{service}.amazonaws.com"]
        assert statement["Action"] == ["kms:GenerateDataKey", "kms:Decrypt"]
        assert "aws:SourceAccount" in statement["Condition"]["StringEquals"]


def test_the_policy_of_a_queue_lets_its_senders_in_and_nobody_else() -> None:
    made = Made("queues: {inbox: {}}" + SENDERS)
    allowed = {
        sid: each for sid, each in made.statements("aws_sqs_queue_policy.inbox").items() if each["Effect"] == "Allow"
    }
    assert {sid: each["Principal"]["Service"] for sid, each in allowed.items()} == {
        sid: f"{service}.amazonaws.com" for sid, service in SERVICES.items()
    }
    for statement in allowed.values():
        assert statement["Action"] == "sqs:SendMessage"
        assert code(statement["Resource"]) == "aws_sqs_queue.inbox.arn"
        assert set(statement["Condition"]) == {"ArnEquals", "StringEquals"}


def test_every_statement_for_a_service_names_source_and_account() -> None:
    made = Made("queues: {inbox: {}}" + SENDERS)
    sources = {"S3FromUploads": "aws_s3_bucket", "SnsFromNews": "aws_sns_topic", "EventsFromPlaced": "aws_cloudwatch"}
    for policy in made.all("aws_sqs_queue_policy"):
        for sid, statement in made.statements(f"aws_sqs_queue_policy.{policy.labels[1]}").items():
            if statement["Effect"] == "Allow":
                source = code(statement["Condition"]["ArnEquals"]["aws:SourceArn"])
                assert source.startswith(sources[sid])
                assert code(statement["Condition"]["StringEquals"]["aws:SourceAccount"]) == "local.account_id"
            else:
                assert (statement["Principal"], names(policy)) == ("*", {"queue_url", "policy"})
