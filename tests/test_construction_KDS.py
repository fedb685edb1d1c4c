"""What no page can make wrong about streams."""

import pytest
from made import Made, code, refused
from templated import written

SENDERS = """
apis: {{web: {{}}}}
rules: {{placed: {{pattern: {{source: [shop]}}}}}}
streams: {{events: {{encryption: {}}}}}
flows:
  - {{from: web, to: events, route: POST /}}
  - placed -> events
"""


@pytest.mark.parametrize("encryption", ["managed", "kms"])
def test_an_encrypted_stream_names_its_key(encryption: str) -> None:
    (stream,) = Made(SENDERS.format(encryption)).all("aws_kinesis_stream")
    assert stream.attributes["encryption_type"] == "KMS"
    key = stream.attributes["kms_key_id"]
    assert (key if encryption == "managed" else code(key)) == {
        "managed": "alias/aws/kinesis",
        "kms": "aws_kms_key.this.arn",
    }[encryption]


def test_what_is_too_large_for_a_record_is_told_or_kept() -> None:
    """Keys and records come from outside: what a stream refuses, the client hears of, or a queue keeps."""
    made = Made(SENDERS.format("managed"))
    statuses = {
        block.attributes.get("selection_pattern"): made[f"aws_api_gateway_method_response.{block.labels[1]}"]
        for block in made.all("aws_api_gateway_integration_response")
    }
    assert statuses[r"4\d{2}"].attributes["status_code"] == "400"
    (target,) = made.all("aws_cloudwatch_event_target")
    kept = target.find("dead_letter_config").attributes["arn"]
    assert code(kept) == "aws_sqs_queue.placed_dead_letter.arn"
    assert [name for name in written() if name.startswith("max_record_size")] == []


def test_a_stream_goes_by_the_key_of_a_record() -> None:
    assert [name for name in written() if "distribution" in name] == []
    assert refused("streams: {events: {distribution: auto}}") == ["PAGE001"]
