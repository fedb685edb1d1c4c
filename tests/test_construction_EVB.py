"""What no page can make wrong about EventBridge's rules and buses."""

import pytest
from hcl_values import Block
from made import FUNCTION, Made, code, names, refused
from templated import types, written

TARGET = "aws_cloudwatch_event_target"
MACHINE = "{definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}}"
BY_ROLE = f"""
rules: {{placed: {{bus: shop, pattern: {{source: [shop]}}}}}}
buses: {{shop: {{}}, hub: {{}}}}
streams: {{records: {{}}}}
delivery_streams: {{log: {{}}}}
buckets: {{lake: {{}}}}
state_machines: {{order: {MACHINE}}}
flows:
  - {{from: placed, to: [records, log, order, hub]}}
  - log -> lake
"""
BY_POLICY = f"""
rules: {{placed: {{bus: shop, pattern: {{source: [shop]}}}}, deleted: {{pattern: {{source: [shop]}}}}}}
buses: {{shop: {{}}}}
functions: {{greet: {FUNCTION}}}
queues: {{work: {{}}}}
topics: {{news: {{}}}}
flows:
  - {{from: [placed, deleted], to: [greet, work, news]}}
"""
ACTIONS = {
    "records": "kinesis:PutRecord",
    "log": "firehose:PutRecord",
    "order": "states:StartExecution",
    "hub": "events:PutEvents",
}


def targets(made: Made) -> dict[str, Block]:
    return {block.labels[1]: block for block in made.all(TARGET)}


def test_a_rule_matches_a_pattern_and_has_no_schedule() -> None:
    rules = [rule for page in (BY_ROLE, BY_POLICY) for rule in Made(page).all("aws_cloudwatch_event_rule")]
    assert [rule.labels[1] for rule in rules if "event_pattern" not in rule.attributes] == []
    assert "schedule_expression" not in written()
    assert refused("rules: {tick: {schedule: rate(1 minute)}}") == ["PAGE001"]


@pytest.mark.parametrize("target", ACTIONS)
def test_a_target_that_needs_a_role_has_one_that_may_send(target: str) -> None:
    made = Made(BY_ROLE)
    assert code(targets(made)[f"placed_to_{target}"].attributes["role_arn"]) == "aws_iam_role.placed.arn"
    (trust,) = made["aws_iam_role.placed"].attributes["assume_role_policy"]["Statement"]
    assert trust["Principal"] == {"Service": "events.amazonaws.com"}
    may = made.statements("aws_iam_role_policy.placed")[f"SendTo{target.capitalize()}"]
    assert ACTIONS[target] in ([may["Action"]] if isinstance(may["Action"], str) else may["Action"])
    assert code(may["Resource"]) == code(targets(made)[f"placed_to_{target}"].attributes["arn"])


@pytest.mark.parametrize("target", ["greet", "work", "news"])
def test_other_targets_let_the_rule_in_by_their_policy_alone(target: str) -> None:
    made = Made(BY_POLICY)
    assert "role_arn" not in targets(made)[f"placed_to_{target}"].attributes
    if target == "greet":
        permission = made["aws_lambda_permission.placed_to_greet"].attributes
        assert permission["principal"] == "events.amazonaws.com"
        assert code(permission["source_arn"]) == "aws_cloudwatch_event_rule.placed.arn"
    else:
        kind = {"work": "aws_sqs_queue_policy.work", "news": "aws_sns_topic_policy.news"}[target]
        assert made.statements(kind)["EventsFromPlaced"]["Principal"] == {"Service": "events.amazonaws.com"}
    assert [role.labels[1] for role in made.all("aws_iam_role")] == ["greet"]


def test_the_source_of_a_policy_is_the_rule_itself() -> None:
    """The ARN of a rule on a bus of its own has the bus in it: Terraform knows it."""
    made = Made(BY_POLICY)
    for policy in ("aws_sqs_queue_policy.work", "aws_sqs_queue_policy.placed_dead_letter", "aws_sns_topic_policy.news"):
        source = made.statements(policy)["EventsFromPlaced"]["Condition"]["ArnEquals"]["aws:SourceArn"]
        assert code(source) == "aws_cloudwatch_event_rule.placed.arn"
    assert [path for path, text in made.files.items() if ":rule/" in text] == []


def test_the_state_of_a_rule_is_never_said_in_the_old_way() -> None:
    made = Made("trails: {all: {}}\nrules: {reads: {api_calls: {service: sqs, actions: [GetQueueAttributes]}}}")
    (rule,) = made.all("aws_cloudwatch_event_rule")
    assert rule.attributes["state"] == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    assert "is_enabled" not in names(rule) | written()


# Kinds that the language does not have: whoever adds one answers for these rules anew


def test_no_target_is_a_log_group() -> None:
    rule = "rules: {placed: {pattern: {source: [shop]}}}\n"
    assert refused(rule + "log_groups: {kept: {}}\nflows: [placed -> kept]")[0] == "PAGE001"
    assert "aws_cloudwatch_log_resource_policy" not in types()


def test_no_target_is_an_api_destination() -> None:
    assert refused('webhooks: {shop: {url: "https://example.com"}}') == ["PAGE001"]
    assert not {"aws_cloudwatch_event_api_destination", "aws_cloudwatch_event_connection"} & types()


def test_no_target_is_a_task() -> None:
    assert refused("tasks: {count: {}}") == ["PAGE001"]
    assert "ecs_target" not in written()


def test_no_bus_has_a_policy() -> None:
    made = Made("buses: {shop: {}, hub: {encryption: kms}}\n" + BY_ROLE.replace("buses: {shop: {}, hub: {}}\n", ""))
    assert {bus.labels[1] for bus in made.all("aws_cloudwatch_event_bus")} == {"shop", "hub"}
    assert not {"aws_cloudwatch_event_bus_policy", "aws_cloudwatch_event_permission"} & types()


def test_a_bus_is_of_the_service_that_terraform_knows() -> None:
    assert {type_ for type_ in types() if "bus" in type_ or "eventbridge" in type_} == {"aws_cloudwatch_event_bus"}
    assert refused("buses: {shop: {ordered: true}}") == ["PAGE001"]
