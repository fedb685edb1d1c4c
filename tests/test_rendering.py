"""Pages that were rendered before: what is remembered of them changes nothing but the time."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpus import ROOT

from eventgen import cache, check, manifest, pipeline, workers
from eventgen.diagnostics import Severity
from eventgen.rendering import Options, rendering
from eventgen.result import Result

Said = tuple[int, str, str]
Tree = dict[str, tuple[str, bytes]]
OUT = Path("modules")
WARNED = """eventgen: 1
name: warned
queues:
  orders: {max_message_size: 1MiB}
functions:
  later: {runtime: python3.13, handler: app.handler, code: {zip: later.zip}}
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A page with code of its own, one with a definition, and one of which there is something to say."""
    folder = tmp_path / "pages"
    for name in ("sqs-lambda", "s3-eventbridge"):
        shutil.copytree(ROOT / "examples/patterns" / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "warned.eventgen.yaml").write_text(WARNED)
    return folder


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that go through the phases, in one process."""
    seen: list[str] = []
    real = pipeline.judged

    def counted(page: str, room: int, thorough: bool, rooted: bool = False, annotate: str = "") -> Result:
        seen.append(page)
        return real(page, room, thorough, rooted, annotate)

    monkeypatch.setattr(pipeline, "judged", counted)
    monkeypatch.setattr(workers, "_cores", lambda: 1)
    return seen


