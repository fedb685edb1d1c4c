"""The disk after writes that go well, or are refused."""

import builtins
import errno
import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from written import FILES, NAME, OTHER, litter, module, put_users_files, rendered, stamps, stopped

from eventgen import write as writing
from eventgen.manifest import MANIFEST
from eventgen.module import Module
from eventgen.write import LOCK, difference, write


def test_fresh(tmp_path: Path) -> None:
    out = tmp_path / "not/yet"
    outcome = write(out, module(page=str(tmp_path / "pages/images.yaml")))
    assert outcome.changed == (MANIFEST, "code/resize.zip", "queues.tf", "tests/pipeline.tftest.hcl")
    assert outcome.removed == ()
    assert rendered(out / NAME) == FILES
    text = (out / NAME / MANIFEST).read_text()
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in FILES.items()}
    data = {"eventgen": 1, "files": hashes, "page": "../../../pages/images.yaml"}
    assert text == json.dumps(data, indent=2, sort_keys=True) + "\n"
    assert litter(out) == []
    assert difference(out, module(page=str(tmp_path / "pages/images.yaml"))) == ""


def test_page_is_relative_through_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real/pages").mkdir(parents=True)
    (tmp_path / "alias").symlink_to("real")
    monkeypatch.chdir(tmp_path / "real/pages")
    write(tmp_path / "alias/out", module(page="images.yaml"))
    assert not write(tmp_path / "real/out", module(page="./images.yaml")).changed
    assert json.loads((tmp_path / "real/out" / NAME / MANIFEST).read_bytes())["page"] == "../../pages/images.yaml"


def test_same_content_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, module())
    (tmp_path / LOCK).unlink()
    before = stamps(tmp_path)
    monkeypatch.setattr(os, "mkdir", lambda *_: pytest.fail("a folder is made"))
    assert write(tmp_path, module()) == writing.Outcome((), ())
    assert stamps(tmp_path) == before


def test_change(tmp_path: Path, swap: str) -> None:
    write(tmp_path, module())
    folder = tmp_path / NAME
    users = put_users_files(folder)
    (folder / "tests").chmod(0o2750)
    folder.chmod(0o750)
    kept = ["override.tf", ".terraform/state", "tests/mine.hcl", "tests/pipeline.tftest.hcl"]
    before = [stamps(folder)[str(folder / path)] for path in kept]
    outcome = write(tmp_path, module(OTHER))
    assert (outcome.changed, outcome.removed) == ((MANIFEST, "queues.tf", "topics.tf"), ("code/resize.zip",))
    assert rendered(folder) == OTHER | users
    assert not (folder / "code").exists()
    assert [stamps(folder)[str(folder / path)] for path in kept] == before
    assert (folder.stat().st_mode & 0o7777, (folder / "tests").stat().st_mode & 0o7777) == (0o750, 0o2750)
    assert litter(tmp_path) == []
    assert write(tmp_path, module(OTHER)).changed == ()


def test_users_files_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    write(tmp_path, module())
    users = put_users_files(tmp_path / NAME)
    (tmp_path / NAME / "override.tf").chmod(0o640)
    before = (tmp_path / NAME / "override.tf").stat()
    monkeypatch.setattr(os, "link", no_link)
    write(tmp_path, module(OTHER))
    assert rendered(tmp_path / NAME) == OTHER | users
    after = (tmp_path / NAME / "override.tf").stat()
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


def test_a_pipe_of_the_user_is_kept(tmp_path: Path) -> None:
    write(tmp_path, module())
    os.mkfifo(tmp_path / NAME / "pipe")
    write(tmp_path, module(OTHER))
    assert (tmp_path / NAME / "pipe").is_fifo()


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    write(tmp_path, module())
    (tmp_path / NAME / "queues.tf").unlink()
    assert write(tmp_path, module()).changed == ("queues.tf",)


def test_a_folder_of_the_users_is_adopted(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "queues.tf").write_bytes(FILES["queues.tf"])
    (tmp_path / NAME / "override.tf").write_bytes(b"mine")
    write(tmp_path, module())
    assert rendered(tmp_path / NAME) == FILES | {"override.tf": b"mine"}


@pytest.mark.parametrize("path", ["queues.tf", "code/resize.zip"])  # changed by OTHER, stale in OTHER
def test_hand_edit(tmp_path: Path, path: str) -> None:
    write(tmp_path, module())
    (tmp_path / NAME / path).write_bytes(b"edited\n")
    before = stamps(tmp_path)
    ((code, place, message),) = stopped(lambda: write(tmp_path, module(OTHER)))
    assert (code, place) == ("OUT001", str(tmp_path / NAME / path))
    assert "--diff" in message
    assert "--force" in message
    assert stamps(tmp_path) == before
    assert "-edited\n" in difference(tmp_path, module(OTHER))
    write(tmp_path, module(OTHER), force=True)
    assert rendered(tmp_path / NAME) == OTHER


