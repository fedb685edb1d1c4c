"""What no page can make wrong about CloudTrail."""

import pytest
from made import Made
from templated import types, written

ALL = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
SHORT = "{{api_calls: {{service: sqs, actions: [{}]}}}}"
LONG = (
    "{{pattern: {{detail-type: [AWS API Call via CloudTrail], "
    "detail: {{eventSource: [sqs.amazonaws.com], eventName: [{}]}}}}}}"
)


@pytest.mark.parametrize(
    ("rule", "calls", "state"),
    [
        (SHORT, "DeleteQueue, GetQueueAttributes", ALL),
        (SHORT, "DeleteQueue", None),
        (LONG, "ListQueues", ALL),
        (LONG, "{prefix: Describe}", ALL),
        (LONG, "{prefix: Delete}, Delist", None),
    ],
)
def test_calls_that_only_read_reach_their_rule(rule: str, calls: str, state: str | None) -> None:
    made = Made("trails: {audit: {}}\nrules: {r: " + rule.format(calls) + "}")
    assert made["aws_cloudwatch_event_rule.r"].attributes.get("state") == state


def test_a_trail_has_one_selector_however_many_buckets_it_records() -> None:
    buckets = [f"b{number}" for number in range(12)]
    made = Made(
        f"buckets: {{{', '.join(f'{name}: {{}}' for name in buckets)}}}\n"
        f"trails: {{audit: {{data_events: [{', '.join(buckets)}]}}}}"
    )
    (selector,) = made["aws_cloudtrail.audit"].blocks
    (objects,) = selector.blocks
    assert (selector.type, len(objects.attributes["values"])) == ("event_selector", 12)
    assert "aws_cloudtrail" in types()
    assert "advanced_event_selector" not in written()
