"""What no page can make wrong about topics and their subscriptions."""

import pytest
from hcl_values import Block
from made import FUNCTION, Made, code, names, refused
from templated import types, written

PROTOCOLS = {"sqs", "lambda", "firehose", "http", "https", "email", "email-json", "sms", "application"}
SUBSCRIPTION = "aws_sns_topic_subscription"
PAGE = f"""
topics: {{news: {{}}}}
queues: {{inbox: {{}}}}
functions: {{greet: {FUNCTION}}}
buckets: {{lake: {{}}}}
delivery_streams: {{log: {{}}}}
emails: {{team: {{address: team@example.com}}}}
flows:
  - {{from: news, to: [inbox, greet, log, team]}}
  - log -> lake
"""
TOPIC = "topics: {{t: {{{}}}}}\nqueues: {{q: {{{}}}}}\nflows: [{{from: t, to: q{}}}]"


def subscriptions(made: Made) -> dict[str, Block]:
    return {block.labels[1]: block for block in made.all(SUBSCRIPTION)}


def test_the_ending_of_a_name_follows_from_fifo() -> None:
    made = Made("topics: {orders: {}, ledger: {fifo: true}}")
    ends = {block.labels[1]: str(block.attributes["name"].parts[-1]) for block in made.all("aws_sns_topic")}
    assert ends["ledger"].endswith(".fifo")
    assert "." not in ends["orders"]


def test_a_subscription_has_a_protocol_of_sns() -> None:
    used = {label: block.attributes["protocol"] for label, block in subscriptions(Made(PAGE)).items()}
    assert used == {
        "news_to_inbox": "sqs",
        "news_to_greet": "lambda",
        "news_to_log": "firehose",
        "news_to_team": "email",
    }
    assert set(used.values()) <= PROTOCOLS
    assert refused("topics: {news: {}}\nstreams: {s: {}}\nflows: [news -> s]") == ["FLOW002"]


def test_a_delivery_stream_subscribes_with_a_role_that_may_write() -> None:
    made = Made(PAGE)
    roles = {label: block.attributes.get("subscription_role_arn") for label, block in subscriptions(made).items()}
    assert code(roles.pop("news_to_log")) == "aws_iam_role.news.arn"
    assert set(roles.values()) == {None}
    (trust,) = made["aws_iam_role.news"].attributes["assume_role_policy"]["Statement"]
    assert trust["Principal"] == {"Service": "sns.amazonaws.com"}
    may = made.statements("aws_iam_role_policy.news")["SendToLog"]
    assert {"firehose:PutRecord", "firehose:PutRecordBatch", "firehose:DescribeDeliveryStream"} <= set(may["Action"])
    assert code(may["Resource"]) == "aws_kinesis_firehose_delivery_stream.log.arn"


def test_only_queues_and_delivery_streams_get_raw_messages() -> None:
    with_raw = {
        label for label, block in subscriptions(Made(PAGE)).items() if "raw_message_delivery" in block.attributes
    }
    assert with_raw == {"news_to_inbox", "news_to_log"}
    for target in ("greet", "team"):
        assert refused(PAGE + f"  - {{from: news, to: {target}, raw: true}}")[0] == "PAGE001"


@pytest.mark.parametrize(
    ("option", "scope"),
    [
        ("", None),
        (", filter: {attributes: {kind: [sale]}}", "MessageAttributes"),
        (", filter: {body: {kind: [sale]}}", "MessageBody"),
    ],
)
def test_a_scope_stands_beside_a_filter(option: str, scope: str | None) -> None:
    (block,) = Made(TOPIC.format("", "", option)).all(SUBSCRIPTION)
    assert block.attributes.get("filter_policy_scope") == scope
    assert block.attributes.get("filter_policy") == ({"kind": ["sale"]} if scope else None)
    assert refused(TOPIC.format("", "", ", filter: {body: {}}")) == ["SNS011"]


def test_a_function_has_a_place_for_each_of_two_failures() -> None:
    """What SNS could not hand on, and what the function failed on."""
    made = Made(PAGE)
    redrive = subscriptions(made)["news_to_greet"].attributes["redrive_policy"]
    assert code(redrive["deadLetterTargetArn"]) == "aws_sqs_queue.news_dead_letter.arn"
    (setting,) = made.all("aws_lambda_function_event_invoke_config")
    failed = setting.find("destination_config").find("on_failure").attributes["destination"]
    assert code(failed) == "aws_sqs_queue.greet_dead_letter.arn"


@pytest.mark.parametrize(("option", "queue"), [("", "news_dead_letter"), (", dead_letter: lost", "lost")])
def test_sns_may_send_to_every_dead_letter_queue(option: str, queue: str) -> None:
    page = "topics: {news: {}}\nqueues: {inbox: {}, lost: {}}\nflows: [{from: news, to: inbox" + option + "}]"
    made = Made(page)
    (subscription,) = made.all(SUBSCRIPTION)
    assert code(subscription.attributes["redrive_policy"]["deadLetterTargetArn"]) == f"aws_sqs_queue.{queue}.arn"
    allowed = made.statements(f"aws_sqs_queue_policy.{queue}")["SnsFromNews"]
    assert allowed["Principal"] == {"Service": "sns.amazonaws.com"}
    assert allowed["Action"] == "sqs:SendMessage"
    assert code(allowed["Condition"]["ArnEquals"]["aws:SourceArn"]) == "aws_sns_topic.news.arn"


def test_whoever_publishes_to_a_fifo_topic_names_a_group_and_a_duplicate() -> None:
    (topic,) = Made("topics: {ledger: {fifo: true}}").all("aws_sns_topic")
    assert topic.attributes["content_based_deduplication"] is True
    senders = "buckets: {b: {}}\nrules: {r: {pattern: {source: [shop]}}}\ntopics: {ledger: {fifo: true}}\n"
    assert refused(senders + "flows: [r -> ledger, b -> ledger]") == ["SNS024", "S3104"]


@pytest.mark.parametrize("encryption", ["managed", "kms"])
def test_no_topic_has_the_key_of_aws(encryption: str) -> None:
    page = f"defaults: {{encryption: {encryption}}}\ntopics: {{news: {{}}}}\nbuckets: {{b: {{}}}}\n"
    made = Made(page + "rules: {r: {pattern: {source: [shop]}}}\nflows: [b -> news, r -> news]")
    assert [path for path, text in made.files.items() if "alias/aws/sns" in text] == []
    (topic,) = made.all("aws_sns_topic")
    if encryption == "managed":
        assert "kms_master_key_id" not in topic.attributes
        return
    assert code(topic.attributes["kms_master_key_id"]) == "aws_kms_key.this.arn"
    policy = made["aws_kms_key_policy.this"].attributes["policy"]["Statement"]
    granted = {each["Principal"]["Service"]: set(each["Action"]) for each in policy if "Service" in each["Principal"]}
    for service in ("s3.amazonaws.com", "events.amazonaws.com"):
        assert {"kms:GenerateDataKey*", "kms:Decrypt"} <= granted[service]


def test_no_topic_protects_data_or_delivers_to_a_web_server() -> None:
    assert [type_ for type_ in types() if type_.startswith("aws_sns_") and "protection" in type_] == []
    assert "delivery_policy" not in written()
    assert not any("delivery_policy" in names(block) for block in Made(PAGE).all(SUBSCRIPTION))
