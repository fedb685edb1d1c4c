"""Alarms: each watches a metric that its service publishes, from where on it should, and tells a topic that it may."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus import PAGES, example
from hcl_values import Block, Call, Expression
from made import FUNCTION, Made, code, refused
from watched_pages import PATTERNS, dead_letter_queues, source, statements, watched

from eventgen import kinds

METRICS = yaml.safe_load(Path(__file__).with_name("metrics.yaml").read_text("utf-8"))
KNOWN = {(row["namespace"], row["metric"]): row for row in METRICS}
TYPE = "aws_cloudwatch_metric_alarm"
WITH_ALARMS = [name for name in PAGES if example(name).graph.told]
HEAD = "alarms: {notify: oncall}\ntopics: {oncall: {}}\n"


def made_of(name: str) -> Made:
    """An example that has alarms, or a pattern that was given some."""
    return Made(example(name)) if name in WITH_ALARMS else watched(name)


def alarms(made: Made) -> dict[str, Block]:
    return {block.labels[1]: block for block in made.of(TYPE)}


def thresholds(body: str) -> dict[str, Any]:
    return {label: block.attributes["threshold"] for label, block in alarms(Made(HEAD + body)).items()}


@pytest.mark.parametrize("name", [*WITH_ALARMS, *PATTERNS])
def test_every_metric_is_one_that_its_service_publishes(name: str) -> None:
    found = alarms(made_of(name))
    assert found
    for alarm in found.values():
        said = alarm.attributes
        row = KNOWN[said["namespace"], said["metric_name"]]
        assert sorted(said["dimensions"]) in row["dimensions"]
        assert said["statistic"] == row["statistic"]
        assert all(isinstance(value, Expression | Call) for value in said["dimensions"].values()), (
            "a name that is spelled out"
        )
        assert (said["period"], said["evaluation_periods"]) == (300, 1)
        assert (said["comparison_operator"], said["treat_missing_data"]) == (
            "GreaterThanOrEqualToThreshold",
            "notBreaching",
        )


def test_every_metric_that_is_known_is_watched() -> None:
    watched_ones = {
        (alarm.attributes["namespace"], alarm.attributes["metric_name"])
        for name in (*WITH_ALARMS, *PATTERNS)
        for alarm in alarms(made_of(name)).values()
    }
    assert watched_ones == set(KNOWN)
    assert {(a.namespace, a.metric) for kind in every_kind() for a in kind.alarms()} == set(KNOWN)
    assert all(row["source"].startswith("https://docs.aws.amazon.com/") for row in METRICS)


def every_kind() -> list[kinds.Resource[Any]]:
    return [kind for name in kinds.names("resources") if (kind := kinds.resource(name))]


def test_a_rule_of_a_bus_is_watched_there() -> None:
    made = Made(
        HEAD
        + """
variables: {partner: {}}
buses: {shop: {}, theirs: {existing: "${var.partner}"}}
rules:
  plain: {pattern: {source: [a]}}
  own: {bus: shop, pattern: {source: [a]}}
  foreign: {bus: theirs, pattern: {source: [a]}}
"""
    )
    found = {label: alarm.attributes["dimensions"] for label, alarm in alarms(made).items()}
    named = "aws_cloudwatch_event_rule.{}.name"
    assert {label: code(each["RuleName"]) for label, each in found.items()} == {
        f"{rule}_failed_invocations": named.format(rule) for rule in ("plain", "own", "foreign")
    }
    assert "EventBusName" not in found["plain_failed_invocations"]
    assert code(found["own_failed_invocations"]["EventBusName"]) == "aws_cloudwatch_event_bus.shop.name"
    assert 'element(split(":event-bus/", var.partner), 1)' in made.files["alarms.tf"]


@pytest.mark.parametrize("name", [*WITH_ALARMS, *PATTERNS])
def test_every_alarm_tells_a_topic_that_lets_it_in(name: str) -> None:
    made = made_of(name)
    for alarm in alarms(made).values():
        (topic,) = alarm.attributes["alarm_actions"]
        assert alarm.attributes["ok_actions"] == [topic]
        if code(topic).startswith("var."):
            continue  # of the one that is there already the command tells, below
        address = code(topic).removesuffix(".arn")
        said = {
            each["Sid"]: each
            for block, each in statements(made, "aws_sns_topic_policy")
            if code(block.attributes["arn"]) == f"{address}.arn"
        }["CloudwatchAlarms"]
        assert (said["Effect"], said["Principal"]) == ("Allow", {"Service": "cloudwatch.amazonaws.com"})
        assert (said["Action"], code(said["Resource"])) == ("sns:Publish", f"{address}.arn")
        assert lets_in(said["Condition"], "ArnLike", alarm)
        if "kms_master_key_id" in made[address].attributes:
            key = [s for _, s in statements(made, "aws_kms_key_policy") if s["Sid"] == "Cloudwatch"]
            assert [s["Principal"] for s in key] == [{"Service": "cloudwatch.amazonaws.com"}]
            assert key[0]["Action"] == ["kms:GenerateDataKey", "kms:Decrypt"]
            assert lets_in(key[0]["Condition"], "ArnEquals", alarm)


def lets_in(condition: Any, test: str, alarm: Block) -> bool:
    """Whether a condition is about the account, and about the ARN that CloudWatch gives the alarm."""
    pattern = source(condition[test]["aws:SourceArn"])
    arn = "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:"
    arn += source(alarm.attributes["alarm_name"])
    account = source(condition["StringEquals"]["aws:SourceAccount"]) == "local.account_id"
    return account and bool(re.fullmatch(re.escape(pattern).replace(r"\*", ".+"), arn))


@pytest.mark.parametrize("name", PATTERNS)
def test_every_dead_letter_queue_of_the_patterns_has_an_alarm(name: str) -> None:
    made = watched(name)
    wanted = dead_letter_queues(made)
    found = {
        code(alarm.attributes["dimensions"]["QueueName"]).removesuffix(".name")
        for alarm in alarms(made).values()
        if alarm.attributes["metric_name"] == "ApproximateNumberOfMessagesVisible"
    }
    assert found == wanted
    assert bool(wanted) == (name != "apigw-kinesis")


def test_what_is_usual() -> None:
    assert thresholds(
        f"""
