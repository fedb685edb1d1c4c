"""The catalogue of faults: eventgen finds each, and what Terraform finds of each was measured."""

import subprocess
import sys
from pathlib import Path

import pytest
from corpus import ROOT
from facts import facts, rules
from faults import NOTHING, PLAN, VALIDATE, Verdict, body, bounds, cases_of, faults_table, headed, measured
from terraform import Terraform

TOOL = "python tools/terraform_faults.py"
MODEL = ROOT / "tests" / "model"
AGAIN = ("ESM001", "FIR101", "SQS002")  # one of each verdict, for the real Terraform


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_fault_says_what_terraform_finds(code: str) -> None:
    text = cases_of(code).read_text("utf-8")
    assert headed(text), f"tests/rules/{code}.yaml does not say what Terraform finds of it: run `{TOOL} {code}`"
    assert not headed(body(text)), f"tests/rules/{code}.yaml says it twice: run `{TOOL} {code}`"


def test_there_are_at_least_120() -> None:
    assert len(measured()) >= 120
    assert set(measured()) & set(bounds()) == set()


def test_nothing_is_kept_from_terraform() -> None:
    """What a person's Terraform showed when the facts were measured counts."""
    order = (VALIDATE, PLAN, NOTHING)
    known = {fact.id: fact.terraform for fact in facts() if fact.terraform}
    less = {c for c, by in measured().items() if c in known and order.index(by) > order.index(known[c])}
    assert less == set(), f"run `{TOOL}`"


def test_eventgen_finds_every_bound() -> None:
    """Rules have their cases; a bound has one among the pages of the model."""
    cases = "".join(path.read_text("utf-8") for path in MODEL.glob("*.yaml"))
    assert [code for code in bounds() if code not in cases] == []


@pytest.mark.parametrize(
    "verdict", [Verdict(), Verdict(PLAN), Verdict(VALIDATE, "a: b"), Verdict(PLAN, "a: b")], ids=str
)
def test_a_head_can_be_read_back(verdict: Verdict) -> None:
    assert headed(verdict.head() + "- name: a\n") == verdict
    assert body(verdict.head() + "- name: a\n") == "- name: a\n"
    assert headed("# terraform plan finds nothing\n- name: a\n") is None


def test_the_table_counts() -> None:
    all_ = {**measured(), **bounds()}
    validate = [code for code, by in all_.items() if by == VALIDATE]
    plan = [code for code, by in all_.items() if by == PLAN]
    assert faults_table().splitlines()[-1] == f"| all | {len(all_)} | {len(validate)} | {len(validate) + len(plan)} |"


@pytest.mark.terraform
def test_terraform_finds_the_same_again(terraform: Terraform, tmp_path: Path) -> None:
    """The program that measures says what stands there."""
    before = {code: cases_of(code).read_text("utf-8") for code in AGAIN}
    command = [sys.executable, str(ROOT / "tools" / "terraform_faults.py"), "--dry-run", *AGAIN]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [line.split(": ")[:2] for line in done.stdout.splitlines()] == [
        [code, found.by] for code, text in before.items() if (found := headed(text))
    ]
    assert {code: cases_of(code).read_text("utf-8") for code in AGAIN} == before