def test_a_hand_edit_that_is_the_new_content(tmp_path: Path) -> None:
    write(tmp_path, module())
    (tmp_path / NAME / "queues.tf").write_bytes(OTHER["queues.tf"])
    write(tmp_path, module(OTHER))
    assert rendered(tmp_path / NAME) == OTHER


def test_users_file_in_the_way(tmp_path: Path) -> None:
    write(tmp_path, module())
    (tmp_path / NAME / "topics.tf").write_bytes(b"mine\n")
    (tmp_path / NAME / "queues.tf").write_bytes(b"mine\n")
    found = stopped(lambda: write(tmp_path, module(OTHER)))
    assert [(code, Path(place).name) for code, place, _ in found] == [
        ("OUT001", "queues.tf"),
        ("OUT002", "topics.tf"),
    ]
    assert "--diff" in found[1][2]
    assert "--force" in found[1][2]
    write(tmp_path, module(OTHER), force=True)
    assert rendered(tmp_path / NAME) == OTHER


def link_folder(out: Path) -> str:
    (out / NAME).rename(out / "elsewhere")
    (out / NAME).symlink_to("elsewhere")
    return NAME


def link_subfolder(out: Path) -> str:
    (out / NAME / "tests").rename(out / "elsewhere")
    (out / NAME / "tests").symlink_to("../elsewhere")
    return f"{NAME}/tests"


def link_file(out: Path) -> str:
    (out / NAME / "queues.tf").rename(out / "elsewhere")
    (out / NAME / "queues.tf").symlink_to("../elsewhere")
    return f"{NAME}/queues.tf"


def link_manifest(out: Path) -> str:
    (out / NAME / MANIFEST).rename(out / "elsewhere")
    (out / NAME / MANIFEST).symlink_to("../elsewhere")
    return f"{NAME}/{MANIFEST}"


def dangling_link(out: Path) -> str:
    (out / NAME / "topics.tf").symlink_to("../elsewhere")
    return f"{NAME}/topics.tf"


def file_for_folder(out: Path) -> str:
    (out / NAME).rename(out / "elsewhere")
    (out / NAME).write_bytes(b"mine")
    return NAME


def folder_for_file(out: Path) -> str:
    (out / NAME / "topics.tf").mkdir()
    return f"{NAME}/topics.tf"


def pipe_for_file(out: Path) -> str:
    os.mkfifo(out / NAME / "topics.tf")
    return f"{NAME}/topics.tf"


OBSTACLES = [link_folder, link_subfolder, link_file, link_manifest]
OBSTACLES += [dangling_link, file_for_folder, folder_for_file, pipe_for_file]


@pytest.mark.parametrize("obstacle", OBSTACLES)
@pytest.mark.parametrize("force", [False, True])
def test_obstacles(tmp_path: Path, obstacle: Callable[[Path], str], force: bool) -> None:
    write(tmp_path, module())
    where = obstacle(tmp_path)
    before = stamps(tmp_path)
    ((code, place, _),) = stopped(lambda: write(tmp_path, module(OTHER), force=force))
    assert (code, place) == ("OUT003", str(tmp_path / where))
    assert stopped(lambda: difference(tmp_path, module(OTHER)))[0][0] == "OUT003"
    assert stamps(tmp_path) == before


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../../x", "a//b", ".", "", "a\0b", "\ud800", "C:x", "a\\b", MANIFEST]
)
def test_module_that_leaves_its_folder(tmp_path: Path, path: str) -> None:
    assert stopped(lambda: write(tmp_path, module({path: b""})))[0][0] == "OUT003"
    assert list(tmp_path.iterdir()) == []


CORRUPT = [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b'{"eventgen": 2}', b'{"eventgen": 1}']
CORRUPT += [
    b'{"eventgen": 1, "files": []}',
    b'{"eventgen": 1, "files": {"a": 1}}',
    b"<<<<<<< HEAD\n",
    b"9" * 5000,
]


@pytest.mark.parametrize("text", CORRUPT, ids=range(len(CORRUPT)))
def test_corrupt_manifest(tmp_path: Path, text: bytes) -> None:
    write(tmp_path, module())
    (tmp_path / NAME / MANIFEST).write_bytes(text)
    ((code, place, message),) = stopped(lambda: write(tmp_path, module()))
    assert (code, place) == ("OUT005", str(tmp_path / NAME / MANIFEST))
    assert "--force" in message
    assert MANIFEST in difference(tmp_path, module())
    assert write(tmp_path, module(), force=True).changed == (MANIFEST,)
    assert write(tmp_path, module()).changed == ()