queues:
  slow: {{visibility_timeout: 10m}}
  late: {{delay: 15m, dead_letter: false}}
  short: {{retention: 10m, dead_letter: false}}
functions: {{work: {FUNCTION}}}
streams: {{clicks: {{}}}}
delivery_streams: {{lake: {{buffer: {{interval: 1m}}}}}}
buckets: {{kept: {{}}}}
flows:
  - {{from: clicks, to: work, batch: {{window: 30s}}}}
  - lake -> kept
"""
    ) == {
        "slow_oldest_message": 5 * 600,
        "late_oldest_message": 900 + 900,
        "short_oldest_message": 300,
        "slow_dead_letter_not_empty": 1,
        "work_errors": 1,
        "work_throttles": 1,
        "work_iterator_age": (300 + 30) * 1000,
        "clicks_dead_letter_not_empty": 1,
        "lake_freshness": 60 + 600,
    }


def test_a_node_says_from_where_on() -> None:
    assert thresholds(
        f"""
queues:
  orders: {{alarm: {{age: 1h, dead_letters: 7}}}}
  quiet: {{alarm: false}}
  half: {{alarm: {{age: false}}}}
functions: {{work: {{code: {{image: i}}, alarm: {{errors: 3, throttles: false}}}}, other: {FUNCTION}}}
flows: [orders -> work]
"""
    ) == {
        "orders_oldest_message": 3600,
        "orders_dead_letter_not_empty": 7,
        "half_dead_letter_not_empty": 1,
        "work_errors": 3,
        "other_errors": 1,
        "other_throttles": 1,
    }


def test_a_queue_that_others_fail_to_is_a_dead_letter_queue() -> None:
    found = thresholds(
        """
queues: {failed: {dead_letter: false, alarm: {dead_letters: 4}}}
functions: {work: {code: {image: i}, on_failure: failed}}
"""
    )
    assert found == {"failed_not_empty": 4, "work_errors": 1, "work_throttles": 1}


def test_without_alarms_there_are_none() -> None:
    assert "alarms.tf" not in Made("queues: {orders: {}}").files
    assert "alarms.tf" not in Made("queues: {orders: {alarm: {age: 1m}}}").files


def test_an_arn_is_a_topic_that_is_there_already() -> None:
    arn = "arn:aws:sns:eu-west-1:123456789012:oncall"
    made = Made(f"alarms: {{notify: '{arn}'}}\nqueues: {{orders: {{}}}}")
    assert {tuple(alarm.attributes["alarm_actions"]) for alarm in made.all(TYPE)} == {(arn,)}
    assert made.of("aws_sns_topic") == []
    named = Made(f"alarms: {{notify: '{arn}'}}\ntopics: {{oncall: {{existing: '{arn}'}}}}\nqueues: {{orders: {{}}}}")
    assert named.files["alarms.tf"] == made.files["alarms.tf"]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("alarms: {notify: nobody}\nqueues: {orders: {}}", ["FLOW001"]),
        ("alarms: {notify: orders}\nqueues: {orders: {}}", ["FLOW004"]),
        ("alarms: {notify: '${queues.orders.arn}'}\nqueues: {orders: {}}", ["PAGE003"]),
        ("alarms: {notify: 'a ${var.x}'}\nvariables: {x: {}}", ["PAGE003"]),
        ("alarms: {notify: '${var.x}'}", ["REF001"]),
        ("alarms: {notify: 'arn:aws:sqs:eu-west-1:123456789012:orders'}", ["PAGE003"]),
        ("alarms: {}", ["PAGE004"]),
        (HEAD + "queues: {orders: {alarm: {age: true}}}", ["PAGE002"]),
        (HEAD + "queues: {orders: {alarm: {age: 15d}}}", ["PAGE003"]),
        (HEAD + "queues: {orders: {alarm: {errors: 1}}}", ["PAGE001"]),
        (HEAD + "queues: {orders: {alarm: 5}}", ["PAGE002"]),
    ],
)
def test_what_is_wrong_is_found(body: str, codes: list[str]) -> None:
    assert refused(body) == codes


def test_no_two_alarms_can_have_one_name() -> None:
    """`a` with the ending `b-c`, and `a-b` with the ending `c`, would be one name."""
    endings = [f"-{alarm.ending}" for kind in every_kind() for alarm in kind.alarms()]
    assert [(a, b) for a in endings for b in endings if a != b and a.endswith(b)] == []
    for kind in every_kind():
        assert len({alarm.ending for alarm in kind.alarms()}) == len(list(kind.alarms()))
