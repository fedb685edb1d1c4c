"""What Terraform plans without AWS: for all goldens at once, and for a function that changes."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from rendered import as_tested, root_module
from terraform import Terraform
from test_defaults import PROVIDER
from test_goldens import goldens
from test_moves import files, plans, state

# The provider asks AWS what it holds of a definition while it plans (ValidateStateMachineDefinition): it gets no answer
MACHINE = "aws_sfn_state_machine"
OFFLINE = PROVIDER.replace(
    "  skip_cred", '  max_retries = 1\n\n  endpoints {\n    sfn = "http://127.0.0.1:9"\n  }\n\n  skip_cred'
)
RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)"', re.M)


def resources(of: Mapping[str, bytes]) -> set[str]:
    text = "\n".join(content.decode() for path, content in of.items() if path.endswith(".tf"))
    return {".".join(found) for found in RESOURCE.findall(text)}


@pytest.mark.terraform
def test_all_but_state_machines_is_planned_offline(terraform: Terraform, tmp_path: Path) -> None:
    modules = goldens()
    root_module(tmp_path, modules, as_tested)
    (tmp_path / "provider.tf").write_text(OFFLINE, "utf-8")
    (tmp_path / "versions.tf").write_text("", "utf-8")  # it stands in for zips too
    terraform.init(tmp_path)
    done = terraform(tmp_path, "plan", "-input=false", "-json")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    wrong = [each["diagnostic"] for each in said if each["type"] == "diagnostic"]
    assert {(each["severity"], each.get("address", "").split(".")[2]) for each in wrong} == {("error", MACHINE)}
    refused = {each["address"].split(".")[1] for each in wrong}
    assert refused == {name for name, of in modules.items() if any(MACHINE in each for each in resources(of))}
    planned = {
        each["change"]["resource"]["addr"].partition("[")[0] for each in said if each["type"] == "planned_change"
    }
    left = set(modules) - refused
    assert len(left) > len(refused)
    assert {f"module.{name}.{each}" for name in left for each in resources(modules[name])} <= planned


INVOKED = """\
eventgen: 1
name: shop
topics: {orders: {}}
functions: {handle: {code: {image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1"}}}
flows: [orders -> handle]
"""
ZIPPED = "runtime: python3.13, handler: app.handler, code: {s3: {bucket: a, key: b}}"
LOST_WITH_IT = {
    "aws_lambda_permission.orders_to_handle",
    "aws_lambda_function_event_invoke_config.handle",
    "aws_sns_topic_subscription.orders_to_handle",
}


@pytest.mark.terraform
def test_what_is_lost_with_a_function_is_made_anew_with_it_alone(terraform: Terraform, tmp_path: Path) -> None:
    for _ in range(2):  # what was made up the first time makes known what depends on it
        made = plans(terraform, tmp_path, files(INVOKED))
        (tmp_path / "terraform.tfstate").write_text(json.dumps(state(made)), "utf-8")
    pages = (INVOKED.replace("/a:1", "/a:2"), re.sub(r"code: \{[^}]*\}", ZIPPED, INVOKED))
    changed, replaced = (
        {
            each["address"]: each["change"]["actions"]
            for each in plans(terraform, tmp_path, files(page))["resource_changes"]
            if each["change"]["actions"] != ["no-op"]
        }
        for page in pages
    )
    assert changed == {"aws_lambda_function.handle": ["update"]}
    assert set(replaced) == {"aws_lambda_function.handle", *LOST_WITH_IT}
    assert all(actions == ["delete", "create"] for actions in replaced.values())
