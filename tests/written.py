"""Modules that are written, and what lies on the disk then."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from eventgen.diagnostics import Stop
from eventgen.manifest import MANIFEST
from eventgen.module import Module
from eventgen.write import LOCK

FILES = {"queues.tf": b"a\nb\n", "code/resize.zip": b"PK\0\1", "tests/pipeline.tftest.hcl": b"run {}\n"}
OTHER = {"queues.tf": b"a\nc\n", "topics.tf": b"t\n", "tests/pipeline.tftest.hcl": b"run {}\n"}
NAME = "images"
ROOT = Path(__file__).parents[1]


def module(files: dict[str, bytes] = FILES, page: str = "images.yaml") -> Module:
    return Module(NAME, page, files)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below, by path; links as what they say, empty folders as nothing."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(os.readlink(path))
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[name + "/"] = b""
    return found


def rendered(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(folder).items() if path != MANIFEST}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.lstat().st_ino, p.lstat().st_mtime_ns) for p in [folder, *folder.rglob("*")]}


def litter(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.name not in (LOCK, NAME))


def stopped(run: Callable[[], object]) -> list[tuple[str, str, str]]:
    with pytest.raises(Stop) as caught:
        run()
    return [(d.code, d.place.file, d.message + " | " + d.fix) for d in caught.value.diagnostics]


def put_users_files(folder: Path) -> dict[str, bytes]:
    (folder / "override.tf").write_bytes(b"mine")
    (folder / ".terraform/empty").mkdir(parents=True)
    (folder / ".terraform/state").write_bytes(b"s")
    (folder / "link").symlink_to("nowhere")
    (folder / "tests/mine.hcl").write_bytes(b"m")
    return {
        "override.tf": b"mine",
        ".terraform/empty/": b"",
        ".terraform/state": b"s",
        "link": b"-> nowhere",
        "tests/mine.hcl": b"m",
    }
