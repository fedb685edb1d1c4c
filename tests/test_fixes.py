"""`--fix`: what is certain is mended, what is not is left, and all else stays byte for byte."""

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hostile import examples
from hypothesis import given
from hypothesis import strategies as st
from test_cli import run
from test_rules import every_case as every_rule_case

from eventgen.diagnostics import Diagnostic, Severity, Stop
from eventgen.explain import explanations
from eventgen.fixes import Mended, mend
from eventgen.layout import comments, layout
from eventgen.mending import difference, save
from eventgen.pipeline import read

CASES = Path(__file__).parent / "fixes"
NAME = "p.eventgen.yaml"
HEADER = "eventgen: 1\nname: t\n"
WRONG = HEADER + "queues:\n  a: {deduplication: id}  # once\n"
GOOD = HEADER + "queues:\n  a: {}  # once\n"


def every_case() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


def mended(folder: Path, page: str | bytes) -> Mended:
    file = folder / NAME
    file.write_bytes(page.encode() if isinstance(page, str) else page)
    return mend(str(file))


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in found]


@pytest.mark.parametrize(("code", "case"), list(every_case()))
def test_case(tmp_path: Path, code: str, case: dict[str, Any]) -> None:
    made = mended(tmp_path, case["before"])
    assert made.after.decode() == (case["after"] or case["before"])
    assert (code in codes(made.fixed)) == bool(case["after"])
    assert code in codes(made.found) or case["after"]
    left = [finding for finding in made.left if finding.severity > Severity.INFO]
    assert not case["after"] or not left, "after it nothing is found"


def test_cases_show_every_code_that_says_that_it_is_mended() -> None:
    mended_codes = [code for code, found in explanations().items() if found.mended]
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == mended_codes


@pytest.mark.parametrize(("code", "case"), list(every_rule_case()))
def test_a_rule_with_an_edit_says_that_it_is_mended(code: str, case: dict[str, Any]) -> None:
    found = [finding for finding in read("page", case["spec"].encode()).found if finding.edit]
    assert [finding.code for finding in found if not explanations()[finding.code].mended] == []


def test_a_page_with_other_line_breaks(tmp_path: Path) -> None:
    """A byte order mark, CRLF, and a last line without an end stay."""
    page = (
        "\ufeffname: t\r\nqueues:\r\n  a:\r\n    # by id\r\n    deduplication: id\r\n    delay: 5s\r\n  b: {fifo: yes}"
    )
    made = mended(tmp_path, page)
    after = "\ufeffeventgen: 1\r\nname: t\r\nqueues:\r\n  a:\r\n    # by id\r\n    delay: 5s\r\n  b: {fifo: true}"
    assert made.after.decode() == after


def test_the_last_line_goes_with_its_end(tmp_path: Path) -> None:
    page = HEADER + "queues:\n  a:\n    delay: 5s\n    deduplication: id"
    assert mended(tmp_path, page).after.decode() == HEADER + "queues:\n  a:\n    delay: 5s\n"


def test_letters_of_all_widths_before_the_edit(tmp_path: Path) -> None:
    page = HEADER + "queues:\n  a: {description: 'é 😀 👩‍👩‍👧', deduplication: id, delay: 5s}  # 😀\n"
    assert mended(tmp_path, page).after.decode() == page.replace("deduplication: id, ", "")


def test_rules_speak_of_what_could_not_be_judged_before(tmp_path: Path) -> None:
    """A finding that a mend brings to light is no reason to leave it out: a rule could not be asked."""
    page = (
        HEADER + "topics: {t: {fifo: true}}\nfunctions:\n  f: {runtme: python3.13, handler: a.b, code: {zip: a.zip}}\n"
    )
    page += "flows: [t -> f]\n"
    made = mended(tmp_path, page)
    assert (codes(made.fixed), codes(made.left)) == (["PAGE001"], ["SNS006"])


def test_nothing_is_mended_that_is_ignored(tmp_path: Path) -> None:
    page = (
        HEADER + "queues: {a: {fifo: true}}\nfunctions:\n  f: {runtime: python3.13, handler: a.b, code: {zip: a.zip}}\n"
    )
    page += "flows:\n  - {from: a, to: f, batch: {size: 11}}"
    assert codes(mended(tmp_path, page).fixed) == ["ESM006"]
    page += " # eventgen: ignore[ESM006] the quota was raised\n"
    assert mended(tmp_path, page).after.decode() == page


def test_nothing_is_mended_that_was_not_asked_for(tmp_path: Path) -> None:
    file = tmp_path / NAME
    page = HEADER + "queues:\n  a: {deduplication: id}\n  b: {retension: 1d}\n"
    file.write_text(page)
    made = mend(str(file), lambda finding: finding.code == "SQS004")
    assert made.after.decode() == page.replace("{deduplication: id}", "{}")


def test_a_page_that_cannot_be_read(tmp_path: Path) -> None:
    for page in ("a: [", "a: *b", "\0"):
        with pytest.raises(Stop):
            mended(tmp_path, page)
    with pytest.raises(Stop):
        mend(str(tmp_path))


