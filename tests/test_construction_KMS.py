"""What no page can make wrong about the module's key, and who may use it."""

from typing import Any

from hcl_values import Template
from made import FUNCTION, Made, code, refused

CHAIN = f"""
defaults: {{encryption: kms}}
buckets: {{uploads: {{}}, lake: {{}}}}
topics: {{news: {{}}}}
queues: {{jobs: {{}}, done: {{}}}}
streams: {{records: {{}}}}
functions: {{work: {FUNCTION}, read: {FUNCTION}}}
rules: {{placed: {{pattern: {{source: [shop]}}}}}}
delivery_streams: {{log: {{}}}}
flows:
  - {{from: [uploads, placed], to: news}}
  - {{from: placed, to: [jobs, records]}}
  - news -> jobs -> work
  - {{from: work, to: [done, records, lake]}}
  - records -> read
  - records -> log -> lake
"""
KEY = "aws_kms_key.this.arn"
SENDS, READS = {"kms:GenerateDataKey", "kms:Decrypt"}, {"kms:Decrypt"}
# Who sends with the key through a role, and who reads
ROLES = {"work": SENDS, "read": READS, "placed": SENDS, "log": SENDS}
SERVICES = {"s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com"}


def of_the_key(made: Made, role: str) -> set[str]:
    found = made.statements(f"aws_iam_role_policy.{role}").values()
    actions: list[Any] = []
    for statement in found:
        if getattr(statement["Resource"], "code", "") == KEY:
            actions += statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    return set(actions)


def test_both_ends_of_every_hop_may_use_the_key() -> None:
    made = Made(CHAIN)
    for role, actions in ROLES.items():
        assert of_the_key(made, role) >= actions, role
    policy = made["aws_kms_key_policy.this"].attributes["policy"]["Statement"]
    granted = {each["Principal"]["Service"]: set(each["Action"]) for each in policy if "Service" in each["Principal"]}
    assert granted.keys() >= SERVICES
    assert all(actions >= {"kms:GenerateDataKey*", "kms:Decrypt"} for actions in granted.values())


def test_who_does_nothing_with_the_key_may_not_use_it() -> None:
    made = Made(
        CHAIN.replace("{encryption: kms}", "{encryption: managed}").replace("done: {}", "done: {encryption: kms}")
    )
    assert of_the_key(made, "work") == SENDS
    assert of_the_key(made, "read") == set()
    policy = made["aws_kms_key_policy.this"].attributes["policy"]["Statement"]
    assert [each for each in policy if "Service" in each["Principal"]] == []


def test_the_key_is_kept_a_month_and_has_a_name_of_its_own() -> None:
    made = Made(CHAIN)
    assert made["aws_kms_key.this"].attributes["deletion_window_in_days"] == 30
    alias = made["aws_kms_alias.this"].attributes
    assert isinstance(alias["name"], Template)
    assert alias["name"].parts[0] == "alias/"
    assert code(alias["target_key_id"]) == "aws_kms_key.this.key_id"
    assert 'can(regex("^[a-z][a-z0-9-]{0,' in made.files["variables.tf"]
    assert refused("queues: {jobs: {deletion_window: 6d}}") == ["PAGE001"]
