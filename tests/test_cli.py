"""The command line: exit codes, what goes to which stream, what is written and what is left alone."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "eventgen: 1\nname: good\n"
GOOD = HEADER + "queues: {orders: {}}\n"
WARNING = HEADER + "queues: {orders: {max_message_size: 1MiB}}\n"
WRONG = "eventgen: 1\nname: wrong\nqueues:\n  orders: {retention: 15d}\n"
INFO = HEADER + "functions: {f: {runtime: python3.13, handler: a.b, code: {zip: a.zip}}}\n"
SAID = (
    "wrong.eventgen.yaml:4:23: error SQS007 orders: retention is 15d: that is more than 14d, the most that it takes\n"
    "      orders: {retention: 15d}\n"
    "                          ^^^ SQS refuses any other retention\n"
    "    fix: write 14d, or a value between 60s and 14d\n"
)
PAGES = {"good": GOOD, "warning": WARNING, "wrong": WRONG, "info": INFO}
Tree = dict[str, bytes]


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error; without a terminal."""
    unset = {"NO_COLOR", "FORCE_COLOR", "TERM"}
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    env = {**inherited, "EVENTGEN_CACHE": "off", "COLUMNS": "120", **environment}
    command = [sys.executable, "-m", "eventgen", *arguments]
    done = subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def tree(folder: Path) -> Tree:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with each page in a file of its own."""
    for name, text in PAGES.items():
        (tmp_path / f"{name}.eventgen.yaml").write_text(text)
    return tmp_path


VALIDATE = [
    ("good", "", 0, ""),
    ("good", "--verbose --strict", 0, ""),
    ("warning", "", 0, "warning TFP101"),
    ("warning", "--quiet", 0, ""),
    ("warning", "--strict", 1, "warning TFP101"),
    ("warning", "--verbose", 0, "warning TFP101"),
    ("wrong", "", 1, "error SQS007"),
    ("wrong", "--quiet", 1, "error SQS007"),
    ("none", "", 2, "error FILE001"),
]


@pytest.mark.parametrize("before", [[], ["--"]], ids=["the short way", "through typer"])
@pytest.mark.parametrize("case", VALIDATE, ids=lambda case: f"{case[0]} {case[1]}".strip())
def test_validate(pages: Path, case: tuple[str, str, int, str], before: list[str]) -> None:
    """`validate` has a short way past the command line's library: both ways say the same."""
    page, options, code, says = case
    done = run(pages, "validate", *options.split(), *before, f"{page}.eventgen.yaml")
    assert done[:2] == (code, "")
    assert says in done[2]
    assert bool(done[2]) == bool(says)


def test_several_pages(pages: Path) -> None:
    code, out, said = run(pages, "validate", ".")
    assert (code, out) == (1, "")
    assert [line.split(":")[0] for line in said.splitlines() if not line.startswith(" ")] == [
        "warning.eventgen.yaml",
        "wrong.eventgen.yaml",
        "1 error, 1 warning in 2 of 4 pages",
    ]
    assert run(pages, "validate")[2] == said
    assert run(pages, "validate", "none.eventgen.yaml", "wrong.eventgen.yaml")[0] == 2


def test_text_form(pages: Path) -> None:
    assert run(pages, "validate", "wrong.eventgen.yaml") == (1, "", SAID + "1 error in 1 page\n")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "xterm"}, False),
    ],
)
def test_colour_without_a_terminal(pages: Path, environment: dict[str, str], coloured: bool) -> None:
    said = run(pages, "validate", "wrong.eventgen.yaml", **environment)[2]
    assert ("\x1b[31merror\x1b[0m" in said) == coloured


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal(pages: Path, environment: dict[str, str], coloured: bool) -> None:
    code, said = on_a_terminal(pages, [], "validate", "wrong.eventgen.yaml", **environment)
    assert code == 1
    assert ("\x1b[31merror\x1b[0m" in said) == coloured


def test_render(pages: Path) -> None:
    assert run(pages, "render", "good.eventgen.yaml", "--out", "out")[::2] == (0, "")
    assert {"good/queues.tf", "good/versions.tf"} <= set(tree(pages / "out"))
    code, out, said = run(pages, "render", "good.eventgen.yaml", "--out", "out")
    assert (code, out, said) == (0, "out/good: nothing has changed\n", "")
    assert run(pages, "render", "good.eventgen.yaml", "--out", "out", "--quiet") == (0, "", "")


