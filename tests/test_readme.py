"""README.md is true: its tables are what the code says, its tour runs as it is written, its links lead somewhere."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from language import tables

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PROMPT, ELIDED = "$ ", "..."
TABLE = re.compile(r"(<!-- generated: (?P<name>[a-z ]+) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL)
BLOCK = re.compile(
    r"(?:<!-- (?P<role>is|from|edit): (?P<file>\S+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)```\n", re.DOTALL
)
CHAPTER = r"(?ms)^## {}\n(.*?)(?=^## )"
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#\s]*)(?:#(?P<heading>[^)\s]+))?\)")


def test_tables(update_goldens: bool) -> None:
    """The tables between the markers are made from the code."""
    made, text = tables(), README.read_text("utf-8")
    assert [found["name"] for found in TABLE.finditer(text)] == list(made)
    wanted = TABLE.sub(lambda found: f"{found[1]}\n{made[found['name']].strip()}\n\n{found[4]}", text)
    if update_goldens:
        README.write_text(wanted, "utf-8")
    assert wanted == README.read_text("utf-8"), "pytest --update-goldens writes the tables anew"


@dataclass
class Shell:
    """Where the reader of the tour stands: a folder, what is installed, and the exit code of the last command."""

    folder: Path
    installed: Path
    code: int = 0

    def run(self, command: str) -> str:
        """What a command says, on either stream."""
        script = f"(exit {self.code})\n{command}\ncode=$?\npwd >&3\necho $code >&3"
        read, write = os.pipe()
        path = os.pathsep.join([str(self.installed), os.environ["PATH"]])
        done = subprocess.run(
            ["bash", "-c", f"exec 3>&{write}\n{script}"],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=True,
            pass_fds=[write],
        )
        os.close(write)
        with os.fdopen(read) as left:
            folder, code = left.read().splitlines()
        self.folder, self.code = Path(folder), int(code)
        return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the tour is written for bash")
def test_tour(tmp_path: Path, update_goldens: bool) -> None:
    """Every step of the tour, in the order of the page, in one folder: what is said there is what happens."""
    shell = Shell(tmp_path, _installed(tmp_path / ".bin"))
    text = README.read_text("utf-8")
    start, end = re.search(CHAPTER.format("A tour"), text).span(1)  # type: ignore[union-attr]
    steps = list(BLOCK.finditer(text, start, end))
    assert {step["role"] or step["language"] for step in steps} >= {"console", "edit", "from", "is"}
    true = [_true(step, shell) for step in steps]
    if update_goldens:
        for step, told in reversed(list(zip(steps, true, strict=True))):
            text = text[: step.start("text")] + told + text[step.end("text") :]
        README.write_text(text, "utf-8")
    else:
        assert [step["text"] for step in steps] == true, "pytest --update-goldens writes what the commands say"


def _true(step: re.Match[str], shell: Shell) -> str:
    """What the step should say. Its own text where that is true: it may leave lines out."""
    text = step["text"]
    if step["role"] is None:
        return _said(text, shell) if step["language"] == "console" else text
    file = shell.folder / step["file"]
    found = file.read_text("utf-8")
    if step["role"] == "edit":
        file.write_text(_edited(found, text), "utf-8")
    if step["role"] == "from":
        assert re.search(_pattern(text), found), f"{file} holds something else:\n{found}"
    return found if step["role"] == "is" else text


def _said(block: str, shell: Shell) -> str:
    """The block's commands, each with what it says."""
    said = []
    for command, told in _commands(block):
        answer = shell.run(command)
        said.append(f"{PROMPT}{command}\n{told if re.fullmatch(_pattern(told), answer) else answer}")
    return "".join(said)


def _installed(folder: Path) -> Path:
    """A folder with the command `eventgen`, of the Python that runs the tests."""
    folder.mkdir()
    command = folder / "eventgen"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m eventgen "$@"\n', "utf-8")
    command.chmod(0o755)
    return folder


def test_commands_are_described() -> None:
    """Each command of the program has its line, and no other has one."""
    from eventgen.cli import app

    told = set(re.findall(r"^\| `eventgen ([a-z]+)", _chapter("Commands"), re.MULTILINE))
    assert told == {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links(name: str) -> None:
    """Links to files and to headings lead somewhere."""
    text = (ROOT / name).read_text("utf-8")
    for link in LINK.finditer(text):
        target = ROOT / (link["target"] or name)
        assert target.exists(), f"{name} links to {link['target']}"
        if link["heading"]:
            assert link["heading"] in _anchors(target.read_text("utf-8")), f"no heading #{link['heading']} in {target}"


def test_setup_is_what_ci_runs() -> None:
    """.ci/run takes the command that the README gives for the tests, by this marker."""
    assert "<!-- setup: tests -->" in (ROOT / ".ci/run").read_text("utf-8")
    command = re.search(r"<!-- setup: tests -->\n```sh\n(.*)\n```", README.read_text("utf-8"))
    assert command
    assert shlex.split(command[1])[-3:] == ["python", "-m", "tests"]


def _chapter(title: str) -> str:
    found = re.search(CHAPTER.format(title), README.read_text("utf-8"))
    assert found, f"README.md has no chapter {title!r}"
    return found[1]


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what it says."""
    for piece in re.split(rf"^{re.escape(PROMPT)}", block, flags=re.MULTILINE)[1:]:
        command, _, said = piece.partition("\n")
        yield command, said


def _pattern(text: str) -> str:
    """The text, where a line of three dots stands for any lines."""
    lines = text.splitlines()
    return "".join(r"(?:.*\n)*?" if line.strip() == ELIDED else re.escape(line) + r"\n" for line in lines)


def _edited(text: str, diff: str) -> str:
    """The text with the lines of a diff replaced: each `-` line by the `+` line below it."""
    for old, new in pairwise(diff.splitlines()):
        if old.startswith("-") and new.startswith("+"):
            assert text.count(old[1:]) == 1, f"{old[1:]} stands there {text.count(old[1:])} times"
            text = text.replace(old[1:], new[1:])
    return text


def _anchors(text: str) -> set[str]:
    """The headings, as links name them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
