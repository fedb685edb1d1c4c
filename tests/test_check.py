"""What is rendered passes the check, and what is damaged does not: the check itself can fail."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from corpus import GOLDEN, PAGES, example
from terraform import Terraform

from eventgen import cache, judges
from eventgen import check as checking
from eventgen.check import check
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.judges import Judge, Verdict
from eventgen.marks import mark
from eventgen.module import Candidate, Module
from eventgen.pipeline import read, rendered

Damage = Callable[[str], str]
PATTERNS = sorted(name for name, path in PAGES.items() if "patterns" in path.parts)


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda name: None)


def golden(name: str) -> dict[str, bytes]:
    return {p.relative_to(GOLDEN / name).as_posix(): p.read_bytes() for p in (GOLDEN / name).rglob("*") if p.is_file()}


def module(name: str, files: dict[str, bytes]) -> Candidate:
    """A module with all the files that its golden leaves out."""
    return replace(Module(name, "", files).candidate, there=lambda path: True)


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_goldens_pass_and_the_judges_agree(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "JUDGED_TWICE", 10_000_000)
    assert check([module(name, golden(name))], least=Severity.INFO) == []


@pytest.mark.terraform
def test_terraform_is_asked_too(terraform: Terraform, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {judge.name for judge in judges.judges(True)} >= {"python-hcl2", "terraform fmt"}
    assert check([module("fan-out", golden("fan-out"))], thorough=True) == []


DAMAGES: dict[str, tuple[str, Damage, str, str]] = {
    "a brace is missing": ("queues.tf", lambda text: text.rstrip()[:-1], "HCL001", "\n"),
    "two arguments on a line": (
        "queues.tf",
        lambda text: text.replace("fifo_queue", "x = 1 fifo_queue", 1),
        "HCL001",
        "fifo_queue",
    ),
    "a reference to nothing": (
        "flows.tf",
        lambda text: text.replace("aws_sqs_queue.payments.arn", "aws_sqs_queue.x.arn"),
        "TFC002",
        "aws_sqs_queue.x",
    ),
    "a Python word": (
        "flows.tf",
        lambda text: text.replace("batch_size              = 10", "batch_size = None"),
        "TFC005",
        "None",
    ),
    "an argument that is none": ("queues.tf", lambda text: text.replace("fifo_queue ", "fifo ", 1), "TFS001", "fifo"),
    "an argument too few": ("flows.tf", lambda text: text.replace("  function_name ", "  #", 1), "TFS006", "resource"),
    "a file that is none": (
        "functions.tf",
        lambda text: text.replace("code/charge.zip", "code/none.zip", 1),
        "TFC017",
        '"${path.module}/code/none.zip"',
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_at_its_place(damage: str) -> None:
    path, harm, code, at = DAMAGES[damage]
    files = golden("sqs-fifo-lambda")
    text = harm(files[path].decode())
    candidate = replace(
        module("payments", {**files, path: text.encode()}), there=lambda path: path == "code/charge.zip"
    )
    finding = next(d for d in check([candidate]) if d.code == code)
    line = (text.split("\n")[finding.place.line - 1] + "\n")[finding.place.column - 1 :]
    assert (finding.place.file, finding.source) == (f"payments/{path}", text.split("\n")[finding.place.line - 1])
    assert line.startswith(at)


def test_two_policies_of_a_queue_are_found() -> None:
    files = golden("sqs-lambda")
    again = b'\nresource "aws_sqs_queue_policy" "b" {\n  queue_url = aws_sqs_queue.orders.id\n  policy    = "{}"\n}\n'
    assert {d.code for d in check([module("orders", {**files, "more.tf": again})])} == {"TFC012"}


def test_what_is_not_utf_8_is_found_at_its_byte() -> None:
    (finding,) = check([module("m", {"a.tf": b'locals {\n  # \xc3\xa9\n  a = "\xe9"\n}\n'})])
    assert str(finding) == "m/a.tf:3:8: error HCL001 is no HCL: the byte 0xE9 is not UTF-8"
    assert finding.source == '  a = "\N{REPLACEMENT CHARACTER}"'


def test_only_what_is_asked_for_is_told() -> None:
    unused = [module("m", {"a.tf": b'variable "x" {\n}\nresource "terraform_data" "d" {\n}\n'})]
    assert check(unused) == []
    assert [d.code for d in check(unused, least=Severity.WARNING)] == ["TFC010"]
    assert [d.code for d in check(unused, least=Severity.INFO)] == ["TFC010", "TFS015"]


def test_what_was_not_read_may_say_otherwise() -> None:
    text = b'output "o" {\n  value = [var.x, aws_sqs_queue.q.arm]\n}\nresource "aws_sqs_queue" "q" {\n}\n'
    candidate = replace(module("m", {"a.tf": text}), unread=("b.tf.json",))
    variable, attribute = check([candidate], least=Severity.WARNING)
    assert str(variable) == (
        "m/a.tf:2:12: warning TFC003 the module declares no variable x, "
        "unless b.tf.json says otherwise, which was not read"
    )
    assert attribute.severity == Severity.ERROR


VALUES = ["null", '"a"', "[]", "{}", "1", "[{}]", '"${var.name}"', "var.tags", "jsonencode({ a = 1 })", "true ? 1 : 2"]
ARGUMENT = re.compile(r"^( *[\w\"-]+ +=) .*$", re.MULTILINE)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_edit_is_too_odd(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever argument is given another value: it is judged, and what is wrong has a place."""
    monkeypatch.setattr(checking, "JUDGED_TWICE", 0)  # it is not about the judges
    chance = random.Random(name)
    sound = rendered(example(name))[0].candidate
    texts = [(path, content.decode()) for path, content in sound.files.items()]
    arguments = [(path, text, found) for path, text in texts for found in ARGUMENT.finditer(text)]
    found = 0
    for path, text, argument in chance.sample(arguments, 40):
        edited = f"{text[: argument.start()]}{argument[1]} {chance.choice(VALUES)}{text[argument.end() :]}"
        findings = check([replace(sound, files={**sound.files, path: edited.encode()})])
        assert all(finding.place.line for finding in findings)
        found += bool(findings)
    assert found > 20


