"""`render --root --import`: which ids follow from the names of a page, and that Terraform takes the blocks."""

import shutil
from pathlib import Path

import pytest
from corpus import PAGES, example, module
from corpus import ROOT as CHECKOUT
from terraform import Terraform

from eventgen.cli import app
from eventgen.diagnostics import Severity
from eventgen.hcl import Expr, Text, hcl
from eventgen.imports import IDS, Imports, imports
from eventgen.meaning import value
from eventgen.reader import read
from eventgen.rendering import Options, rendering

OF_ROOT = {"var.account_id", "var.region", "var.partition"}
# The other kinds of resources: AWS makes up a part of their id, or Terraform a part of their name
UNKNOWN = {
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_lambda_event_source_mapping",
    "aws_sns_topic_subscription",
}
# Targets of existing rules, whose name is read off an ARN; the role that an account has for all APIs
SOMETIMES = {"aws_cloudwatch_event_target", "aws_iam_role", "aws_iam_role_policy_attachment"}
OF_UNKNOWN = ("aws_s3_", "aws_api_gateway_")


def of(name: str) -> Imports:
    graph = example(name).graph
    return imports(graph.header.name, module(example(name)), frozenset({"name", *graph.header.variables}))


def ids(found: Imports) -> dict[str, str]:
    return {to.code: str(id_) for to, id_ in found.known}


@pytest.mark.parametrize("name", PAGES)
def test_an_id_is_made_of_what_the_root_has(name: str) -> None:
    found, graph = of(name), example(name).graph
    label = graph.header.name.replace("-", "_")
    inputs = {f"var.{label}_{given}" for given in ("name", *graph.header.variables)}
    for _, id_ in found.known:
        assert {part.code for part in id_.parts if isinstance(part, Expr)} <= OF_ROOT | inputs
    types = {address.split(".")[2] for address in found.by_hand}
    assert {type_ for type_ in types if not type_.startswith(OF_UNKNOWN)} - UNKNOWN <= SOMETIMES


def test_ids_of_the_commonest_pipeline() -> None:
    found = of("sqs-lambda")
    queue = "https://sqs.${var.region}.amazonaws.com/${var.account_id}/${var.orders_name}-orders"
    assert ids(found) == {
        "module.orders.aws_cloudwatch_log_group.process": "/aws/lambda/${var.orders_name}-process",
        "module.orders.aws_iam_role.process": "${var.orders_name}-process",
        "module.orders.aws_iam_role_policy.process": "${var.orders_name}-process:pipeline",
        "module.orders.aws_lambda_function.process": "${var.orders_name}-process",
        "module.orders.aws_sqs_queue.orders": queue,
        "module.orders.aws_sqs_queue.orders_dead_letter": f"{queue}-dead-letter",
        "module.orders.aws_sqs_queue_policy.orders": queue,
        "module.orders.aws_sqs_queue_policy.orders_dead_letter": f"{queue}-dead-letter",
        "module.orders.aws_sqs_queue_redrive_allow_policy.orders_dead_letter": f"{queue}-dead-letter",
    }
    assert found.by_hand == ("module.orders.aws_lambda_event_source_mapping.orders_to_process",)


def test_ids_of_rules_and_permissions() -> None:
    found = ids(of("rule_to_function"))
    targets = {id_ for to, id_ in found.items() if "aws_cloudwatch_event_target" in to}
    assert all(id_.startswith(("default/", "${var.rule_to_function")) and id_.count("/") >= 2 for id_ in targets)
    permissions = {id_ for to, id_ in found.items() if "aws_lambda_permission" in to}
    assert permissions
    assert all("/${var.rule_to_function_name}-" in id_ for id_ in permissions)


def test_every_form_is_tried() -> None:
    found = {to.code.split(".")[2] for name in PAGES for to, _ in of(name).known}
    assert set(IDS) - found <= {"aws_cloudwatch_metric_alarm"}


def test_a_local_and_a_count() -> None:
    text = """
resource "aws_iam_role" "a" {
  name = local.region
}
resource "aws_iam_role" "b" {
  count = 1
  name  = "b"
}
resource "aws_iam_role" "c" {
  name = upper("c")
}
resource "aws_sns_topic" "d" {}
"""
    found = imports("p", {"main.tf": text.encode()}, frozenset())
    assert ids(found) == {"module.p.aws_iam_role.a": "${var.region}"}
    assert found.by_hand == tuple(
        f"module.p.{each}" for each in ("aws_iam_role.b", "aws_iam_role.c", "aws_sns_topic.d")
    )


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(CHECKOUT / "examples" / "root", tmp_path / "shop")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "terraform" / "shop"


def render(*paths: str, imports: bool = True) -> int:
    return rendering(paths, Options(Severity.WARNING, Path("terraform"), root=True, imports=imports))


def test_only_the_named_pages_are_imported(shop: Path) -> None:
    assert render("shop/orders.eventgen.yaml") == 0
    blocks = read("imports.tf", (shop / "imports.tf").read_text()).body.blocks
    to = [value(block.body.attributes["to"].value) for block in blocks]
    assert to
    assert all(each.code.startswith("module.orders.") for each in to)
    assert 'variable "account_id"' in (shop / "variables.tf").read_text()
    assert render(imports=False) == 0
    assert not (shop / "imports.tf").exists()


def test_a_root_is_needed(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        app(["render", "--import", "shop"])
    assert stopped.value.code == 2
    assert "add --root" in capsys.readouterr().err


@pytest.mark.terraform
def test_terraform_takes_imports(shop: Path, terraform: Terraform) -> None:
    assert render("shop") == 0
    terraform.init(shop)
    assert terraform.validate(shop)["diagnostics"] == []
    assert terraform(shop, "fmt", "-check", "-diff").returncode == 0


def test_an_id_is_written_as_a_template() -> None:
    assert hcl(Text((Expr("var.a"), "/b"))) == '"${var.a}/b"'