@pytest.mark.parametrize("options", ["", "-q", "--verbose", "--out out", "-o out --check", "--diff", "--force"])
@pytest.mark.parametrize("page", ["good", "info", "wrong"])
def test_render_the_short_way_and_through_typer(pages: Path, page: str, options: str) -> None:
    twin = pages.with_name(f"{pages.name}-twin")
    shutil.copytree(pages, twin)
    arguments = ["render", f"{page}.eventgen.yaml", *options.split()]
    assert run(pages, *arguments) == run(twin, *arguments, "--")
    assert tree(pages) == tree(twin)


def test_render_goes_to_terraform(pages: Path) -> None:
    assert run(pages, "render", "good.eventgen.yaml")[0] == 0
    assert (pages / "terraform/good/queues.tf").is_file()


def test_verbose_render_shows_infos(pages: Path) -> None:
    quiet = run(pages, "render", "info.eventgen.yaml", "--out", "out")
    assert (quiet[0], quiet[2]) == (0, "")
    code, _, said = run(pages, "render", "info.eventgen.yaml", "--out", "out", "--verbose")
    assert code == 0
    assert "info FILE004 f: a.zip is not there" in said


def test_check_and_diff(pages: Path) -> None:
    code, out, said = run(pages, "render", "good.eventgen.yaml", "--out", "out", "--check")
    assert (code, said) == (1, "")
    assert "--- /dev/null\n+++ b/good/queues.tf\n" in out
    assert run(pages, "render", "good.eventgen.yaml", "--out", "out", "--diff") == (0, out, "")
    assert not (pages / "out").exists()
    run(pages, "render", "good.eventgen.yaml", "--out", "out")
    for option in ("--check", "--diff"):
        assert run(pages, "render", "good.eventgen.yaml", "--out", "out", option) == (0, "", "")
    before = tree(pages / "out")
    (pages / "good.eventgen.yaml").write_text(GOOD.replace("{}", "{delay: 5s}"))
    for option, wanted in (("--check", 1), ("--diff", 0)):
        code, out, said = run(pages, "render", "good.eventgen.yaml", "--out", "out", option)
        assert (code, said) == (wanted, "")
        assert "--- a/good/queues.tf\n+++ b/good/queues.tf\n" in out
        assert tree(pages / "out") == before