# Judges

DISPUTED = 'output "a" {\n  value = "a $${ b"\n}\n'  # valid for Terraform, refused by python-hcl2


def said(text: str, thorough: bool = False) -> list[Diagnostic]:
    return check([module("m", {"a.tf": text.encode()})], thorough=thorough)


def sit(monkeypatch: pytest.MonkeyPatch, *jury: Judge) -> None:
    monkeypatch.setattr(checking, "judges", lambda thorough: jury)


def judge(name: str, *verdict: str | int, strict: bool = True) -> Judge:
    """One who says the same of every text."""
    return Judge(name, lambda text: Verdict(*verdict), strict)  # type: ignore[arg-type]


def test_a_judge_who_disagrees_is_heard_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """eventgen never writes such text."""
    (finding,) = said(DISPUTED)
    assert (finding.code, finding.place.line, finding.source) == ("HCL002", 3, "}")
    assert finding.message.startswith("the judges disagree: refused by python-hcl2 (Unexpected token")
    assert finding.message.split("taken by ")[1].split(" and ")[0] == "eventgen"
    monkeypatch.setattr(checking, "JUDGED_TWICE", 10)
    assert said(DISPUTED) == []
    assert [d.code for d in said(DISPUTED, thorough=True)] == ["HCL002"]


def test_all_verdicts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sit(monkeypatch, judge("a"), judge("b", "no good", 2, 3), judge("c"), judge("d", "who knows"))
    first, second = said("locals {\n  a = 1\n}\n")
    assert str(second) == (
        "m/a.tf:2:3: error HCL002 the judges disagree: refused by b (no good), taken by eventgen and a and c"
    )
    assert first.place.line == 1  # one who names no place
    assert (second.source, second.fix) == ("  a = 1", "this is a fault of eventgen: report it with the page")


def test_a_strict_judge_who_takes_what_we_refuse_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    sit(monkeypatch, judge("lenient", strict=False), judge("strict"))
    (finding,) = said("locals {\n  a = 1 b = 2\n}\n")
    assert (finding.code, finding.place.line, finding.place.column) == ("HCL002", 2, 9)
    assert finding.message.startswith("the judges disagree: refused by eventgen (a line break is missing")
    assert finding.message.endswith("taken by strict")


