"""Every code that the source emits is explained, nothing else is, and the commands show it."""

import ast
import json
import re
from pathlib import Path

import pytest
from test_cli import run
from test_rules import RULES, SENTENCE

from eventgen import kinds
from eventgen.catalogue import flows, impossible, rules
from eventgen.diagnostics import brief
from eventgen.explain import explanations, page, unknown
from eventgen.explanations import FOLDER, NUMBER, Explanation, written

ROOT = Path(__file__).parent.parent
CODE = re.compile(r"[A-Z][A-Z0-9]{1,4}[0-9]{3}")
NO_CODES = ("AES256",)  # words of AWS that look like codes
ALL = list(explanations().values())
WRITTEN = [found for file in sorted(FOLDER.glob("*.md")) for found in written(file.stem).values()]


def emitted() -> dict[str, list[str]]:
    """The strings in the source that are codes, with the files that they stand in."""
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "eventgen").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            word = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if CODE.fullmatch(word) and word not in NO_CODES:
                found.setdefault(word, []).append(file.name)
    return found


def test_what_is_emitted_is_explained_and_what_is_explained_is_emitted() -> None:
    assert sorted(emitted()) == sorted(explanations())


def test_codes_of_rules_are_explained_by_their_rules_alone() -> None:
    assert sorted({found.code for found in WRITTEN} & {rule.code for rule in RULES}) == []


def test_codes_stand_in_the_file_of_their_subject_in_order() -> None:
    for file in FOLDER.glob("*.md"):
        codes = list(written(file.stem))
        assert codes == sorted(codes)
        assert {code[:-NUMBER] for code in codes} == {file.stem}
        assert len(codes) == file.read_text("utf-8").count("\n## Why\n"), f"a heading of {file.name} is none"


@pytest.mark.parametrize("found", WRITTEN, ids=lambda found: str(found.code))
def test_written_explanation(found: Explanation) -> None:
    """What holds for the docstrings of rules holds for what is written elsewhere."""
    assert all(SENTENCE.fullmatch(text) for text in (found.says, found.why, found.fix))
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", found.name)
    readme = (ROOT / "README.md").read_text("utf-8")
    headings = {re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in readme.splitlines()}
    for source in found.sources:
        assert source.startswith("https://") or source.removeprefix("README.md#") in headings, source


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One. Two.", "One."),
        ("Broken\ninto lines: all of it.", "Broken into lines: all of it."),
        (f"First: {'x' * 60}; then: {'y' * 60}.", f"First: {'x' * 60}; then."),
        (f"First: `{'x' * 60}: {'y' * 60}`.", "First."),
        (f"First, {'x' * 60}, then {'y' * 60}.", f"First, {'x' * 60}."),
        (f"No end {'x' * 130}.", f"No end {'x' * 130}."),
        ("", ""),
    ],
)
def test_brief(text: str, said: str) -> None:
    assert brief(text) == said


def test_every_finding_has_a_reason() -> None:
    reasons = [*(rule.why for rule in RULES), *(brief(found.why) for found in WRITTEN)]
    assert [why for why in reasons if not SENTENCE.fullmatch(why)] == []


def test_names_are_unique() -> None:
    names = [found.name for found in ALL]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("found", ALL, ids=lambda found: str(found.code))
def test_page_has_all_parts(found: Explanation) -> None:
    shown = page(found.code)
    words = " ".join(shown.split())
    assert shown.splitlines()[0] == f"{found.code} {found.name}: {found.severity.word}"
    assert all(part in words for part in (found.says, found.why, found.fix, *found.sources))
    assert (f"# eventgen: ignore[{found.code}] reason" in shown) == found.ignorable


def test_explain(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "explain", "esm001")
    assert (code, out, said) == (0, page("ESM001") + "\n", "")


@pytest.mark.parametrize(
    ("word", "says"),
    [("SQS099", "SQS has SQS001, SQS002"), ("SQX001", "did you mean SQS001?"), ("?", "eventgen rules")],
)
def test_explain_an_unknown_code(tmp_path: Path, word: str, says: str) -> None:
    assert says in unknown(word)
    code, out, said = run(tmp_path, "explain", word)
    assert (code, out) == (2, "")
    assert says in " ".join(said.split())


def test_rules(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "rules")
    lines = out.splitlines()
    assert (code, said) == (0, "")
    assert [line.split(" | ")[0].strip("| ") for line in lines[2:]] == sorted(explanations())
    assert {line.count("|") for line in lines} == {6}
    made = json.loads(run(tmp_path, "rules", "--format", "json")[1])
    assert made == {"rules": rules()}


def test_integrations(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "integrations")
    assert (code, said) == (0, "")
    assert out.count("\n| ") == len(kinds.names("integrations")) + len(impossible()) + 4
    made = json.loads(run(tmp_path, "integrations", "--format", "json")[1])
    assert made == {"flows": flows(), "impossible": impossible()}
    assert "queue to function" in [f"{flow['from']} to {flow['to']}" for flow in made["flows"]]


def test_nothing_is_possible_and_impossible() -> None:
    possible = {(flow["from"], flow["to"]) for flow in flows()}
    assert [pair for pair in impossible() if (pair["from"], pair["to"]) in possible] == []
    assert [pair for pair in impossible() if "{" in pair["why"] + pair["instead"] or not pair["why"]] == []


@pytest.mark.parametrize("command", ["rules", "integrations"])
def test_unknown_form(tmp_path: Path, command: str) -> None:
    code, out, said = run(tmp_path, command, "--format", "html")
    assert (code, out) == (2, "")
    assert "html is no format: write md or json" in said
