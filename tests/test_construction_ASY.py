"""What no page can make wrong about asynchronous invocations."""

import pytest
from hcl_values import Block
from made import FUNCTION, Made, code, names, refused

PAGE = """
buckets: {{uploads: {{}}}}
queues: {{lost: {{dead_letter: false{}}}}}
topics: {{oncall: {{}}}}
functions:
  work: {{code: {{image: i}}{}}}
flows: [uploads -> work]
"""


def setting(made: Made) -> Block:
    (found,) = made.all("aws_lambda_function_event_invoke_config")
    return found


def test_a_function_is_no_destination() -> None:
    assert refused(PAGE.format("", ", on_failure: work")) == ["FLOW004"]
    for on_failure in ("lost", "oncall"):
        failed = setting(Made(PAGE.format("", f", on_failure: {on_failure}"))).find("destination_config")
        assert "aws_lambda_function" not in code(failed.find("on_failure").attributes["destination"])


def test_a_bucket_is_no_destination() -> None:
    assert refused(PAGE.format("", ", on_failure: uploads")) == ["FLOW004"]
    assert refused(PAGE.format("", ", on_success: uploads")) == ["PAGE001"]
    assert "on_success" not in names(setting(Made(PAGE.format("", ""))))


@pytest.mark.parametrize(
    ("option", "to", "action"),
    [
        ("", "aws_sqs_queue.work_dead_letter.arn", "sqs:SendMessage"),
        (", on_failure: lost", "aws_sqs_queue.lost.arn", "sqs:SendMessage"),
        (", on_failure: oncall", "aws_sns_topic.oncall.arn", "sns:Publish"),
    ],
)
def test_a_function_may_send_to_its_destination(option: str, to: str, action: str) -> None:
    made = Made(PAGE.format("", option))
    failed = setting(made).find("destination_config").find("on_failure")
    assert code(failed.attributes["destination"]) == to
    sent = [each for each in made.statements("aws_iam_role_policy.work").values() if each["Action"] == action]
    assert [code(each["Resource"]) for each in sent] == [to]
    assert code(setting(made).attributes["depends_on"][0]) == "aws_iam_role_policy.work"


def test_a_function_may_use_the_key_of_its_destination() -> None:
    statements = Made(PAGE.format(", encryption: kms", ", on_failure: lost")).statements("aws_iam_role_policy.work")
    assert {"kms:GenerateDataKey", "kms:Decrypt"} <= set(statements["UseKeyToSend"]["Action"])


@pytest.mark.parametrize("flow", ["uploads -> work", "{from: uploads, to: work, retries: 0, dead_letter: false}"])
def test_a_setting_sets_something(flow: str) -> None:
    made = Made(PAGE.format("", "").replace("uploads -> work", flow))
    said = setting(made).attributes
    assert said["maximum_retry_attempts"] in (0, 2)
    assert said["maximum_event_age_in_seconds"] == 21600
    polled = Made(f"queues: {{orders: {{}}}}\nfunctions: {{work: {FUNCTION}}}\nflows: [orders -> work]")
    assert [address for address in polled.blocks if "event_invoke_config" in address] == []


def test_failed_events_go_to_a_destination_with_what_failed() -> None:
    made = Made(PAGE.format("", ", on_failure: lost"))
    assert "dead_letter_config" not in names(made["aws_lambda_function.work"])
    assert "on_failure" in names(setting(made))