def test_a_lenient_judge_is_no_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    sit(monkeypatch, judge("lenient", strict=False), judge("strict", "no good"), Judge("silent", lambda text: None))
    assert [d.code for d in said("a = 1 b = 2\n")] == ["HCL001"]


def test_another_package_in_the_judge_s_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told once in a run; who asks for all judges gets an error."""
    judges.judges.cache_clear()
    judges._python_hcl2.cache_clear()
    import hcl2

    with monkeypatch.context() as patched:
        patched.delattr(hcl2, "parses_to_tree")
        two = [module("m", {"a.tf": b"locals {\n}\n"}), module("n", {"a.tf": b"locals {\n}\n"})]
        (finding,) = check(two)
        assert (finding.code, finding.severity, finding.place.file) == ("HCL003", Severity.WARNING, hcl2.__file__)
        assert "pipx install eventgen" in finding.fix
        assert [d.severity for d in check(two, thorough=True)] == [Severity.ERROR]
    judges.judges.cache_clear()
    judges._python_hcl2.cache_clear()


# What is remembered


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Candidate]:
    """The modules that were judged, for want of a memory of them."""
    seen: list[Candidate] = []
    real = checking._found

    def counting(candidate: Candidate, *rest: object) -> object:
        seen.append(candidate)
        return real(candidate, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "folder", lambda name: tmp_path)
    monkeypatch.setattr(checking, "_found", counting)
    return seen


def test_a_sound_module_is_remembered(counted: list[Candidate]) -> None:
    files = golden("fan-out")
    sound, broken = module("fan-out", files), module("fan-out", {**files, "flows.tf": files["flows.tf"] + b"}"})
    assert check([sound]) == check([sound]) == []
    assert len(counted) == 1
    assert check([broken]) and check([broken])
    assert len(counted) == 3


def test_what_asks_for_more_is_not_answered_with_less(counted: list[Candidate]) -> None:
    unused = [module("m", {"a.tf": b'variable "x" {\n}\n'})]
    assert check(unused) == check(unused) == []
    assert check(unused, least=Severity.WARNING) and check(unused, least=Severity.WARNING)
    assert len(counted) == 3
    assert check(unused, thorough=True) == check(unused, thorough=True) == []
    assert len(counted) == 4


def test_what_is_remembered_rests_upon_the_files_that_were_there(counted: list[Candidate]) -> None:
    whole = module("m", {"a.tf": b'output "o" {\n  value = file("${path.module}/a.txt")\n}\n'})
    assert check([whole]) == check([whole]) == []
    assert len(counted) == 1
    assert [d.code for d in check([replace(whole, there=lambda path: False)])] == ["TFC017"]


def test_what_is_remembered_is_of_one_page(counted: list[Candidate]) -> None:
    """The last step holds the module against the page, and what the page names."""
    candidate = rendered(example("sqs-lambda"))[0].candidate
    assert candidate.source and set(candidate.source.assets) == {"process"}
    gone = replace(candidate.source, assets={"process": None})
    other = replace(candidate.source, document=example("fan-out").document)
    assert check([candidate]) == check([candidate]) == []
    assert len(counted) == 1
    assert {finding.code for finding in check([replace(candidate, source=gone)])} == {"TFL001", "TFL002"}
    marks = {mark(replace(candidate, source=source), "") for source in (candidate.source, gone, other, None)}
    assert len(marks) == 4


def test_a_spoilt_memory_is_none(counted: list[Candidate], tmp_path: Path) -> None:
    candidate = module("m", {"a.tf": b"locals {\n}\n"})
    assert check([candidate]) == []
    for file in tmp_path.iterdir():
        file.write_text("[")
    assert check([candidate]) == []
    assert len(counted) == 2


def test_the_account_is_not_read_off_what_waits_for_those_who_ask() -> None:
    page = b"""eventgen: 1
name: circle
state_machines:
  flow: {definition: {StartAt: a, States: {a: {Type: Task, Resource: "${functions.step.arn}", End: true}}}}
functions:
  step: {code: {image: i}}
flows: [step -> default]
"""
    candidate = rendered(read("page.yaml", page))[0].candidate
    assert b"local.account_id" in candidate.files["functions.tf"]
    assert check([candidate]) == []
