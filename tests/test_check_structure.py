"""What the structure check finds: nothing in the goldens, all in damaged texts, and what Terraform finds there."""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from terraform import Terraform

from eventgen.checks.structure import structure
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.reader import Unreadable, read
from eventgen.syntax import File

GOLDENS = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())
CASES = (Path(__file__).parent / "checks" / "structure.txt").read_text("utf-8")
MARK = re.compile(r"TFC\d{3}")


class Case(NamedTuple):
    name: str
    judge: str
    text: str

    @property
    def expected(self) -> list[tuple[int, str]]:
        lines = enumerate(self.text.splitlines(), 1)
        return [(number, code) for number, line in lines for code in sorted(MARK.findall(line))]


def cases() -> Iterator[Case]:
    for part in CASES.split("\n### ")[1:]:
        head, _, text = part.partition("\n")
        name, _, judge = head.rpartition(": ")
        yield Case(name, judge, text)


ALL = list(cases())
VERSIONS = read(
    "versions.tf", 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'
)


def found(text: str) -> list[Diagnostic]:
    return list(structure([read("main.tf", text), VERSIONS], {"here.txt", "code/here.zip"}.__contains__))


def lines(diagnostics: list[Diagnostic]) -> list[tuple[int, str]]:
    return sorted((diagnostic.place.line, diagnostic.code) for diagnostic in diagnostics)


