"""Who else says whether a text is HCL: what each says, and what becomes of one who is not there."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hcl2.parser
import pytest

from eventgen import cache, judges
from eventgen.judges import Judge, Verdict

SOUND, BROKEN = "locals {\n  a = 1\n}\n", "locals {\n  a =\n}\n"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Judges are looked for once in a run."""
    parts = (judges.judges, judges._python_hcl2, judges._pygohcl)
    for part in parts:
        part.cache_clear()
    yield
    for part in parts:
        part.cache_clear()


def judge(name: str, thorough: bool = False) -> Judge:
    for found in judges.judges(thorough):
        if found.name == name:
            return found
    pytest.skip(f"{name} is not installed")


@pytest.mark.parametrize("name", ["python-hcl2", "pygohcl", "terraform fmt"])
def test_verdicts(name: str) -> None:
    one = judge(name, thorough=True)
    for text in (SOUND, SOUND.replace(" = ", "="), "\ufeff" + SOUND, ""):
        assert one.verdict(text) == Verdict()
    verdict = one.verdict(BROKEN)
    assert verdict
    assert (verdict.wrong != "", verdict.line) == (True, 2)
    assert "\n" not in verdict.wrong


def test_strict_judges_refuse_what_python_hcl2_takes() -> None:
    text = "a = 1 b = 2\n"
    taken = {one.name for one in judges.judges(True) if one.verdict(text) == Verdict()}
    assert taken == {"python-hcl2"}
    assert not judge("python-hcl2").strict


def test_only_who_asks_for_all_gets_terraform() -> None:
    assert {one.name for one in judges.judges(False)} <= {"python-hcl2", "pygohcl"}


@pytest.mark.parametrize("text", ["# \0 {\n", "a = 1e9999\n", "a = <<E\n$\r\r\nE\n"])
def test_pygohcl_is_not_asked_what_it_cannot_tell(text: str) -> None:
    assert judge("pygohcl").verdict(text) is None


def test_values_too_much_for_pygohcl_are_hcl_all_the_same() -> None:
    assert judge("pygohcl").verdict('a = aws_sqs_queue.q[*].arn\nb = { (var.x) = 1 }\nc = f("x")\n') == Verdict()


def test_who_is_not_installed_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygohcl", None)
    monkeypatch.setenv("PATH", "")
    assert [one.name for one in judges.judges(True)] == ["python-hcl2"]


def test_python_hcl2_that_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hcl2", None)
    (finding,) = judges.impostor(False)
    assert str(finding).startswith("hcl2: warning HCL003 python-hcl2 cannot be imported: ")
    assert "python-hcl2" not in [one.name for one in judges.judges(False)]


def test_the_grammar_is_kept_in_the_user_s_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the library it often may not be written."""
    usual = hcl2.parser.PARSER_FILE
    monkeypatch.setattr(cache, "folder", lambda name: tmp_path)
    monkeypatch.setattr(hcl2.parser, "PARSER_FILE", usual)
    hcl2.parser.parser.cache_clear()
    assert judge("python-hcl2").verdict(SOUND) == Verdict()
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    hcl2.parser.parser.cache_clear()
    assert judge("python-hcl2").verdict(BROKEN) != Verdict()
    assert kept.stat().st_mtime_ns == written
    hcl2.parser.parser.cache_clear()


@pytest.fixture
def terraform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Terraform that says what its file `says`, and ends with the code in it."""
    program = tmp_path / "terraform"
    program.write_text(f'#!/bin/sh\ncat > {tmp_path}/heard\nprintf "%s\\n" "$*" "$TF_CLI_ARGS" > {tmp_path}/asked\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TF_CLI_ARGS", "-diff")
    return program


ERROR = "Error: Invalid expression\n\n  on <stdin> line 7:\n   7: a =\n"
SAID = [
    (0, "", Verdict()),
    (3, "", Verdict()),  # not formatted
    (2, ERROR, Verdict("Invalid expression", 7)),
    (2, "killed", None),
    (1, "Usage: terraform", None),
    (127, "", None),
]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize(("code", "says", "verdict"), SAID)
def test_what_terraform_says(terraform: Path, code: int, says: str, verdict: Verdict | None) -> None:
    with terraform.open("a") as script:
        script.write(f"cat >&2 <<'END'\n{says}\nEND\nexit {code}\n")
    assert judge("terraform fmt", thorough=True).verdict(SOUND) == verdict
    assert terraform.with_name("heard").read_text() == SOUND
    assert terraform.with_name("asked").read_text() == "fmt -no-color -\n\n"


def test_a_terraform_that_cannot_be_run_says_nothing(terraform: Path) -> None:
    one = judge("terraform fmt", thorough=True)
    terraform.unlink()
    assert one.verdict(SOUND) is None