class Runs:
    """Runs of `render` in a folder, with what is remembered or without."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kept: Path) -> None:
        self.monkeypatch, self.capsys, self.kept = monkeypatch, capsys, kept

    def __call__(self, folder: Path, remembering: bool = True, **options: Any) -> Said:
        manifest._real.cache_clear()  # as in a new process
        self.monkeypatch.chdir(folder)
        self.monkeypatch.setattr(cache, "folder", self.folder if remembering else lambda name: None)
        code = rendering([], Options(Severity.INFO, OUT, **options))
        return code, *self.capsys.readouterr()

    def folder(self, name: str) -> Path:
        (self.kept / name).mkdir(parents=True, exist_ok=True)
        return self.kept / name


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Runs:
    monkeypatch.setattr(check, "JUDGED_TWICE", 0)  # which takes most of the time
    return Runs(monkeypatch, capsys, tmp_path / "kept")


def tree(folder: Path) -> Tree:
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        kind = "link" if path.is_symlink() else "file" if path.is_file() else "folder"
        found[str(path.relative_to(folder))] = kind, path.read_bytes() if kind == "file" else b""
    return found


PAGE, CODE = "sqs-lambda/sqs-lambda.eventgen.yaml", "sqs-lambda/src/process/app.py"
ORDERS = OUT / "orders"
QUEUES, MANIFEST = f"{ORDERS}/queues.tf", f"{ORDERS}/.eventgen.json"
Change = Callable[[Path], object]


def edited(path: str, before: str, after: str) -> Change:
    return lambda folder: (folder / path).write_text((folder / path).read_text().replace(before, after))


def linked(path: Path | str) -> Change:
    """What is at a path is elsewhere, and a link leads there."""

    def change(folder: Path) -> None:
        (folder / path).rename(folder / "elsewhere")
        (folder / path).symlink_to(folder / "elsewhere")

    return change


def linked_code(folder: Path) -> None:
    (folder.parent / "outside.py").write_text("x = 1\n")
    (folder / CODE).with_name("more.py").symlink_to("../../../../outside.py")


def no_folder(folder: Path) -> None:
    shutil.rmtree(folder / "sqs-lambda/src")
    (folder / "sqs-lambda/src").write_text("")


def quietly_edited(folder: Path) -> None:
    path, before = folder / QUEUES, (folder / QUEUES).stat()
    path.write_bytes(path.read_bytes().replace(b"180", b"600"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def moved(folder: Path) -> None:
    """The same files for the same names, and another way from the modules to their pages."""
    (folder / "deeper/still").mkdir(parents=True)
    (folder / OUT).rename(folder / "deeper/still/modules")
    (folder / OUT).symlink_to("deeper/still/modules")


CHANGES: dict[str, Change] = {
    "nothing": lambda folder: None,
    "a page": edited(PAGE, "after: 5", "after: 6"),
    "a comment of a page": edited(PAGE, "# Check", "# check"),
    "a page that is wrong now": edited(PAGE, "after: 5", "after: 0"),
    "a page that is gone": lambda folder: (folder / PAGE).unlink(),
    "a page that takes the name of another": edited(PAGE, "name: orders", "name: warned"),
    "code": edited(CODE, "\n", "\n\n"),
    "a mode of code": lambda folder: (folder / CODE).chmod(0o755),
    "code more": lambda folder: (folder / CODE).with_name("more.py").write_text("x = 1\n"),
    "code from outside": linked_code,
    "code that is no folder": no_folder,
    "code that is there now": lambda folder: (folder / "later.zip").write_bytes(b"PK\5\6" + bytes(18)),
    "an edit by hand": edited(QUEUES, "180", "600"),
    "an edit by hand of the same size and time": quietly_edited,
    "a file less": lambda folder: (folder / QUEUES).unlink(),
    "a file of the user": lambda folder: (folder / ORDERS / "override.tf").write_text("# mine\n"),
    "the manifest": edited(MANIFEST, "queues.tf", "topics.tf"),
    "no manifest": lambda folder: (folder / MANIFEST).unlink(),
    "a module less": lambda folder: shutil.rmtree(folder / ORDERS),
    "a link for a module": linked(ORDERS),
    "a link for a folder": linked(ORDERS / "code"),
    "a link for a file": linked(QUEUES),
    "modules elsewhere": moved,
    "what a killed run left": lambda folder: (folder / OUT / ".orders.eventgen-new").mkdir(),
}


@pytest.mark.parametrize("options", [{}, {"check": True}, {"diff": True}, {"force": True}], ids=" ".join)
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_remembered_changes_nothing(pages: Path, run: Runs, change: str, options: dict[str, bool]) -> None:
    run(pages)
    CHANGES[change](pages)
    shutil.copytree(pages, pages.parent / "twin" / "pages", symlinks=True)
    twin = pages.parent / "twin" / "pages"
    assert run(pages, **options) == run(twin, remembering=False, **options)
    assert tree(pages) == tree(twin)
    assert run(pages, **options) == run(twin, remembering=False, **options)


def test_a_page_of_which_nothing_changed_is_not_read(pages: Path, run: Runs, judged: list[str]) -> None:
    first = run(pages)
    assert len(judged) == 3
    code, out, said = run(pages)
    assert (code, said) == (first[0], first[2])
    assert "FILE004" in said
    assert "TFP101" in said
    assert out == "".join(f"modules/{name}: nothing has changed\n" for name in ("warned", "uploads", "orders"))
    assert run(pages, check=True) == run(pages, diff=True) == (0, "", said)
    assert len(judged) == 3
    CHANGES["code"](pages)
    run(pages)
    assert judged[3:] == [PAGE]


def test_what_a_check_found_is_remembered(pages: Path, run: Runs, judged: list[str]) -> None:
    run(pages, remembering=False)
    assert run(pages, check=True)[0] == run(pages, check=True)[0] == 0
    assert len(judged) == 6


def test_a_refused_edit_is_refused_again(pages: Path, run: Runs, judged: list[str]) -> None:
    run(pages)
    CHANGES["an edit by hand"](pages)
    refused = run(pages)
    assert (refused[0], "OUT001" in refused[2]) == (1, True)
    assert run(pages) == refused
    assert judged[3:] == [PAGE, PAGE]


def test_another_eventgen_renders_again(
    pages: Path, run: Runs, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(pages)
    monkeypatch.setattr(cache, "stamp", lambda: "another")
    run(pages)
    assert len(judged) == 6


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"[]", b"[1, 2, 3, 4, 5]", b'["a", [["b", "c", 1]], "d", "e", []]']
)
def test_what_is_remembered_is_damaged(pages: Path, run: Runs, judged: list[str], content: bytes) -> None:
    first = run(pages)
    for record in (pages.parent / "kept/rendered").rglob("*"):
        if record.is_file():
            record.write_bytes(content)
    assert run(pages)[::2] == first[::2]
    assert len(judged) == 6


def test_many_pages_on_several_cores(pages: Path, run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    for index in range(110):  # so many that they are written on several cores too
        text = WARNED.replace("name: warned", f"name: warned-{index}").replace(
            "1MiB", "1MiB" if index % 3 else "256KiB"
        )
        (pages / f"{index}.eventgen.yaml").write_text(text)
    twin = pages.parent / "twin" / "pages"
    shutil.copytree(pages, twin)
    for options in ({}, {}, {"force": True}):
        monkeypatch.setattr(workers, "_cores", lambda: 2)
        several = run(pages, **options)
        monkeypatch.setattr(workers, "_cores", lambda: 1)
        assert run(twin, remembering=False, **options) == several
        assert tree(pages) == tree(twin)
        (pages / OUT / "warned-7/queues.tf").write_text("# mine\n")
        (twin / OUT / "warned-7/queues.tf").write_text("# mine\n")


def test_nothing_is_written_if_one_of_many_is_wrong(pages: Path, run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_cores", lambda: 2)
    for index in range(30):
        name = f"name: warned-{index}" if index != 20 else "nam: warned"
        (pages / f"{index}.eventgen.yaml").write_text(WARNED.replace("name: warned", name))
    code, out, said = run(pages)
    assert (code, out, "PAGE004" in said) == (1, "", True)
    assert not (pages / OUT).exists()
