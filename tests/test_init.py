"""`eventgen init`: every pattern is a whole beginning, which validates, renders, and is taken by Terraform."""

import subprocess
import sys
from pathlib import Path

import pytest
from corpus import GOLDEN
from rendered import root_module, tree
from terraform import Terraform

from eventgen.init import patterns

PATTERNS = sorted(patterns())
CONFIGURATION = ".pre-commit-config.yaml"


def eventgen(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`eventgen ARGUMENTS` as a user runs it, without a terminal."""
    command = [sys.executable, "-m", "eventgen", *arguments]
    return subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_there_are_eight() -> None:
    assert len(PATTERNS) == 8


@pytest.mark.parametrize("pattern", PATTERNS)
def test_begins_with_a_clean_page(pattern: str, tmp_path: Path) -> None:
    """Nothing to mend, though there may be something to know, and the module that the goldens hold."""
    begun = eventgen(tmp_path, "init", "--pattern", pattern, "begun")
    assert (begun.returncode, begun.stderr) == (0, "")
    folder = tmp_path / "begun"
    written = [f"wrote {path.relative_to(tmp_path)}" for path in folder.rglob("*") if path.is_file()]
    assert sorted(line for line in begun.stdout.splitlines() if line.startswith("wrote")) == sorted(written)
    assert {f"{pattern}.eventgen.yaml", CONFIGURATION} <= {path.name for path in folder.iterdir()}

    said = eventgen(folder, "validate", "--strict")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    said = eventgen(folder, "render")
    assert (said.returncode, said.stderr) == (0, "")
    (module,) = (path for path in (folder / "terraform").iterdir() if path.is_dir())
    assert {path: text for path, text in tree(module).items() if path != ".eventgen.json"} == tree(GOLDEN / pattern)
    said = eventgen(folder, "render", "--check")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_never_overwrites(tmp_path: Path) -> None:
    """One file in the way, and nothing is written."""
    mine = tmp_path / "src" / "process" / "app.py"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine\n", "utf-8")
    said = eventgen(tmp_path, "init", "--pattern", "sqs-lambda", ".")
    assert said.returncode != 0
    assert "INIT002" in said.stderr
    assert tree(tmp_path) == {"src/process/app.py": b"mine\n"}


def test_asks_nobody_without_a_terminal(tmp_path: Path) -> None:
    said = eventgen(tmp_path, "init")
    assert said.returncode == 2
    assert "--pattern" in said.stderr
    assert not list(tmp_path.iterdir())


def test_a_misspelt_pattern_is_told(tmp_path: Path) -> None:
    said = eventgen(tmp_path, "init", "--pattern", "sqs-lamda", "demo")
    assert said.returncode != 0
    assert "did you mean sqs-lambda?" in said.stderr
    assert not list(tmp_path.iterdir())


def test_lists_the_patterns(tmp_path: Path) -> None:
    said = eventgen(tmp_path, "init", "--list")
    assert [line.split()[0] for line in said.stdout.splitlines()] == PATTERNS


@pytest.mark.terraform
def test_terraform_takes_what_is_rendered(terraform: Terraform, tmp_path: Path) -> None:
    """All eight as modules of one root: one init and one validate do."""
    modules = {}
    for pattern in PATTERNS:
        assert eventgen(tmp_path, "init", "--pattern", pattern, pattern).returncode == 0
        assert eventgen(tmp_path, "render", pattern, "--out", f"{pattern}/terraform").returncode == 0
        (module,) = (path for path in (tmp_path / pattern / "terraform").iterdir() if path.is_dir())
        modules[pattern] = tree(module)
    root_module(tmp_path, modules)
    terraform.init(tmp_path)
    verdict = terraform.validate(tmp_path)
    assert verdict["diagnostics"] == []
    assert verdict["valid"]
