"""The faults that eventgen finds, and what `terraform validate` and an offline `terraform plan` find of them.

What Terraform finds of the fault of a rule stands at the head of its cases, tests/rules/CODE.yaml, as
`python tools/terraform_faults.py` wrote it. What it finds of a bound of one value was measured with the facts of AWS.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus import ROOT
from facts import facts, refusals, rules

RULES = ROOT / "tests" / "rules"
HEAD = re.compile(r"# terraform (?P<command>validate|plan) finds (?P<what>nothing|it(?:: .*)?)\n")
NOTHING, VALIDATE, PLAN = "nothing", "validate", "plan"


@dataclass(frozen=True)
class Verdict:
    """What finds a fault first, `validate`, `plan` or `nothing`, and its words."""

    by: str = NOTHING
    words: str = ""

    def head(self) -> str:
        """The comment that says so. What `validate` finds, `plan` finds too: it validates first."""
        it = f"it: {self.words}" if self.words else "it"
        validate, plan = {NOTHING: (NOTHING, NOTHING), VALIDATE: (it, "it"), PLAN: (NOTHING, it)}[self.by]
        return f"# terraform validate finds {validate}\n# terraform plan finds {plan}\n"

    def worse(self, other: "Verdict") -> "Verdict":
        """The one that finds more: a fault counts as found however it is written."""
        return min(self, other, key=lambda verdict: (VALIDATE, PLAN, NOTHING).index(verdict.by))


def headed(text: str) -> Verdict | None:
    """What the head of cases says; None where it says nothing."""
    validate, plan = HEAD.match(text), None
    plan = HEAD.match(text, validate.end()) if validate else None
    if not validate or not plan or (validate["command"], plan["command"]) != (VALIDATE, PLAN):
        return None
    by = VALIDATE if validate["what"] != NOTHING else PLAN if plan["what"] != NOTHING else NOTHING
    found = Verdict(by, (validate if by == VALIDATE else plan)["what"].removeprefix("it").removeprefix(": "))
    return found if by != NOTHING else Verdict()


def body(text: str) -> str:
    """The cases without that head."""
    return HEAD.sub("", text, 2)


def cases_of(code: str) -> Path:
    return RULES / f"{code}.yaml"


def measured() -> dict[str, str]:
    """Code of a rule -> what finds its fault first."""
    found = {code: headed(cases_of(code).read_text("utf-8")) for code in sorted(rules())}
    return {code: verdict.by for code, verdict in found.items() if verdict}


def bounds() -> dict[str, str]:
    """Code of a bound or a refusal of one value -> the same, where it was measured."""
    return {fact.id: fact.terraform for fact in facts() if fact.terraform and fact.id in {*refusals()} - {*rules()}}


def faults_table() -> str:
    """The three counts side by side."""
    rows = {
        "rules: two or more values, nodes or flows that do not fit": measured(),
        "bounds: one value that AWS refuses": bounds(),
    }
    rows["all"] = {code: by for row in rows.values() for code, by in row.items()}
    lines = ["| faults | eventgen | `terraform validate` | `terraform plan` |", "| --- | --- | --- | --- |"]
    return "\n".join([*lines, *(_row(name, row.values()) for name, row in rows.items())])


def _row(name: str, found: Iterable[str]) -> str:
    found = list(found)
    validate = found.count(VALIDATE)
    return f"| {name} | {len(found)} | {validate} | {validate + found.count(PLAN)} |"
