"""What Checkov is told not to look for: each with its reason, where it holds, and nothing else changes."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus import PAGES, ROOT, example, module

from eventgen.annotate import Skip, annotated, skips
from eventgen.diagnostics import Severity
from eventgen.rendering import Options, rendering
from eventgen.report import AT_FAULT, FINE

DOCUMENT = ROOT / "docs" / "checkov.md"
VARIABLE = "EVENTGEN_CHECKOV"  # names the program, where it is not on PATH
COMMENT = re.compile(r"^  #checkov:skip=(\w+): (.+)\n", re.MULTILINE)
HEAD = """# What Checkov asks for, and a pipeline does not need

Made from the code by `pytest --update-goldens`; a test holds it. `eventgen render --annotate checkov` writes each of
these into the resource that it is about, as `#checkov:skip=CHECK: reason`, where what stands in the last column is true
of it: a function in a network has no comment that says that it is in none. Without the flag there are none. In the
eight patterns with `encryption: kms` no other check of Checkov 3.3 fails.

"""
PATTERNS = sorted(folder for folder in (ROOT / "examples" / "patterns").iterdir() if folder.is_dir())


def table() -> str:
    rows = ["| check | resource | asks for | not needed, because |", "| --- | --- | --- | --- |"]
    for each in sorted(skips(), key=lambda skip: (skip.type, skip.check)):
        rows.append(f"| {each.check} | `{each.type}` | {each.asks} | {each.reason} |")
    return "\n".join(rows) + "\n"


def said(files: dict[str, bytes]) -> set[str]:
    return {check for content in files.values() for check, _ in COMMENT.findall(content.decode("utf-8", "replace"))}


def test_the_table_is_made_from_the_code(update_goldens: bool) -> None:
    if update_goldens:
        DOCUMENT.write_text(HEAD + table(), "utf-8")
    assert DOCUMENT.read_text("utf-8") == HEAD + table()


def test_each_check_is_said_of_one_type_once_and_of_some_example() -> None:
    assert len({(skip.check, skip.type) for skip in skips()}) == len(skips())
    everywhere = {check for name in PAGES for check in said(annotated(module(example(name))))}
    assert everywhere == {skip.check for skip in skips()}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_but_comments_is_added(name: str) -> None:
    plain = module(example(name))
    noted = annotated(plain)
    assert {
        path: COMMENT.sub("", text.decode()).encode() if path.endswith(".tf") else text for path, text in noted.items()
    } == plain


@pytest.mark.parametrize(
    ("check", "without", "within"),
    [
        ("CKV_AWS_115", "  timeout = 3\n", "  reserved_concurrent_executions = 2\n"),
        ("CKV_AWS_117", "", "  vpc_config {\n  }\n"),
        ("CKV_AWS_173", "  environment {\n  }\n", ""),
    ],
)
def test_a_comment_stands_where_it_is_true(check: str, without: str, within: str) -> None:
    for body, there in ((without, True), (within, False)):
        files = {"functions.tf": f'resource "aws_lambda_function" "a" {{\n{body}}}\n'.encode()}
        assert (check in said(annotated(files))) == there


def test_retention_of_a_year_needs_no_reason() -> None:
    def found(days: int) -> bool:
        text = f'resource "aws_cloudwatch_log_group" "a" {{\n  retention_in_days = {days}\n}}\n'
        return bool(said(annotated({"functions.tf": text.encode()})))

    assert [found(days) for days in (1, 30, 180, 364, 365, 400, 3653)] == [True] * 4 + [False] * 3


def test_what_stands_beside_a_resource_is_looked_at() -> None:
    skip = Skip("A", "aws_s3_bucket", "", "", beside="aws_s3_bucket_notification", unless=".")
    notified = {("aws_s3_bucket_notification", "a"): "  eventbridge = true\n"}
    assert [skip.holds(label, notified) for label in ("a", "b")] == [False, True]


def test_who_renders_without_the_flag_hears_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages, out = [str(PAGES["sqs-lambda"])], tmp_path / "out"
    plain, noted = Options(Severity.WARNING, out), Options(Severity.WARNING, out, annotate="checkov")
    assert [rendering(pages, each) for each in (plain, noted, plain, plain)] == [FINE] * 4
    told = [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()]
    assert told[1:] == ["2 files written", "2 files written", "nothing has changed"]
    assert rendering(pages, Options(Severity.WARNING, out, check=True, annotate="checkov")) == AT_FAULT
    assert "+  #checkov:skip=CKV_AWS_116: " in capsys.readouterr().out


@pytest.fixture
def checkov() -> str:
    named = os.environ.get(VARIABLE) or shutil.which("checkov")
    if not named:
        pytest.skip(f"no checkov on PATH, and {VARIABLE} names none")
    return named


def failed(checkov: str, folder: Path) -> Iterator[str]:
    command = [checkov, "-d", str(folder), "--framework", "terraform", "--compact", "--quiet", "-o", "json"]
    done = subprocess.run([*command, "--skip-download"], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert told["summary"]["parsing_errors"] == 0
    assert told["summary"]["passed"] > len(PATTERNS)
    yield from (
        f"{each['check_id']} {each['file_path']} {each['resource']}" for each in told["results"]["failed_checks"]
    )


def test_checkov_finds_nothing_else(checkov: str, tmp_path: Path) -> None:
    """Of the eight patterns with a key of their own; and it does without the comments."""
    for pattern in PATTERNS:
        shutil.copytree(pattern, tmp_path / "pages" / pattern.name)
        (page,) = (tmp_path / "pages" / pattern.name).glob("*.eventgen.yaml")
        page.write_text(
            re.sub(r"(?m)^(name: .*)$", r"\1\ndefaults: {encryption: kms}", page.read_text("utf-8"), count=1)
        )
    options = Options(Severity.ERROR, tmp_path / "out", quiet=True, annotate="checkov")
    assert rendering([str(tmp_path / "pages")], options) == FINE
    assert list(failed(checkov, tmp_path / "out")) == []
    for path in (tmp_path / "out").rglob("*.tf"):
        path.write_text(COMMENT.sub("", path.read_text("utf-8")), "utf-8")
    assert {line.split()[0] for line in failed(checkov, tmp_path / "out")} <= {skip.check for skip in skips()}
