"""What no page can make wrong about the notifications of buckets."""

from made import FUNCTION, Made, code, names

PAGE = f"""
buckets: {{uploads: {{}}, lake: {{}}}}
queues: {{inbox: {{encryption: kms}}}}
topics: {{news: {{}}}}
functions: {{greet: {FUNCTION}}}
flows:
  - {{from: uploads, to: inbox, suffix: .a}}
  - {{from: uploads, to: news, suffix: .b}}
  - {{from: uploads, to: greet, suffix: .c}}
  - {{from: uploads, to: greet, suffix: .d}}
  - uploads -> default
  - lake -> default
"""
DESTINATIONS = ("queue", "topic", "lambda_function")


def test_a_bucket_has_one_notification_for_all_of_its_flows() -> None:
    made = Made(PAGE)
    found = {block.labels[1]: code(block.attributes["bucket"]) for block in made.all("aws_s3_bucket_notification")}
    assert found == {"uploads": "aws_s3_bucket.uploads.bucket", "lake": "aws_s3_bucket.lake.bucket"}
    uploads = made["aws_s3_bucket_notification.uploads"]
    assert sorted(block.type for block in uploads.blocks) == ["lambda_function", "lambda_function", "queue", "topic"]
    assert uploads.attributes["eventbridge"] is True


def test_a_notification_waits_for_all_that_lets_s3_in() -> None:
    notification = Made(PAGE)["aws_s3_bucket_notification.uploads"]
    assert {code(each) for each in notification.attributes["depends_on"]} == {
        "aws_sqs_queue_policy.inbox",
        "aws_kms_key_policy.this",
        "aws_sns_topic_policy.news",
        "aws_lambda_permission.uploads_to_greet",
        "aws_lambda_permission.uploads_to_greet_2",
    }


def test_an_entry_of_a_notification_has_one_destination() -> None:
    for entry in Made(PAGE)["aws_s3_bucket_notification.uploads"].blocks:
        arns = {f"{kind.removesuffix('_function')}_arn" for kind in DESTINATIONS} | {"lambda_function_arn"}
        assert names(entry) & arns == {f"{entry.type}_arn"}
        assert code(entry.attributes[f"{entry.type}_arn"]).endswith(".arn")
