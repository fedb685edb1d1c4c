"""Fixes that say what a page says in another way: with the same events and keys, and without the finding."""

import pytest

from eventgen.diagnostics import Severity
from eventgen.pipeline import read

HEADER = "eventgen: 1\nname: t\nbuckets: {b: {}}\n"


def fix(page: str, code: str) -> str:
    return next(found.fix for found in read("page", page.encode()).found if found.code == code)


def errors(page: str) -> list[str]:
    return [found.code for found in read("page", page.encode()).found if found.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("", "events: [Object Created]"),
        (
            'events: ["ObjectCreated:Put"], prefix: a+b/, suffix: .jpg',
            "events: [Object Created], "
            'pattern: {detail: {reason: [PutObject], object: {key: [{wildcard: "a b/*.jpg"}]}}}',
        ),
        (  # what a lifecycle deletes was not asked for
            "events: [ObjectCreated, ObjectRemoved]",
            "events: [Object Created, Object Deleted], pattern: {detail: {reason: "
            "[PutObject, POST Object, CopyObject, CompleteMultipartUpload, DeleteObject]}}",
        ),
        (
            "events: [ObjectRemoved], prefix: in/",
            "events: [Object Deleted], pattern: {detail: {reason: [DeleteObject], object: {key: [{prefix: in/}]}}}",
        ),
        ("events: [ObjectTagging], suffix: .x", "events: [Object Tags Added, Object Tags Deleted], "
         "pattern: {detail: {object: {key: [{suffix: .x}]}}}"),
    ],
)  # fmt: skip
def test_a_rule_for_a_fifo_queue(options: str, rule: str) -> None:
    nodes = f"{HEADER}queues: {{q: {{fifo: true}}}}\n"
    said = fix(f"{nodes}flows: [{{from: b, to: q, {options}}}]\n", "S3004")
    rules, flow = said.split(", and the flow ")
    assert rules == f"rules: {{new-objects: {{bucket: b, {rule}}}}}"
    assert errors(f"{nodes}{rules}\nflows: [{flow}]\n") == []


def test_no_rule_where_no_bus_is_told() -> None:
    page = f"{HEADER}queues: {{q: {{fifo: true}}}}\nflows: [{{from: b, to: q, events: [Replication]}}]\n"
    assert fix(page, "S3004") == "take fifo away: no bus is told of such events"


@pytest.mark.parametrize(
    ("options", "flow"),
    [
        ("", "b -> new-objects"),
        (", suffix: .jpg", "{from: b, to: new-objects, suffix: .jpg}"),
        (
            ', events: [ObjectRemoved, "ObjectCreated:Put"], prefix: a%20/',
            '{from: b, to: new-objects, events: [ObjectRemoved, ObjectCreated:Put], prefix: "a%20/"}',
        ),
    ],
)
def test_a_topic_between(options: str, flow: str) -> None:
    nodes = f"{HEADER}queues: {{q: {{}}, r: {{}}}}\n"
    between = fix(f"{nodes}flows: [{{from: b, to: [q, r]{options}}}]\n", "S3002").split("between:\n")[1]
    assert between.splitlines()[1] == f"flows: [{flow}, {{from: new-objects, to: [q, r]}}]"
    assert errors(f"{nodes}{between}\n") == []


def test_no_one_topic_for_two_filters() -> None:
    page = f"{HEADER}queues: {{q: {{}}, r: {{}}}}\nflows: [b -> q, {{from: b, to: r, suffix: .jpg}}]\n"
    assert fix(page, "S3002").endswith("or put a topic between, and filter the body behind it")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("source: [aws.s3], detail: {eventName: [DeleteBucket]}", "api_calls: {service: s3, actions: [DeleteBucket]}"),
        ("detail: {eventSource: [ec2.amazonaws.com]}, source: [a b]", ""),
        ("source: [aws.s3]", "api_calls: {service: s3, actions: [ACTION]}"),
        (
            "source: [aws.s3], detail: {eventName: [{prefix: Delete}]}",
            "add detail-type: [AWS API Call via CloudTrail], and in detail eventSource: [s3.amazonaws.com]",
        ),
    ],
)
def test_calls_of_an_api(pattern: str, said: str) -> None:
    wanted = f"{{detail-type: [AWS API Call via CloudTrail], {pattern}}}"
    page = f"{HEADER}trails: {{a: {{}}}}\nrules: {{r: {{pattern: {wanted}}}}}\n"
    found = [found.fix for found in read("page", page.encode()).found if found.code == "CTR005"]
    assert found == ([said] if said else [])
