"""The schema's check: silent on every golden, and on damaged Terraform as strict as Terraform itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from corpus import GOLDEN
from terraform import Terraform

from eventgen.checks.schema import schema
from eventgen.diagnostics import Diagnostic
from eventgen.reader import read

_, DAMAGED, SOUND = re.split("^## ", (GOLDEN.parent / "checks" / "schema.txt").read_text("utf-8"), flags=re.M)

# What the texts may refer to
VARIABLE = '\nvariable "x" {\n}\n'
HEAD = re.compile(r"^### (?P<name>[^(:\n]+?)(?P<early> \(early\))?(?:: (?P<otherwise>.+))?\n", re.M)
MARK = re.compile(r" # ((?:TFS[0-9]+ ?)+)$")


@dataclass(frozen=True)
class Case:
    """A text, and what is found in it: `CODE:line` each."""

    name: str
    text: str
    early: bool
    otherwise: str

    @property
    def finds(self) -> list[str]:
        marked = ((number, MARK.search(line)) for number, line in enumerate(self.text.splitlines(), 1))
        return sorted(f"{code}:{number}" for number, mark in marked if mark for code in mark[1].split())


def cases(texts: str) -> Iterator[Case]:
    heads = list(HEAD.finditer(texts))
    ends = [head.start() for head in heads[1:]] + [len(texts)]
    for head, end in zip(heads, ends, strict=True):
        yield Case(head["name"], texts[head.end() : end].rstrip() + "\n", bool(head["early"]), head["otherwise"] or "")


DAMAGE = {case.name: case for case in cases(DAMAGED)}
NEAR_MISSES = {case.name: case for case in cases(SOUND)}


def found(text: str) -> list[Diagnostic]:
    return list(schema(read("main.tf", text)))


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.tf")), ids=lambda path: path.relative_to(GOLDEN).as_posix())
def test_goldens_are_sound(path: Path) -> None:
    assert list(schema(read(path.name, path.read_text("utf-8")))) == []


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(name: str) -> None:
    case = DAMAGE[name]
    assert sorted(f"{finding.code}:{finding.place.line}" for finding in found(case.text)) == case.finds
    assert case.finds


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_misses_are_sound(name: str) -> None:
    assert [str(finding) for finding in found(NEAR_MISSES[name].text)] == []


def test_what_overrides_may_say_a_part() -> None:
    """Of a block of its own, not of the blocks within, which it replaces."""
    text = 'resource "aws_lambda_function" "f" {\n  timeout = "x"\n  vpc_config {\n  }\n}\n'
    codes = [finding.code for finding in schema(read("override.tf", text))]
    assert codes == ["TFS009", "TFS006", "TFS006"]
    assert {finding.code for finding in found(text)} == {"TFS006", "TFS009"}
    assert len(found(text)) > len(codes)


def test_every_code_is_found_and_explained() -> None:
    codes = {find.partition(":")[0] for case in DAMAGE.values() for find in case.finds}
    explained = re.findall("TFS[0-9]+", import_module("eventgen.checks.schema").__doc__ or "")
    assert sorted(codes) == sorted(explained)
    assert len(DAMAGE) == DAMAGED.count("###")


def root(folder: Path, judged: list[Case], terraform: Terraform) -> dict[str, list[tuple[str, int]]]:
    """What Terraform says of case text, in a module of its own: severity and line."""
    parts = [
        'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n',
        VARIABLE,
    ]
    for index, _ in enumerate(judged):
        parts.append(f'module "m{index}" {{\n  source = "./m{index}"\n  x = var.x\n}}\n')
        (folder / f"m{index}").mkdir()
        (folder / f"m{index}" / "main.tf").write_text(VARIABLE, "utf-8")
    (folder / "main.tf").write_text("".join(parts), "utf-8")
    terraform.init(folder)  # which refuses damage: it comes after
    for index, case in enumerate(judged):
        (folder / f"m{index}" / "main.tf").write_text(case.text + VARIABLE, "utf-8")
    said: dict[str, list[tuple[str, int]]] = {case.name: [] for case in judged}
    for finding in terraform.validate(folder)["diagnostics"]:
        file = re.fullmatch(r"m(\d+)/main\.tf", finding["range"]["filename"])
        assert file, finding
        said[judged[int(file[1])].name].append((finding["severity"], finding["range"]["start"]["line"]))
    return said


def ours(case: Case) -> set[tuple[str, int]]:
    return {(finding.severity.word, finding.place.line) for finding in found(case.text)}


@pytest.mark.terraform
@pytest.mark.parametrize("early", [True, False], ids=["early", "late"])
def test_terraform_finds_the_same(early: bool, terraform: Terraform, tmp_path: Path) -> None:
    """What it refuses before it asks the provider hides the rest: two runs."""
    judged = [case for case in DAMAGE.values() if case.early is early]
    said = root(tmp_path, judged, terraform)
    differ = [case.name for case in judged if ours(case) != set(said[case.name])]
    assert differ == [case.name for case in judged if case.otherwise]


@pytest.mark.terraform
def test_terraform_takes_the_near_misses(terraform: Terraform, tmp_path: Path) -> None:
    said = root(tmp_path, list(NEAR_MISSES.values()), terraform)
    assert {name: findings for name, findings in said.items() if findings} == {}


MESSAGES = {
    "argument misspelt": (
        "3:3: error TFS001 aws_sqs_queue.q: delay_second = 5: aws_sqs_queue takes no such argument",
        "write delay_seconds",
    ),
    "message of a nested argument": (
        "8:5: error TFS001 aws_lambda_function.f: environment.variable = {...}: environment takes no such argument",
        "write variables",
    ),
    "output with a note": (
        "3:3: error TFS001 output.o: note = null: output takes no such argument",
        "it takes description, sensitive, ephemeral, depends_on, value or precondition",
    ),
    "block misspelt": (
        "7:3: error TFS002 aws_lambda_function.f: environmen: aws_lambda_function takes no such block",
        "write environment",
    ),
    "type misspelt": (
        "1:1: error TFS003 aws_sqs_queu.q: aws_sqs_queu is no resource type that eventgen knows",
        "write aws_sqs_queue",
    ),
    "top-level block misspelt": ("1:1: error TFS004 resorce: Terraform has no such block", "write resource"),
    "variable without a name": ("1:1: error TFS005 variable has 0 labels: it takes 1 (name)", ""),
    "required argument": (
        "1:1: error TFS006 aws_sqs_queue_policy.p: policy is missing: it takes a string",
        "write policy = ...",
    ),
    "attributes of an object": (
        "2:14: error TFS006 aws_security_group.g: ingress[0] lacks cidr_blocks, description, ipv6_cidr_blocks, "
        "prefix_list_ids, protocol, security_groups and self",
        "",
    ),
    "required block": (
        "1:1: error TFS007 aws_s3_bucket_versioning.v: versioning_configuration: 0 of at least 1 blocks",
        "write versioning_configuration { ... }",
    ),
    "too many blocks": (
        "9:3: error TFS008 aws_lambda_function.f: environment: one too many: it takes at most 1",
        "leave it out",
    ),
    "list in a map on one line": ("3:20: error TFS009 aws_sqs_queue.q: tags.team = [...]: it takes a string", ""),
    "string for a set": (
        '5:17: error TFS009 aws_s3_bucket_notification.n: queue.events = "s3:ObjectCreated:*": '
        "it takes a set of strings",
        'write ["s3:ObjectCreated:*"]',
    ),
    "function that returns a number, for a bool": (
        "2:16: error TFS009 aws_sqs_queue.q: fifo_queue = length(...): it takes true or false",
        "",
    ),
    "long word": (f'2:16: error TFS009 aws_sqs_queue.q: fifo_queue = "{"é" * 37}...": it takes true or false', ""),
    "quoted type": ('2:10: error TFS009 variable.v: type: "string" is no type', "write string"),
    "reference for what is computed": (
        "2:3: error TFS010 aws_sqs_queue.q: url = aws_sqs_queue.r.url: the provider alone sets it",
        "leave it out",
    ),
    "deprecated argument": (
        "3:3: warning TFS011 aws_cloudwatch_event_rule.r: is_enabled = true is deprecated",
        "write state",
    ),
    "removed argument": (
        "2:3: error TFS012 aws_api_gateway_account.a: reset_on_delete = true: version 6 of the provider lacks it",
        "leave it out: version 6 always resets the setting",
    ),
    "map as a block": (
        "2:3: error TFS013 aws_sqs_queue.q: tags: it is no block: it takes a map of strings",
        "write tags = ...",
    ),
    "count and for_each": (
        "3:3: error TFS014 aws_sqs_queue.q: count and for_each exclude each other",
        "leave one of them out",
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_findings_say_what_where_and_what_instead(name: str) -> None:
    message, fix = MESSAGES[name]
    (finding,) = found(DAMAGE[name].text)
    assert (str(finding), finding.fix) == (f"main.tf:{message}", fix)
    assert finding.source == DAMAGE[name].text.splitlines()[finding.place.line - 1]


def test_what_a_terminal_would_obey_is_shown() -> None:
    (key,) = found('resource "aws_sqs_queue" "q" {\n  tags = { "\\u001b" = [] }\n}\n')
    assert key.message == r"aws_sqs_queue.q: tags.\x1b = []: it takes a string"
    name, type_ = found('resource "aws_\\u001b[31m" "\\u202e" {\n}\n')
    assert name.message == r'resource: "\u202e" is no name'
    assert type_.message == r"aws_\x1b[31m.\u202e: aws_\x1b[31m is no resource type that eventgen knows"


def test_many_equal_mistakes_are_all_found() -> None:
    findings = found("\n".join(f'resource "aws_sqs_queue" "q{n}" {{\n  delay_second = 5\n}}' for n in range(500)))
    assert {finding.fix for finding in findings} == {"write delay_seconds"}
    assert len(findings) == 500