@cache
def golden(folder: Path) -> tuple[File, ...]:
    return tuple(read(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.tf")))


@pytest.mark.parametrize("folder", GOLDENS, ids=lambda folder: folder.name)
def test_nothing_in_goldens(folder: Path) -> None:
    assert list(structure(golden(folder))) == []


def test_there_are_cases_of_every_code() -> None:
    assert len(ALL) >= 50
    assert len({case.name for case in ALL}) == len(ALL)
    codes = {code for case in ALL for _, code in case.expected}
    assert codes | {"TFC018"} == {f"TFC{number:03}" for number in range(1, 19)}


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_cases(case: Case) -> None:
    assert lines(found(case.text)) == case.expected
    assert all(diagnostic.place.column for diagnostic in found(case.text))


PLACES = {
    'output "o" {\n  value = [1, aws_sqs_queue.orders.arn]\n}': "aws_sqs_queue.orders",
    'output "o" {\n  value = [1, var.orders.arn]\n}': "var.orders",
    'output "o" {\n  value = "a-${None}"\n}': "None",
    'output "o" {\n  value = [1, jsonencod(1)]\n}': "jsonencod",
    'resource "aws_sqs_queue" "q" {}\noutput "o" {\n  value = aws_sqs_queue.q.arnn\n}': "arnn",
    'resource "aws_sqs_queue" "q" {}\noutput "o" {\n  value = aws_sqs_queue.q[0].arn\n}': "aws_sqs_queue.q[0]",
    'resource "aws_sqs_queue" "q" {}\noutput "o" {\n  value = aws_sqs_queue . q . arnn\n}': "arnn",
    'variable "a" {}': 'variable "a"',
    "locals {\n  a = 1\n}": "a",
    'output "a" {\n  value = 1\n}\noutput "a" {\n  value = 1\n}': 'output "a"',
}


@pytest.mark.parametrize(("text", "underlined"), PLACES.items())
def test_places(text: str, underlined: str) -> None:
    (diagnostic,) = found(text)
    line, start = text.splitlines()[diagnostic.place.line - 1], diagnostic.place.column - 1
    assert line[start : start + diagnostic.place.length] == underlined


def block(type_: str, label: str, *arguments: str) -> str:
    return f'resource "{type_}" "{label}" {{\n' + "".join(f"  {argument}\n" for argument in arguments) + "}\n"


def output(value: str) -> str:
    return f'output "o" {{\n  value = {value}\n}}\n'


VARIABLE = 'variable "a" {}\n'
ROUND = "aws_sqs_queue.a -> aws_sqs_queue.b -> aws_sqs_queue.a"
POLICIES = "aws_sqs_queue_policy.b and aws_sqs_queue_policy.a (main.tf:2) are both the aws_sqs_queue_policy"
SAID = {
    output("None"): ("None is a bare word: it refers to nothing", "write null"),
    output("True"): ("True is a bare word: it refers to nothing", "write true"),
    output("info"): ("info is a bare word: it refers to nothing", 'if it is text, write "info"'),
    output("a") + VARIABLE: ("a is a bare word: it refers to nothing", "write var.a"),
    output("local.a") + VARIABLE: ("the module declares no local value a", "write var.a"),
    output("var.topic") + VARIABLE: ("the module declares no variable topic", ""),
    output("jsonencod(1)"): ("Terraform has no function jsonencod", "write jsonencode"),
    output("aws_sqs_queue.order.arn") + block("aws_sqs_queue", "orders"): (
        "aws_sqs_queue.order refers to nothing: the module has no such block",
        "write aws_sqs_queue.orders",
    ),
    output("aws_sqs_queue.a.arm") + block("aws_sqs_queue", "a"): ("aws_sqs_queue.a has no attribute arm", "write arn"),
    output("aws_sqs_queue.a.arn") + block("aws_sqs_queue", "a", "count = 1"): (
        "aws_sqs_queue.a has count: say which one",
        "write aws_sqs_queue.a[0].arn",
    ),
    output("var.a") + VARIABLE + VARIABLE: ("var.a stands there twice: first at main.tf:4", "keep one of them"),
    block("aws_sqs_queue_policy", "a", 'queue_url = "q"') + block("aws_sqs_queue_policy", "b", 'queue_url = "q"'): (
        f"{POLICIES} of q: AWS has one",
        "put all of it into one of them",
    ),
    block("aws_sqs_queue", "a", 'name = "q"') + block("aws_sqs_queue", "b", 'name = "q"'): (
        "aws_sqs_queue.b has the name q, and so has aws_sqs_queue.a (main.tf:2)",
        "give one of them another name",
    ),
    block("aws_sqs_queue", "a", "name = aws_sqs_queue.b.id")
    + block("aws_sqs_queue", "b", "name = aws_sqs_queue.a.id"): (
        f"{ROUND}: nothing of this can be made first",
        "",
    ),
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_messages(text: str, said: tuple[str, str]) -> None:
    first = min((d for d in found(text) if d.severity == Severity.ERROR), key=lambda d: d.place)
    assert (first.message, first.fix) == said


LAID_UNDER = """
variable "size" {
  type = number
}
locals {
  a = 1
}
resource "aws_sqs_queue" "q" {
  name                       = "q"
  visibility_timeout_seconds = var.size
}
output "o" {
  value = [local.a, aws_sqs_queue.q.arn]
}
"""
LAID_OVER = """
variable "size" {
  default = 1
}
locals {
  a = 2
}
resource "aws_sqs_queue" "q" {
  name  = "q"
  count = 2
}
output "o" {
  value = [local.a, aws_sqs_queue.q[0].arn]
}
provider "aws" {
  region = "eu-west-1"
}
"""
OF_NOTHING = """
variable "s" {
}
locals {
  b = 2
}
resource "aws_sqs_queue" "r" {
}
output "p" {
  value = 1
}
"""


def test_files_that_override() -> None:
    """They change blocks of other files, and may say a part of what a block takes."""
    under, over = read("main.tf", LAID_UNDER), read("x_override.tf", LAID_OVER)
    assert [str(d) for d in structure([over, under]) if d.place.file != "main.tf"] == []
    assert [str(d) for d in structure([read("a.tf", LAID_UNDER)])] == []
    assert {d.code for d in structure([read("more.tf", LAID_OVER), under])} >= {"TFC001", "TFC013"}


def test_files_that_override_nothing() -> None:
    under, over = read("main.tf", LAID_UNDER), read("override.tf", OF_NOTHING)
    findings = [d for d in structure([over, under]) if d.severity == Severity.ERROR]
    assert {d.code for d in findings} == {"TFC018"}
    assert [f"{d.place.line}:{d.place.column} {d.message}" for d in findings] == [
        "2:1 the module has no var.s to override",
        "5:3 the module has no local.b to override",
        "7:1 the module has no aws_sqs_queue.r to override",
        "9:1 the module has no output.p to override",
    ]


@pytest.mark.terraform
@pytest.mark.parametrize(("text", "lines"), [(LAID_OVER, []), (OF_NOTHING, [2, 5, 7, 9])], ids=["something", "nothing"])
def test_terraform_finds_the_same_in_overrides(
    terraform: Terraform, tmp_path: Path, text: str, lines: list[int]
) -> None:
    (tmp_path / "main.tf").write_text(LAID_UNDER)
    terraform.init(tmp_path)
    (tmp_path / "override.tf").write_text(text)
    found = terraform.validate(tmp_path)["diagnostics"]
    assert sorted(d["range"]["start"]["line"] for d in found) == lines


MODULE = 'variable "x" {\n  default = 1\n}\noutput "x" {\n  value = var.x\n}\n'


@pytest.mark.terraform
def test_terraform_agrees(terraform: Terraform, tmp_path: Path) -> None:
    """Terraform finds errors on the same lines; it stops at what it finds while loading, and while ordering."""
    judged = [case for case in ALL if case.judge != "alone"]
    folders = {case: tmp_path / f"case{number}" for number, case in enumerate(judged)}
    for folder in folders.values():
        (folder / "empty").mkdir(parents=True)
        (folder / "empty" / "main.tf").write_text(MODULE, "utf-8")
        (folder / "versions.tf").write_text(VERSIONS.text, "utf-8")
    # every case calls its modules, so that one init finds them all
    for case, folder in folders.items():
        modules = set(re.findall(r'^module "(\w+)"', case.text, re.M))
        (folder / "main.tf").write_text("".join(f'module "{name}" {{\n  source = "./empty"\n}}\n' for name in modules))
    _call(tmp_path, list(folders.values()))
    terraform.init(tmp_path)
    for case, folder in folders.items():
        (folder / "main.tf").write_text(case.text, "utf-8")
    differences = []
    for judge in ("load", "cycle", "terraform"):
        batch = {case: folder for case, folder in folders.items() if case.judge == judge}
        _call(tmp_path, list(batch.values()))
        errors = [d for d in terraform.validate(tmp_path)["diagnostics"] if d["severity"] == "error"]
        for case, folder in batch.items():
            theirs = set(_lines(errors, folder.name))
            ours = {d.place.line for d in found(case.text) if d.severity == Severity.ERROR}
            if theirs != ours and not (judge == "cycle" and theirs and ours):
                differences.append(f"{case.name}: Terraform {sorted(theirs)}, we {sorted(ours)}")
    assert not differences, "\n".join(differences)


def _call(root: Path, folders: list[Path]) -> None:
    calls = (f'module "{folder.name}" {{\n  source = "./{folder.name}"\n}}\n' for folder in folders)
    (root / "main.tf").write_text("".join(calls), "utf-8")


def _lines(errors: list[dict[str, Any]], module: str) -> Iterator[int]:
    """Lines of the module with errors; a cycle has none, but names what is on it."""
    for error in errors:
        span = error.get("range") or {}
        if span.get("filename", "") == f"{module}/main.tf":
            yield span["start"]["line"]
        elif f"module.{module}." in error["summary"]:
            yield 0


class Mutant(NamedTuple):
    """A golden with one thing damaged: a file of it, and its new text."""

    folder: Path
    file: str
    text: str
    what: str


REFERENCE = re.compile(r"(?<![\w.])(?:(?P<of>aws_\w+|var|local)\.)(?P<label>\w+)(?:\.(?P<attribute>\w+))?")
BLOCK = re.compile(r'^(?P<type>resource|variable) (?P<labels>"[^{]*") \{\n(?:.*?\n)?\}\n', re.M | re.S)


def mutants() -> Iterator[Mutant]:
    """Seeded: references renamed at their end and at their target, attributes misspelt, blocks dropped and doubled."""
    chance = random.Random(20261124)
    for folder in GOLDENS:
        # what is moved need not be there: Terraform destroys it then
        texts = {file.path: file.text for file in golden(folder) if file.path != "moved.tf"}
        whole = "".join(texts.values())
        references = [(path, found) for path, text in texts.items() for found in REFERENCE.finditer(text)]
        for path, found in chance.sample(references, min(6, len(references))):
            start, end = found.span("label")
            yield Mutant(folder, path, texts[path][:end] + "_x" + texts[path][end:], f"rename {found[0]}")
            if found["of"].startswith("aws_") and found["attribute"]:
                start, end = found.span("attribute")
                yield Mutant(folder, path, texts[path][:start] + "nothing" + texts[path][end:], f"misspell {found[0]}")
        blocks = [(path, found) for path, text in texts.items() for found in BLOCK.finditer(text)]
        for path, found in chance.sample(blocks, min(8, len(blocks))):
            address = ".".join(re.findall(r'"(\w+)"', found["labels"]))
            address = f"var.{address}" if found["type"] == "variable" else address
            start, end = found.span()
            yield Mutant(folder, path, texts[path][:end] + "\n" + found[0] + texts[path][end:], f"double {address}")
            # what nothing refers to may go: that the page asked for it is for the lift to say
            if re.search(rf"(?<![\w.]){address}\b", whole.replace(found[0], "")):
                yield Mutant(folder, path, texts[path][:start] + texts[path][end:], f"drop {address}")
                renamed = found[0].replace(found["labels"], found["labels"][:-1] + '_x"', 1)
                yield Mutant(folder, path, texts[path][:start] + renamed + texts[path][end:], f"rename {address}")


def test_no_mutant_survives() -> None:
    made = list(mutants())
    assert len(made) >= 200
    survivors = []
    for mutant in made:
        files = [read(mutant.file, mutant.text) if file.path == mutant.file else file for file in golden(mutant.folder)]
        if not any(diagnostic.severity == Severity.ERROR for diagnostic in structure(files)):
            survivors.append((mutant.folder.name, mutant.file, mutant.what))
    assert survivors == []


WORDS = re.compile(r'"\w+"|[\w.]+|[^\w\s]')


def test_no_text_is_too_odd() -> None:
    """Whatever can be read can be judged: words dropped, doubled and swapped at random."""
    chance, judged = random.Random(7), 0
    for folder in GOLDENS:
        for file in golden(folder):
            words = list(WORDS.finditer(file.text))
            for _ in range(12):
                one, other = chance.choice(words), chance.choice(words)
                start, end = one.span()
                text = file.text[:start] + chance.choice(["", one[0] * 2, other[0]]) + file.text[end:]
                try:
                    files = [read(file.path, text)]
                except Unreadable:
                    continue
                judged += 1
                assert all(diagnostic.place.line for diagnostic in structure(files))
    assert judged > 500


def test_linear() -> None:
    """Ten times the module takes ten times as many calls, or so: what is squared would take a hundred times."""
    small, large = (_calls(count) for count in (200, 2000))
    assert large < 15 * small


def _calls(count: int) -> int:
    """How many functions are called while the structure of so long a chain is judged."""
    chain = [
        f'resource "terraform_data" "r{n}" {{\n  input = terraform_data.r{n - 1}.id\n}}\n' for n in range(1, count)
    ]
    files = [read("main.tf", 'resource "terraform_data" "r0" {}\n' + "".join(chain))]
    events: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, argument: events.update((event,)))
    try:
        found = list(structure(files))
    finally:
        sys.setprofile(before)
    assert found == []
    return events["call"] + events["c_call"]