def test_missing_manifest(tmp_path: Path) -> None:
    write(tmp_path, module())
    (tmp_path / NAME / MANIFEST).unlink()
    assert write(tmp_path, module()).changed == (MANIFEST,)


def test_manifest_that_leaves_the_folder(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"v")
    write(tmp_path, module())
    path = tmp_path / NAME / MANIFEST
    data = json.loads(path.read_bytes())
    known = hashlib.sha256(b"v").hexdigest()
    names = [
        "../victim",
        str(victim),
        "tests/../../victim",
        "",
        ".",
        "..",
        "a\0b",
        "\ud800",
        "n" * 5000,
        "queues.tf/x",
    ]
    data["files"] |= dict.fromkeys(names, known)
    path.write_text(json.dumps(data))
    for force in (False, True):
        assert write(tmp_path, module(OTHER if force else FILES), force=force).changed
        assert victim.read_bytes() == b"v"


def test_difference(tmp_path: Path) -> None:
    write(tmp_path, module())
    (tmp_path / NAME / "tests/pipeline.tftest.hcl").write_bytes(b"run {}\r\nby hand \xe2\x80\xa8 so")
    before = stamps(tmp_path)
    assert difference(tmp_path, module(OTHER)) == (
        "Binary file images/code/resize.zip differs\n"
        "--- a/images/queues.tf\n+++ b/images/queues.tf\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
        "--- a/images/tests/pipeline.tftest.hcl\n+++ b/images/tests/pipeline.tftest.hcl\n@@ -1,2 +1 @@\n"
        "-run {}\r\n-by hand \u2028 so\n\\ No newline at end of file\n+run {}\n"
        "--- /dev/null\n+++ b/images/topics.tf\n@@ -0,0 +1 @@\n+t\n"
    )
    assert stamps(tmp_path) == before


def test_difference_of_the_manifest_alone(tmp_path: Path) -> None:
    write(tmp_path, module())
    assert '+  "page": "' in difference(tmp_path, module(page="moved/images.yaml"))


def test_difference_to_nothing(tmp_path: Path) -> None:
    assert "+++ b/images/queues.tf" in difference(tmp_path / "missing", module())
    assert list(tmp_path.iterdir()) == []


def fails(outs: list[Path], words: str) -> None:
    for out in outs:
        ((code, _, message),) = stopped(lambda out=out: write(out, module()))  # type: ignore[misc]
        assert code == "OUT004"
        assert words in message
        assert "nothing was written" in message


def test_impossible_folders(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    fails([tmp_path / "file", tmp_path / "file/below"], "Not a directory")
    fails([tmp_path / ("n" * 300)], "File name too long")
    fails([Path("/proc/x/y")], "No such file or directory")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "queues.tf")

    write(tmp_path, module())
    monkeypatch.setattr(builtins, "open", denied)
    ((code, _, message),) = stopped(lambda: difference(tmp_path, module()))
    assert (code, "Permission denied" in message) == ("OUT004", True)
    assert stopped(lambda: write(tmp_path, module(OTHER)))[0][0] == "OUT004"


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "tiny"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("cannot mount")
    yield place
    subprocess.run(["umount", place], check=True)


def test_full_disk(tiny: Path) -> None:
    write(tiny, module())
    ((code, _, message),) = stopped(lambda: write(tiny, module({f"{n}.tf": b"x" * 9999 for n in range(9)})))
    assert code == "OUT004"
    assert "No space left on device" in message
    assert "the old output is whole" in message
    assert rendered(tiny / NAME) == FILES
    assert litter(tiny) == []


def test_a_folder_that_is_a_mount(tiny: Path) -> None:
    out = Module(tiny.name, "images.yaml", FILES)
    found = stopped(lambda: write(tiny.parent, out))
    assert [code for code, _, _ in found] == ["OUT004"]
    assert "use another --out" in found[0][2]
    assert [path.name for path in tiny.parent.iterdir() if path != tiny] == [LOCK]


def test_read_only_disk(tiny: Path) -> None:
    write(tiny, module())
    subprocess.run(["mount", "-o", "remount,ro", tiny], check=True)
    assert write(tiny, module()) == writing.Outcome()
    ((code, _, message),) = stopped(lambda: write(tiny, module(OTHER)))
    assert (code, "Read-only file system" in message) == ("OUT004", True)