CHECK = [
    ("", 0, ""),
    ("terraform/good", 0, ""),
    ("--thorough --strict --verbose", 0, ""),
    ("edited", 1, "edited/good/queues.tf:3:32: error TFS009"),
    ("edited --quiet", 1, "edited/good/queues.tf:3:32: error TFS009"),
    ("warned", 0, "warned/good/more.tf:1:1: warning TFC010"),
    ("warned --quiet", 0, ""),
    ("warned --strict", 1, "warned/good/more.tf:1:1: warning TFC010"),
    ("good.eventgen.yaml", 2, "good.eventgen.yaml: error FILE005 is a file"),
    ("none", 2, "none: error FILE001"),
]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module as it was rendered, one that was edited, and one with a variable too many."""
    folder = tmp_path_factory.mktemp("rendered")
    (folder / "good.eventgen.yaml").write_text(GOOD)
    for out in ("terraform", "edited", "warned"):
        assert run(folder, "render", "--out", out)[0] == 0
    edited = folder / "edited/good/queues.tf"
    edited.write_text(edited.read_text().replace("= 30\n", '= "long"\n', 1))
    (folder / "warned/good/more.tf").write_text('variable "x" {\n  type = string\n}\n')
    return folder


@pytest.mark.parametrize(("arguments", "code", "says"), CHECK)
def test_check(rendered: Path, arguments: str, code: int, says: str) -> None:
    before = tree(rendered)
    found, out, said = run(rendered, "check", *arguments.split())
    assert (found, bool(said)) == (code, bool(says))
    assert says in said
    assert bool(out) == (code == 0 and "--quiet" not in arguments)
    assert tree(rendered) == before


def test_thorough_render(pages: Path) -> None:
    """The judges have nothing against what eventgen writes."""
    code, _, said = run(pages, "render", "good.eventgen.yaml", "--thorough")
    assert (code, said) == (0, "")


def test_edit_by_hand(pages: Path) -> None:
    run(pages, "render", "good.eventgen.yaml", "--out", "out")
    fresh = tree(pages / "out")
    edited = pages / "out/good/queues.tf"
    edited.write_text(edited.read_text() + "# by hand\n")
    before = tree(pages / "out")
    code, out, said = run(pages, "render", "good.eventgen.yaml", "--out", "out")
    assert (code, out) == (1, "")
    assert said.startswith("out/good/queues.tf: error OUT001 was edited by hand")
    assert "--force" in said
    assert tree(pages / "out") == before
    assert run(pages, "render", "good.eventgen.yaml", "--out", "out", "--check")[0] == 1
    assert run(pages, "render", "good.eventgen.yaml", "--out", "out", "--force")[0] == 0
    assert tree(pages / "out") == fresh


def test_two_pages_of_one_name(pages: Path) -> None:
    code, out, said = run(pages, "render", "good.eventgen.yaml", "info.eventgen.yaml", "--out", "out")
    assert (code, out) == (1, "")
    assert said.startswith("info.eventgen.yaml:2:7: error PAGE010 good.eventgen.yaml has the name good too")
    assert not (pages / "out").exists()


def test_all_or_nothing(pages: Path) -> None:
    code, out, said = run(pages, "render", "good.eventgen.yaml", "wrong.eventgen.yaml", "--out", "out")
    assert (code, out, said) == (1, "", SAID)
    assert not (pages / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bogus"], "No such command"),
        (["validate", "--bogus"], "No such option"),
        (["render", "--out"], "--out"),
        (["validate", ""], "FILE001"),
        ([], "Usage: "),
        (["init", "folder"], "eventgen init --pattern api-calls"),
    ],
)
def test_wrong_command_line(tmp_path: Path, arguments: list[str], says: str) -> None:
    code, out, said = run(tmp_path, *arguments)
    assert (code, out) == (2, "")
    assert says in said
    assert list(tmp_path.iterdir()) == []


COMMANDS = ["", "validate", "render", "check", "init", "schema", "explain", "rules", "integrations"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help(tmp_path: Path, command: str) -> None:
    code, out, said = run(tmp_path, *command.split(), "--help")
    assert (code, said) == (0, "")
    assert out.startswith("Usage: ")
    assert "--help" in out
    assert "\x1b" not in out


def test_init_lists(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "init", "--list")
    assert (code, said) == (0, "")
    assert [line.split()[0] for line in out.splitlines()][:2] == ["api-calls", "apigw-kinesis"]
    assert all(line.endswith(".") for line in out.splitlines())
    assert list(tmp_path.iterdir()) == []


def test_init_of_an_unknown_pattern(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "init", "--pattern", "sqs-lamda")
    assert "did you mean sqs-lambda?" in said
    assert (code, out) == (2, "")


def test_empty_no_color(pages: Path) -> None:
    assert "\x1b[31merror" in on_a_terminal(pages, [], "validate", "wrong.eventgen.yaml", NO_COLOR="")[1]


def test_strict_and_quiet(pages: Path) -> None:
    code, _, said = run(pages, "validate", "--strict", "--quiet", "warning.eventgen.yaml")
    assert (code, "TFP101" in said) == (1, True)


def test_init_never_overwrites(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "new", "--pattern", "sqs-lambda")[0] == 0
    (tmp_path / "new/src/process/app.py").write_text("# mine\n")
    before = tree(tmp_path)
    code, out, said = run(tmp_path, "init", "new", "--pattern", "sqs-lambda")
    assert (code, out) == (1, "")
    assert "new/src/process/app.py: error INIT002 is there already" in said
    assert tree(tmp_path) == before


def on_a_terminal(folder: Path, answers: list[str], *arguments: str, **environment: str) -> tuple[int, str]:
    """Exit code and all that a terminal shows. The answers wait there until they are asked for."""
    child, terminal = pty.fork()
    if not child:
        os.chdir(folder)
        for name in ("NO_COLOR", "FORCE_COLOR"):
            os.environ.pop(name, None)
        os.environ |= {"EVENTGEN_CACHE": "off", "TERM": "xterm", **environment}
        os.execv(sys.executable, [sys.executable, "-m", "eventgen", *arguments])
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    try:
        while piece := os.read(terminal, 65536):
            shown += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def test_init_asks_on_a_terminal(tmp_path: Path) -> None:
    code, shown = on_a_terminal(tmp_path, ["0", "99", "nonsense", "8", "mine"], "init")
    assert code == 0, shown
    assert "8. sqs-lambda: " in shown
    assert [f"{answer} is none of them" in shown for answer in ("0", "99", "nonsense")] == [True] * 3
    assert (tmp_path / "mine/sqs-lambda.eventgen.yaml").is_file()


def test_init_on_a_terminal_takes_a_name_and_the_folder_that_it_offers(tmp_path: Path) -> None:
    code, shown = on_a_terminal(tmp_path, ["fan-out", ""], "init")
    assert code == 0, shown
    assert (tmp_path / "fan-out/fan-out.eventgen.yaml").is_file()


def test_init_on_a_terminal_asks_for_nothing_that_was_said(tmp_path: Path) -> None:
    code, shown = on_a_terminal(tmp_path, [], "init", "there", "--pattern", "fan-out")
    assert code == 0, shown
    assert (tmp_path / "there/fan-out.eventgen.yaml").is_file()
