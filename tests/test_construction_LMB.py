"""What no page can make wrong about functions and who may invoke them."""

import re

from hcl_values import Template
from made import FUNCTION, Made, code, names

ALIAS = "arn:aws:lambda:eu-west-1:123456789012:function:work:live"
INVOKED = """
buckets: {uploads: {}}
topics: {news: {}}
rules: {placed: {pattern: {source: [shop]}}}
flows:
  - {from: [uploads, news, placed], to: work}
"""
TRIGGERS = {
    "s3.amazonaws.com": "aws_s3_bucket",
    "sns.amazonaws.com": "aws_sns_topic",
    "events.amazonaws.com": "aws_cloud",
}


def test_a_function_has_destinations_and_no_dead_letter_config() -> None:
    page = "queues: {lost: {dead_letter: false}}\nfunctions: {work: {code: {image: i}, on_failure: lost}}" + INVOKED
    made = Made(page)
    (function,) = made.all("aws_lambda_function")
    assert "dead_letter_config" not in names(function)
    (setting,) = made.all("aws_lambda_function_event_invoke_config")
    failed = setting.find("destination_config").find("on_failure")
    assert code(failed.attributes["destination"]) == "aws_sqs_queue.lost.arn"


def test_the_names_of_permissions_differ_and_are_short_enough() -> None:
    long = "a-name-that-is-as-long-as-the-names-of-topics-may-be-but-for-its-dead-letters"
    sources = [f"{long}-{number}" for number in range(3)]
    topics = ", ".join(f"{source}: {{}}" for source in sources)
    page = f"topics: {{{topics}}}\nfunctions: {{work: {FUNCTION}}}\n"
    made = Made(page + f"flows: [{{from: [{', '.join(sources)}], to: work, dead_letter: false}}]")
    found = []
    for permission in made.all("aws_lambda_permission"):
        said = permission.attributes["statement_id"]
        assert isinstance(said, Template)
        found.append("".join(part if isinstance(part, str) else "t" * 31 for part in said.parts))
    assert len(set(found)) == len(found) == 3
    assert [name for name in found if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", name)] == []


def test_a_permission_names_its_one_source_and_the_account() -> None:
    made = Made(f"functions: {{work: {FUNCTION}}}" + INVOKED)
    permissions = made.all("aws_lambda_permission")
    assert {permission.attributes["principal"] for permission in permissions} == set(TRIGGERS)
    for permission in permissions:
        said = permission.attributes
        assert code(said["source_arn"]).startswith(TRIGGERS[said["principal"]])
        assert code(said["source_account"]) == "local.account_id"


def test_a_permission_is_to_invoke_the_function() -> None:
    for permission in Made(f"functions: {{work: {FUNCTION}}}" + INVOKED).all("aws_lambda_permission"):
        assert permission.attributes["action"] == "lambda:InvokeFunction"
        assert code(permission.attributes["function_name"]) == "aws_lambda_function.work.function_name"


def test_a_permission_is_for_the_alias_that_is_invoked() -> None:
    made = Made(f'topics: {{news: {{}}}}\nfunctions: {{work: {{existing: "{ALIAS}"}}}}\nflows: [news -> work]')
    (permission,) = made.all("aws_lambda_permission")
    (subscription,) = made.all("aws_sns_topic_subscription")
    assert permission.attributes["function_name"] == subscription.attributes["endpoint"] == ALIAS
    assert "qualifier" not in permission.attributes
