"""What is rendered passes the check, and what is damaged does not: the check itself can fail."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from corpus import GOLDEN, module

from eventgen import cache
from eventgen import check as checking
from eventgen.check import check
from eventgen.pipeline import read

Damage = Callable[[str], str]


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda name: None)


def golden(name: str) -> dict[str, bytes]:
    return {p.relative_to(GOLDEN / name).as_posix(): p.read_bytes() for p in (GOLDEN / name).rglob("*") if p.is_file()}


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_goldens_pass_and_both_judges_agree(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "JUDGED_TWICE", 10_000_000)
    assert check([(name, golden(name))]) == []


DAMAGES: dict[str, tuple[str, Damage, str]] = {
    "a brace is missing": ("queues.tf", lambda text: text.rstrip()[:-1], "HCL001"),
    "two arguments on a line": ("queues.tf", lambda text: text.replace("fifo_queue", "x = 1 fifo_queue", 1), "HCL001"),
    "a reference to nothing": (
        "flows.tf",
        lambda text: text.replace("aws_sqs_queue.payments", "aws_sqs_queue.x"),
        "TFC002",
    ),
    "a Python word": (
        "flows.tf",
        lambda text: text.replace("batch_size              = 10", "batch_size = None"),
        "TFC005",
    ),
    "an argument that is none": ("queues.tf", lambda text: text.replace("fifo_queue ", "fifo ", 1), "TFS001"),
    "an argument too few": ("flows.tf", lambda text: text.replace("  function_name ", "  #", 1), "TFS006"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_at_its_place(damage: str) -> None:
    path, harm, code = DAMAGES[damage]
    files = golden("sqs-fifo-lambda")
    files[path] = harm(files[path].decode()).encode()
    found = check([("payments", files)])
    assert code in {diagnostic.code for diagnostic in found}
    assert all(d.place.file.startswith("payments/") and d.place.line for d in found)


def test_two_policies_of_a_queue_are_found() -> None:
    files = golden("sqs-lambda")
    again = b'\nresource "aws_sqs_queue_policy" "b" {\n  queue_url = aws_sqs_queue.orders.id\n  policy    = "{}"\n}\n'
    assert {d.code for d in check([("orders", {**files, "more.tf": again})])} == {"TFC012"}


def test_a_judge_who_disagrees_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Valid for Terraform, and refused by python-hcl2: eventgen never writes such text."""
    text = b'output "a" {\n  value = "a $${ b"\n}\n'
    assert [d.code for d in check([("m", {"a.tf": text})])] == ["HCL002"]
    monkeypatch.setattr(checking, "JUDGED_TWICE", 10)
    assert check([("m", {"a.tf": text})]) == []


def test_a_sound_module_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Mapping[str, str]] = []
    real = checking._wrong

    def counted(texts: Mapping[str, str], twice: bool) -> object:
        seen.append(texts)
        return real(texts, twice)

    monkeypatch.setattr(cache, "folder", lambda name: tmp_path)
    monkeypatch.setattr(checking, "_wrong", counted)
    files = golden("fan-out")
    assert check([("fan-out", files)]) == check([("fan-out", files)]) == []
    assert len(seen) == 1
    broken = {**files, "flows.tf": files["flows.tf"] + b"}"}
    assert check([("fan-out", broken)]) and check([("fan-out", broken)])
    assert len(seen) == 3


def test_the_account_is_not_read_off_what_waits_for_those_who_ask() -> None:
    page = b"""eventgen: 1
name: circle
state_machines:
  flow: {definition: {StartAt: a, States: {a: {Type: Task, Resource: "${functions.step.arn}", End: true}}}}
functions:
  step: {code: {image: i}, vpc: {subnets: [subnet-1], security_groups: [sg-1]}}
"""
    files = module(read("page.yaml", page))
    assert b"local.partition" in files["functions.tf"]
    assert check([("circle", files)]) == []
