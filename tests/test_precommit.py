"""The hooks for pre-commit: from this repository, and those that `eventgen init` writes."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from eventgen.init import begin

ROOT = Path(__file__).parent.parent
PAGE = "sqs-lambda.eventgen.yaml"
HOOKS = ("eventgen-validate", "eventgen-render-check")
NO_INDEX = ("No matching distribution found", "Could not find a version", "Temporary failure in name resolution")
Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="git is not on PATH"),
    pytest.mark.skipif(not find_spec("pre_commit"), reason="pre-commit is not installed"),
]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command in a folder below; git and pre-commit know no settings but their own, nor a hook that runs us."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "eventgen"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m eventgen "$@"\n', "utf-8")
    command.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT", "PYTHONPATH"))}
    environment = {
        **kept,
        "HOME": str(tmp_path),
        "PATH": os.pathsep.join([str(tmp_path / "bin"), os.environ["PATH"]]),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }

    def run(folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return run


def committed(folder: Path, run: Run) -> None:
    """Makes the folder a repository that holds all that is in it."""
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "All")):
        done = run(folder, "git", *command)
        assert done.returncode == 0, done.stderr


@pytest.fixture
def project(tmp_path: Path, run: Run) -> Path:
    """A repository with a page and the module that it says."""
    folder = tmp_path / "project"
    begin("sqs-lambda", folder)
    done = run(folder, "eventgen", "render")
    assert done.returncode == 0, done.stderr
    committed(folder, run)
    return folder


@pytest.fixture
def checkout(tmp_path: Path, run: Run) -> Path:
    """A repository with the files of this one as they are now, committed or not."""
    folder = tmp_path / "checkout"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("these tests do not stand in a git repository")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    committed(folder, run)
    return folder


def break_page(project: Path) -> None:
    page = project / PAGE
    page.write_text(page.read_text("utf-8").replace("timeout: 30s", "timeout: 30h"), "utf-8")


def change_module(project: Path) -> None:
    file = project / "terraform" / "orders" / "queues.tf"
    file.write_text(file.read_text("utf-8").replace("= 180", "= 181"), "utf-8")


def drop_file(project: Path) -> None:
    (project / "terraform" / "orders" / "flows.tf").unlink()


def change_code(project: Path) -> None:
    with (project / "src" / "process" / "app.py").open("a", encoding="utf-8") as file:
        file.write("# another line\n")


# What happens to the project, the hooks that say no then, and a piece of what they say
CASES = [
    pytest.param(lambda project: None, (), "", id="clean"),
    pytest.param(break_page, HOOKS, "LMB002", id="bad page"),
    pytest.param(change_module, HOOKS[1:], "-  visibility_timeout_seconds = 181", id="edited module"),
    pytest.param(drop_file, HOOKS[1:], "+++ b/orders/flows.tf", id="missing file"),
    pytest.param(change_code, HOOKS[1:], "code/process.zip differs", id="changed code"),
]


def judged(done: "subprocess.CompletedProcess[str]", refuse: tuple[str, ...], said: str) -> None:
    """pre-commit passed, or each of those hooks and no other failed with these words."""
    assert done.returncode == (1 if refuse else 0), done.stdout + done.stderr
    assert tuple(hook for hook in HOOKS if f"- hook id: {hook}\n- exit code: 1" in done.stdout) == refuse, done.stdout
    assert said in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the command of these tests is a shell script")
@pytest.mark.parametrize(("happens", "refuse", "said"), CASES)
def test_hooks_of_init(
    project: Path, run: Run, happens: Callable[[Path], None], refuse: tuple[str, ...], said: str
) -> None:
    """Whatever of page, module and code was changed, and only that is staged: who should refuse does."""
    happens(project)
    run(project, "git", "add", "--all")
    judged(run(project, sys.executable, "-m", "pre_commit", "run"), refuse, said)


def installed(done: "subprocess.CompletedProcess[str]") -> "subprocess.CompletedProcess[str]":
    """pre-commit installs the project by itself; where there is nothing to install it from, the test is skipped."""
    if any(words in done.stdout + done.stderr for words in NO_INDEX):
        pytest.skip("pre-commit cannot install the project: no package index is in reach")
    return done


@pytest.mark.skipif(sys.platform == "win32", reason="the command of these tests is a shell script")
def test_repository_can_be_tried(project: Path, checkout: Path, run: Run) -> None:
    """`pre-commit try-repo` on a project that is well: both hooks pass."""
    command = (sys.executable, "-m", "pre_commit", "try-repo", str(checkout), "--all-files", "--verbose")
    done = installed(run(project, *command))
    judged(done, (), "")
    assert done.stdout.count("Passed") == len(HOOKS)


@pytest.mark.skipif(sys.platform == "win32", reason="the command of these tests is a shell script")
def test_hooks_of_this_repository(project: Path, checkout: Path, run: Run) -> None:
    """They judge as those of init do."""
    hooks = "".join(f"      - id: {hook}\n" for hook in HOOKS)
    revision = run(checkout, "git", "rev-parse", "HEAD").stdout.strip()
    text = f"repos:\n  - repo: {checkout}\n    rev: {revision}\n    hooks:\n{hooks}"
    (project / ".pre-commit-config.yaml").write_text(text, "utf-8")
    committed(project, run)
    for case in CASES:
        happens, refuse, said = case.values
        happens(project)  # type: ignore[operator]
        run(project, "git", "add", "--all")
        judged(installed(run(project, sys.executable, "-m", "pre_commit", "run")), refuse, said)  # type: ignore[arg-type]
        run(project, "git", "reset", "--quiet", "--hard")
