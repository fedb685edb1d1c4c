"""Every rule of AWS that is known is true in eventgen, or a reason stands beside it."""

import ast

from corpus import ROOT
from facts import answers, facts, listed, refusals, severity, table

from eventgen.diagnostics import Severity

DOCUMENT = ROOT / "docs" / "aws-rules.md"
HEAD = """# The rules of AWS, and what makes each true

Made from the code by `pytest --update-goldens`; a test holds it. *rule*: `eventgen explain` shows it. *model*: a bound
or a refusal of an option. *construction*: a page cannot say the fault, and the test shows that the Terraform is right.
*not judgeable*: a page does not tell.

"""


def test_every_fact_has_an_answer() -> None:
    lacking = [f"{fact.id}: {fact.rule}" for fact in facts() if not list(answers(fact.id))]
    assert lacking == []


def test_no_fact_has_two_kinds_of_answers() -> None:
    both = {fact.id: [a.how for a in answers(fact.id)] for fact in facts() if len(list(answers(fact.id))) > 1}
    assert both == {}


def test_lists_name_facts_only() -> None:
    known = {fact.id for fact in facts()}
    assert {n for folder in ("construction", "not_judgeable") for n in listed(folder)} - known == set()


def test_what_is_unverified_is_at_most_worth_knowing() -> None:
    unverified = {fact.id for fact in facts() if not fact.verified}
    assert {number for number in unverified if severity(number) not in (None, Severity.INFO)} == set()
    assert {number for number in unverified if number in refusals() and severity(number) is None} == set()


def test_the_tests_of_constructions_are_there() -> None:
    for number, named in listed("construction").items():
        path, _, name = named.partition("::")
        module = ast.parse((ROOT / path).read_text("utf-8"))
        tests = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == name]
        assert len(tests) == 1, f"{number}: {named} is no test"


def test_the_table_is_made_from_the_code(update_goldens: bool) -> None:
    if update_goldens:
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(HEAD + table() + "\n", "utf-8")
    assert DOCUMENT.read_text("utf-8") == HEAD + table() + "\n"
