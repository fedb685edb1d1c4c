"""What no page can make wrong about roles and their policies."""

from typing import Any

from hcl_values import Block
from made import FUNCTION, Made, names
from templated import types

# A page with a role of every kind, and every kind of statement
ROLES = f"""
defaults: {{encryption: kms}}
queues: {{jobs: {{}}}}
topics: {{news: {{}}}}
buckets: {{lake: {{}}}}
streams: {{records: {{}}}}
delivery_streams: {{log: {{}}, other: {{transform: work}}}}
buses: {{shop: {{}}}}
functions: {{work: {FUNCTION}, send: {FUNCTION}}}
state_machines: {{order: {{definition: {{StartAt: A, States: {{A: {{Type: Pass, End: true}}}}}}}}}}
apis: {{ingest: {{access_log: true}}}}
rules: {{placed: {{pattern: {{source: [shop]}}}}}}
flows:
  - {{from: [jobs, records], to: work}}
  - {{from: send, to: [jobs, news, lake, records, shop]}}
  - {{from: placed, to: [order, records, log, shop]}}
  - {{from: news, to: log}}
  - {{from: ingest, to: records, route: POST /}}
  - {{from: [log, other], to: lake}}
"""
# Actions for which AWS knows no resource (service authorization reference)
WITHOUT_RESOURCE = ("xray:", "logs:")
KEYS = {"Effect", "Action", "Resource"}


def policies(made: Made) -> list[Block]:
    return made.all("aws_iam_role_policy")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_every_policy_of_a_role_is_whole() -> None:
    made = Made(ROLES)
    assert len(policies(made)) >= 7
    for block in policies(made):
        policy = block.attributes["policy"]
        assert policy["Version"] == "2012-10-17"
        assert policy["Statement"]
        for statement in policy["Statement"]:
            assert statement.keys() >= KEYS
            assert all(listed(statement[key]) for key in KEYS)
            assert "Principal" not in statement


def test_no_action_is_a_wildcard_and_no_resource_where_aws_knows_one() -> None:
    made = Made(ROLES)
    for block in policies(made):
        for statement in block.attributes["policy"]["Statement"]:
            actions = listed(statement["Action"])
            assert [action for action in actions if "*" in action] == [], block.labels
            if "*" in listed(statement["Resource"]):
                assert [action for action in actions if not action.startswith(WITHOUT_RESOURCE)] == [], block.labels


def test_a_role_has_its_policies_in_resources_of_their_own() -> None:
    for role in Made(ROLES).all("aws_iam_role"):
        assert names(role) & {"managed_policy_arns", "inline_policy"} == set()
    assert types() & {"aws_iam_policy_attachment", "aws_iam_role_policies_exclusive"} == set()


def test_no_role_runs_a_task() -> None:
    made = Made(ROLES)
    assert [path for path, text in made.files.items() if "ecs:" in text or "iam:PassRole" in text] == []
    assert {type_ for type_ in types() if type_.startswith("aws_ecs_")} == set()
