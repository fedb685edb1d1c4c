"""The rules of AWS (tests/facts/rules.yaml), and what makes each true in eventgen.

rule          a rule of eventgen has the number
model         a bound or a refusal in the model has it
construction  a page cannot say the fault; a named test shows that the Terraform is right (facts/construction)
not judgeable a page does not tell (facts/not_judgeable), and why
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import yaml
from corpus import ROOT

from eventgen import kinds
from eventgen.diagnostics import Severity
from eventgen.kinds import Rule

FOLDER = ROOT / "tests" / "facts"
NUMBER = re.compile(r"[A-Z][A-Z0-9]{1,3}[0-9]{3}\Z")


@dataclass(frozen=True)
class Fact:
    """A rule of AWS. `terraform` says what found the fault when it was tried: validate, plan or nothing."""

    id: str
    severity: str
    rule: str
    verified: bool
    terraform: str = ""

    @property
    def subject(self) -> str:
        return self.id[:-3]


@dataclass(frozen=True)
class Answer:
    """What makes a fact true: how, and where or why."""

    how: str
    what: str


@cache
def facts() -> tuple[Fact, ...]:
    return tuple(Fact(**row) for row in yaml.safe_load((FOLDER / "rules.yaml").read_text("utf-8")))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule of eventgen by its code."""
    modules = [(package, name) for package in ("resources", "integrations", "rules") for name in kinds.names(package)]
    return {rule.code: rule for package, name in modules for rule in kinds.rules_of(package, name)}


@cache
def refusals() -> Mapping[str, str]:
    """Number -> the first module of eventgen, rules aside, in which it stands."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "eventgen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NUMBER.match(node.value):
                found.setdefault(node.value, path.relative_to(ROOT).as_posix())
    return found


def listed(folder: str) -> dict[str, str]:
    """The rows of the files of a folder, a file a subject."""
    rows: dict[str, str] = {}
    for path in sorted((FOLDER / folder).glob("*.yaml")):
        for number, words in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            assert number.startswith(path.stem), f"{number} stands in {path.name}"
            rows[number] = words
    return rows


def answers(number: str) -> Iterator[Answer]:
    """All that makes a fact true, the strongest first."""
    if number in rules():
        yield Answer("rule", number)
    elif number in refusals():
        yield Answer("model", refusals()[number])
    if number in (built := listed("construction")):
        yield Answer("construction", built[number])
    if number in (open_ := listed("not_judgeable")):
        yield Answer("not judgeable", open_[number])


def table() -> str:
    """The table of docs/aws-rules.md."""
    rows = ["| rule | what AWS says | | what makes it true |", "| --- | --- | --- | --- |"]
    for fact in facts():
        answer = next(answers(fact.id), Answer("", ""))
        what = answer.what if answer.how == "not judgeable" else f"`{answer.what}`"
        says = fact.rule.replace("|", "\\|").replace("<", "&lt;")
        unverified = "" if fact.verified else " (unverified)"
        rows.append(f"| {fact.id} | {says}{unverified} | {answer.how} | {what} |")
    return "\n".join(rows)


def severity(number: str) -> Severity | None:
    """Of a rule of eventgen."""
    rule = rules().get(number)
    return rule.severity if rule else None