# The command ------------------------------------------------------------------------------------------------


def test_fix(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(WRONG)
    code, out, said = run(tmp_path, "validate", "--fix")
    assert (code, out) == (0, "")
    message = "a: deduplication id on a standard queue: only FIFO queues take it"
    assert said == f"{NAME}:4:22: fixed SQS004 {message} (taken away)\n"
    assert (tmp_path / NAME).read_text() == GOOD
    assert run(tmp_path, "validate", "--fix") == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_is_left_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(WRONG + "  b: {retension: 99d}\n")
    code, out, said = run(tmp_path, "validate", "--fix", "--format", "json")
    assert code == 1
    assert said.count("\n") == 1
    assert '"code": "PAGE001"' in out
    assert '"fixable": false' in out
    assert run(tmp_path, "validate", "--fix")[2].endswith("\n1 error in 1 page\n")


def test_diff(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(WRONG)
    for options in (["--diff"], ["--fix", "--diff"]):
        code, out, said = run(tmp_path, "validate", *options)
        assert code == 1
        assert out.splitlines()[:2] == [f"--- a/{NAME}", f"+++ b/{NAME}"]
        assert [line for line in out.splitlines()[2:] if line[0] in "+-"] == [
            "-  a: {deduplication: id}  # once",
            "+  a: {}  # once",
        ]
        assert "error SQS004" in said
        assert (tmp_path / NAME).read_text() == WRONG
    assert run(tmp_path, "validate", "--diff", "--format", "json")[0] == 2


def test_select_and_ignore(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(
        WRONG + "  b: {retension: 1d, max_message_size: 1MiB}\n  c: {max_message_size: 1MiB}\n"
    )
    heads = {"PAGE001", "SQS004", "TFP101"}

    def found(*options: str) -> set[str]:
        said = run(tmp_path, "validate", *options)[2]
        return {code for code in heads if f" {code} " in said}

    assert found() == heads
    assert found("--select", "SQS") == {"SQS004"}
    assert found("--select", "sqs,PAGE001") == {"SQS004", "PAGE001"}
    assert found("--ignore", "SQS004", "--ignore", "TF") == {"PAGE001"}
    assert found("--select", "SQS", "--ignore", "SQS004") == set()
    assert run(tmp_path, "validate", "--select", "TFP") == (0, "", run(tmp_path, "validate", "--select", "TFP101")[2])
    assert run(tmp_path, "validate", "--select", "TFP", "--strict")[0] == 1
    for option in ("--select", "--ignore"):
        code, out, said = run(tmp_path, "validate", option, "SQX001")
        assert (code, out) == (2, "")
        assert "did you mean SQS001?" in " ".join(said.split())
    (tmp_path / NAME).write_text("a: [")
    assert run(tmp_path, "validate", "--select", "SQS", "--ignore", "YAML")[0] == 1


def test_the_patch_is_one(tmp_path: Path) -> None:
    """Applied, the diff gives the mended page."""
    page = WRONG.replace("\n", "\r\n") + "  b: {fifo: yes}"
    made = mended(tmp_path, page)
    lines = difference(NAME, made).splitlines(keepends=True)
    assert lines[-1] == "\\ No newline at end of file\n"
    assert "".join(line[1:] for line in lines[3:] if line[0] == "+") == "  a: {}  # once\r\n  b: {fifo: true}\n"


def test_the_mode_and_the_link_of_a_page_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text(WRONG)
    real.chmod(0o640)
    link = tmp_path / NAME
    link.symlink_to(real)
    save(str(link), mend(str(link)))
    assert (link.is_symlink(), real.read_text()) == (True, GOOD)
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_page_that_somebody_changed_meanwhile_is_left(tmp_path: Path) -> None:
    made = mended(tmp_path, WRONG)
    (tmp_path / NAME).write_text(WRONG + "# new\n")
    with pytest.raises(Stop, match="FILE005 cannot be mended: somebody changed it meanwhile"):
        save(str(tmp_path / NAME), made)
    assert (tmp_path / NAME).read_text() == WRONG + "# new\n"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(WRONG)
    tmp_path.chmod(0o500)
    code, out, said = run(tmp_path, "validate", "--fix")
    tmp_path.chmod(0o700)
    assert (code, out) == (2, "")
    assert "FILE005" in said


# Any page ---------------------------------------------------------------------------------------------------

OPTIONS = (
    *("retention: 1d", "retension: 2d", "delay: 5s", "deduplication: id", "deduplication: 'content'", "fifo: yes"),
    *("fifo: true", 'fifo: "false"', "visibility_timeout: 5s", 'dead_letter: {after: "3"}', "encryption: manged"),
    *("description: 12", "description: 'a # b, {c}'", "retention: 99d", "bogus: 1", "dead_leter: {aftr: 3}", "tags: 1"),
)
FLOWS = (
    *("- a -> work", "- {from: a, to: work}", "- {form: a, to: work}", "- {from: a, to: work, batch: {window: 5s}}"),
    *("- from: a\n    to: work\n    batch:\n      window: 5s", "- {from: a, too: work}", "- {from: b, to: a}"),
    *('- {from: uploads, to: a, suffix: "*.jpg"}', "- from: uploads\n    to: b\n    events: [ObjectCreate]"),
)
COMMENTS = ("", "", "  # why", " #", "   # a: {b}", "  # eventgen: ignore[SQS004] no reason")
MORE = ("", "", "# eventgen: 1\n", "tags: {cost: 1}\n", "\n# a gap\n\n")


@st.composite
def nodes(draw: st.DrawFn, name: str) -> str:
    options = draw(st.lists(st.sampled_from(OPTIONS), max_size=4, unique_by=lambda option: option.split(":")[0]))
    comment = st.sampled_from(COMMENTS)
    if not options or draw(st.booleans()):
        gap = draw(st.sampled_from(["", " "]))
        return f"  {name}: {{{gap}{', '.join(options)}{gap}}}{draw(comment)}\n"
    lines = "".join(f"    {option}{draw(comment)}\n" for option in options)
    return f"  {name}:{draw(comment)}\n{lines}"


@st.composite
def pages(draw: st.DrawFn) -> str:
    flows = draw(st.lists(st.sampled_from(FLOWS), max_size=2, unique=True))
    page = draw(st.sampled_from(["", "eventgen: 1\n"])) + "name: t\n" + draw(st.sampled_from(MORE))
    page += "buckets: {uploads: {}}\nqueues:\n" + draw(nodes("a")) + draw(nodes("b"))
    page += "functions:\n  work: {runtime: python3.13, handler: a.b, code: {zip: a.zip}}\n"
    page += "flows:\n" + "".join(f"  {flow}{draw(st.sampled_from(COMMENTS))}\n" for flow in flows) if flows else ""
    return page.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def what(found: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    return Counter(map(said, found))


def said(finding: Diagnostic) -> tuple[str, str]:
    """What a finding says, wherever its lines have gone."""
    return finding.code, re.sub(r"line \d+", "line", finding.message)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@given(page=pages())
@examples(300)
def test_any_page(folder: Path, page: str) -> None:
    made = mended(folder, page)
    after = made.after.decode()
    assert what(read("p", made.after).found) == what(made.left), "it loads, and this is left"
    gone = what(made.fixed)
    assert not gone & what(made.left)
    came = [finding for finding in made.left if said(finding) not in what(made.found)]
    understood = all(finding.severity < Severity.ERROR or finding.about for finding in made.found)
    assert [finding for finding in came if understood or not finding.about] == [], "nothing new but what rules say"
    assert mended(folder, after).fixed == (), "once is enough"
    assert untouched(page, after, made.fixed)
    kept = Counter(after[start:end] for start, end in comments(after))
    assert kept <= Counter(page[start:end] for start, end in comments(page))


def untouched(before: str, after: str, fixed: tuple[Diagnostic, ...]) -> bool:
    """Whether all lines but those of the findings, and the heads of what is empty now, stand there as they did."""
    mine = {finding.source for finding in fixed}
    lines = iter(after.splitlines(keepends=True))
    kept = (line for line in before.splitlines(keepends=True) if line.rstrip("\r\n") not in mine)
    return all(line in lines for line in kept if not line.split("#")[0].rstrip().endswith(":"))


@given(page=pages())
@examples(100)
def test_a_layout_knows_where_everything_is(page: str) -> None:
    """Every scalar and every list in brackets is the piece of text that gives its value."""
    data, root = yaml.safe_load(page), layout(page)
    pieces: list[tuple[Any, Any]] = [(data, root)]
    seen = 0
    while pieces:
        value, piece = pieces.pop()
        inner = piece.inner
        if isinstance(inner, dict):
            pieces += [(value[yaml.safe_load(key)], entry.value) for key, entry in inner.items()]
        elif isinstance(inner, list):
            pieces += list(zip(value, inner, strict=True))
        if inner is None or piece.flow:
            seen += 1
            assert yaml.safe_load(page[piece.start : piece.end]) == value
    assert seen


TEXTS = {
    "double quotes": '"# no"',
    "single quotes": "'it''s # no'",
    "a block": "|\n    # no\n     # no\n",
    "a folded block with a comment": ">-  # yes\n\n    # no\n\n",
    "a word": "x#no",
    "words over lines": "x\n    y#no",
}


@pytest.mark.parametrize("written", [pytest.param(text, id=name) for name, text in TEXTS.items()])
def test_what_is_no_comment(written: str) -> None:
    text = f"# yes\na:\n  b: {written}\n  c: {{d: 1, # yes\n    e: x}} # yes\n# yes\n"
    found = [text[start:end] for start, end in comments(text)]
    assert set(found) == {"# yes"}
    assert len(found) == text.count("yes")
