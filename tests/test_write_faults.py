"""The disk after writes that fail or are killed at any step, and after two at once."""

import builtins
import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from written import NAME, OTHER, ROOT, litter, module, put_users_files, rendered, tree

from eventgen import write as writing
from eventgen.diagnostics import Stop
from eventgen.write import LOCK, write

STEPS = ["mkdir", "rmdir", "scandir", "chmod", "link", "symlink", "rename", "replace", "unlink", "open"]
STEPS += ["write"]


class Fault:
    """Calls `trouble` instead of the n-th step on the disk from here on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, trouble: Callable[[], None]) -> None:
        self.left, self.trouble = at, trouble
        for name in STEPS:
            monkeypatch.setattr(os, name, self.counted(getattr(os, name)))
        monkeypatch.setattr(builtins, "open", self.counted(open))
        monkeypatch.setattr(writing, "_exchange", self.counted(writing._exchange))

    def counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                self.trouble()
            return real(*args, **options)

        return step


def disk_full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupt() -> None:
    raise KeyboardInterrupt


def scene(out: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """An old module with the user's files; what the folder may hold: with the old or the new module."""
    write(out, module())
    users = put_users_files(out / NAME)
    (out.parent / "new").mkdir(exist_ok=True)
    write(out.parent / "new", module(OTHER))
    return tree(out / NAME), tree(out.parent / "new" / NAME) | users


def ends_well(out: Path, new: dict[str, bytes]) -> None:
    write(out, module(OTHER))
    assert tree(out / NAME) == new
    assert litter(out) == []


def after_writing(out: Path) -> str:
    try:
        write(out, module(OTHER))
    except Stop as stop:
        return str(stop)
    except KeyboardInterrupt:
        return "interrupted"
    return ""


@pytest.mark.parametrize("trouble", [disk_full, interrupt])
def test_failure_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: str, trouble: Callable[[], None]
) -> None:
    stops = 0
    for at in range(1, 1000):
        out = tmp_path / str(at)
        old, new = scene(out)
        with monkeypatch.context() as broken:
            fault = Fault(broken, at, trouble)
            said = after_writing(out)
        assert tree(out / NAME) in (old, new)
        if "OUT004" in said:
            assert f"the {'new' if tree(out / NAME) == new else 'old'} output is whole" in said
        stops += bool(said)
        ends_well(out, new)
        if fault.left > 0:
            break
    assert 30 < stops < at < 999


def test_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: str) -> None:
    gaps = 0
    for at in range(1, 1000):
        out = tmp_path / str(at)
        old, new = scene(out)
        child = os.fork()
        if not child:
            Fault(monkeypatch, at, lambda: os.kill(os.getpid(), signal.SIGKILL))
            write(out, module(OTHER))
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if swap == "renames" and not (out / NAME).exists():
            gaps += 1
        else:
            assert tree(out / NAME) in (old, new)
        ends_well(out, new)
        if status == 0:
            break
    assert 30 < at < 999
    assert gaps == (1 if swap == "renames" else 0)


def test_users_files_that_come_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: str) -> None:
    """Between the look at the folder and the exchange."""
    write(tmp_path, module())
    folder = tmp_path / NAME
    (folder / "replaced.tf").write_bytes(b"1")
    real = writing._copy_modes

    def late(spots: Any) -> None:
        real(spots)
        (folder / "late").mkdir()
        (folder / "late/one.tf").write_bytes(b"1")
        (folder / "later").mkdir()
        (folder / "fresh.tf").write_bytes(b"333")
        (folder / "fresh.tf").rename(folder / "replaced.tf")

    monkeypatch.setattr(writing, "_copy_modes", late)
    write(tmp_path, module(OTHER))
    users = {"late/one.tf": b"1", "later/": b"", "replaced.tf": b"333"}
    assert rendered(folder) == OTHER | users
    assert litter(tmp_path) == []


def test_users_files_that_come_late_to_a_killed_run(tmp_path: Path) -> None:
    """Killed between the exchange and the look for late files: the next run looks."""
    write(tmp_path / "old", module())
    write(tmp_path, module(OTHER))
    (tmp_path / NAME / "since.tf").write_bytes(b"newer")
    old = tmp_path / f".{NAME}.eventgen-old"
    (tmp_path / "old" / NAME).rename(old)
    (tmp_path / "old" / LOCK).unlink()
    (tmp_path / "old").rmdir()
    for name in ("late.tf", "since.tf"):
        (old / name).write_bytes(b"old")
        os.utime(old / name, (1, 1))
    write(tmp_path, module(OTHER))
    assert rendered(tmp_path / NAME) == OTHER | {"late.tf": b"old", "since.tf": b"newer"}
    assert litter(tmp_path) == []


def test_what_cannot_be_removed_is_removed_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, module())
    with monkeypatch.context() as broken:
        broken.setattr(os, "rmdir", lambda *_, **__: disk_full())
        write(tmp_path, module(OTHER))
    assert rendered(tmp_path / NAME) == OTHER
    assert litter(tmp_path) == [f".{NAME}.eventgen-gone"]
    ends_well(tmp_path, tree(tmp_path / NAME))


LOOP = """
import itertools, sys
from pathlib import Path
from eventgen import write as writing
if sys.argv[2] == "renames":
    writing._exchange = lambda one, other: False
print("ready", flush=True)
for turn in itertools.count():
    letter = "AB"[turn % 2]
    files = {f"{n}/{letter}{n}.tf" if n % 3 else f"{n}.tf": letter.encode() * 999 for n in range(30)}
    writing.write(Path(sys.argv[1]), writing.Module("images", "images.yaml", files))
    if len(sys.argv) > 3 and turn >= int(sys.argv[3]):
        break
"""


def loop(*args: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", LOOP, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)


def letters(folder: Path) -> set[str]:
    """Which versions of LOOP's module the folder holds, and that there are all 30 files of it."""
    files = rendered(folder)
    assert files.pop("override.tf") == b"mine"
    assert len(files) == 30
    assert all(content == content[:1] * 999 for content in files.values())
    named = {Path(path).name[0] for path in files} - set("0123456789")
    return named | {content[:1].decode() for content in files.values()}


def start(out: Path) -> None:
    assert loop(out, "exchange", 0).wait() == 0
    (out / NAME / "override.tf").write_bytes(b"mine")


@pytest.mark.parametrize("way, kills", [("exchange", 30), ("renames", 8)])
def test_sigkill(tmp_path: Path, way: str, kills: int) -> None:
    start(tmp_path)
    moment = random.Random(7)
    for _ in range(kills):
        with loop(tmp_path, way) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(moment.random() / 20)
            child.kill()
        assert child.returncode == -signal.SIGKILL
        if way == "exchange" or (tmp_path / NAME).exists():
            assert letters(tmp_path / NAME) in ({"A"}, {"B"})
    assert loop(tmp_path, way, 0).wait() == 0
    assert letters(tmp_path / NAME) == {"A"}
    assert litter(tmp_path) == []


def test_two_runs_at_once(tmp_path: Path) -> None:
    start(tmp_path)
    children = [loop(tmp_path, way, 20) for way in ("exchange", "exchange", "renames")]
    assert [child.communicate()[1] for child in children] == [b""] * 3
    assert [child.returncode for child in children] == [0] * 3
    assert letters(tmp_path / NAME) in ({"A"}, {"B"})
    assert litter(tmp_path) == []
