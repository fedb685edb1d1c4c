"""{path: bytes} -> disk: each module is built beside its folder and put in its place in one step.

A run that is killed leaves the old module or the new one whole, and the user's own files (override.tf,
terraform.tfstate, .terraform/) in either. Of rendered files nothing is forced onto the disk: when the power fails
just behind a run, they can be rendered again. The price: the folder is another one (its inode changes) after each
write that changes something, so a shell or a terraform that stands in it stands in a folder that is gone.
"""

import errno
import os
import shutil
import stat
import sys
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop
from eventgen.manifest import AS_IT_IS, MANIFEST, Survey, digest, intact, recorded, refusals, survey, wanted
from eventgen.module import Module

LOCK = ".eventgen.lock"
FIXED = "a mount, or a folder of a container image's lower layer, cannot be replaced: use another --out"


@dataclass(frozen=True)
class Outcome:
    """What a write changed, the manifest included, and the manifest's hash. Nothing changed: nothing was written."""

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    manifest: str = field(default="", compare=False)


@dataclass(frozen=True)
class _Spots:
    """A module's folder and the names beside it that a run uses, by which the next finds what it left."""

    out: Path
    name: str

    @cached_property
    def folder(self) -> Path:
        return self.out / self.name

    @property
    def new(self) -> Path:
        """The module while it is built. Left by a killed run, it is worth nothing."""
        return self.out / f".{self.name}.eventgen-new"

    @property
    def old(self) -> Path:
        """The folder that was replaced. Left by a killed run, it may hold the only copy of a user's file."""
        return self.out / f".{self.name}.eventgen-old"

    @property
    def gone(self) -> Path:
        """The replaced folder once nothing in it is needed. Left by a killed run, it is worth nothing."""
        return self.out / f".{self.name}.eventgen-gone"

    @property
    def beside(self) -> tuple[Path, Path, Path]:
        return self.new, self.old, self.gone


def write(out: Path, module: Module, *, force: bool = False) -> Outcome:
    """Makes out/NAME hold the module; `force` overwrites files that were edited by hand or are not ours."""
    spots = _Spots(out, module.name)
    with _telling(spots):
        files = wanted(spots.folder, module)
        manifest = digest(files[MANIFEST])
        if settled(out, module.name, manifest):
            return Outcome(manifest=manifest)
        with _locked(out, module.name):
            _recover(spots)
            seen = survey(spots.folder, files)
            refused = () if force else tuple(refusals(spots.folder, seen))
            if refused:
                raise Stop(refused)
            if seen.changed or seen.removed:
                _replace(spots, seen)
            return Outcome(seen.changed, seen.removed, manifest)


def difference(out: Path, module: Module) -> str:
    """What `write` with force would do, as a unified diff; empty if it would write nothing."""
    spots = _Spots(out, module.name)
    with _telling(spots, "cannot be read", "nothing was changed"):
        seen = survey(spots.folder, wanted(spots.folder, module))
    paths = sorted((*seen.changed, *seen.removed))
    # The manifest's hashes only repeat what the other files show.
    shown = [path for path in paths if path != MANIFEST] or paths
    return "".join(_diff(module.name + "/" + path, seen.found.get(path), seen.wanted.get(path)) for path in shown)


def settled(out: Path, name: str, manifest: str) -> bool:
    """Whether there is nothing to do for a module whose manifest has that hash; found without the lock, so that a
    read-only folder is no error. False where the disk cannot say so: under the lock it is told for good."""
    spots = _Spots(out, name)
    try:
        return intact(str(spots.folder), manifest) and not any(map(os.path.lexists, spots.beside))
    except OSError:
        return False


def _recover(spots: _Spots) -> None:
    """Finishes or undoes what a killed run began."""
    for left in (spots.new, spots.gone):
        if os.path.lexists(left):
            _discard(left)
    if os.path.lexists(spots.old):
        if not os.path.lexists(spots.folder):
            os.rename(spots.old, spots.folder)
        elif spots.folder.is_dir() and not spots.folder.is_symlink():
            _rescue(spots, recorded(spots.old) | recorded(spots.folder))


def _replace(spots: _Spots, seen: Survey) -> None:
    try:
        _build(spots, seen)
        fresh = not os.path.lexists(spots.folder)
        if fresh:
            os.rename(spots.new, spots.folder)
        else:
            _carry(spots, seen.ours)
            _copy_modes(spots)
            _swap(spots)
    except BaseException:
        with suppress(OSError):
            _discard(spots.new)
        raise
    if not fresh:
        with _telling(spots, "was written, but not all is well", "the new output is whole"):
            _rescue(spots, seen.ours)


def _build(spots: _Spots, seen: Survey) -> None:
    """Fills spots.new with the module: what did not change is linked."""
    new, made = str(spots.new), {""}
    os.mkdir(new)
    for path in sorted(seen.wanted):
        above = path.rpartition("/")[0]
        if above not in made:
            os.makedirs(f"{new}/{above}", exist_ok=True)
            made.add(above)
        if path in seen.changed:
            _put(f"{new}/{path}", seen.wanted[path])
        else:
            _link(spots.folder / path, spots.new / path)


def _put(path: str, content: bytes) -> None:
    """A new file. `open` would ask the system twice as much, and files are what most time goes into."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_IT_IS, 0o666)
    try:
        while content:  # a disk that gets full takes a part
            content = content[os.write(handle, content) :]
    finally:
        os.close(handle)


def _carry(spots: _Spots, ours: Container[str]) -> None:
    """Gives spots.new the user's files."""
    for path in tuple(_foreign(spots.folder, ours)):
        source, target = spots.folder / path, spots.new / path
        try:
            _bring(source, target)
        except FileNotFoundError:
            if os.path.lexists(source):
                raise


def _foreign(folder: Path, ours: Container[str]) -> Iterator[str]:
    """The user's files, links and empty folders, as paths relative to the folder."""
    folders = [""]
    while folders:
        above = folders.pop()
        entries: list[os.DirEntry[str]] = []
        with suppress(FileNotFoundError), os.scandir(folder / above) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        if above and not entries:
            yield above
        for entry in entries:
            path = f"{above}/{entry.name}" if above else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif path not in ours:
                yield path


def _bring(source: Path, target: Path) -> None:
    mode = os.lstat(source).st_mode
    os.makedirs(target.parent, exist_ok=True)
    if stat.S_ISDIR(mode):
        os.mkdir(target)
    elif stat.S_ISLNK(mode):
        os.symlink(os.readlink(source), target)
    else:
        _link(source, target)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one file, or one is an unchanged copy of the other."""
    try:
        a, b = os.lstat(one), os.lstat(other)
    except FileNotFoundError:
        return False
    if stat.S_IFMT(a.st_mode) != stat.S_IFMT(b.st_mode):
        return False
    if stat.S_ISLNK(a.st_mode):
        return os.readlink(one) == os.readlink(other)
    equal = (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)
    return stat.S_ISDIR(a.st_mode) or os.path.samestat(a, b) or equal


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links, or another user's file
        if not stat.S_ISREG(os.lstat(source).st_mode):
            raise
        shutil.copy2(source, target, follow_symlinks=False)
        _sync(target)


def _copy_modes(spots: _Spots) -> None:
    """The modes of folders. They come last: a folder that is read-only could not be filled."""
    for above, _, _ in os.walk(spots.new, topdown=False):
        before = spots.folder / Path(above).relative_to(spots.new)
        if before.is_dir():
            shutil.copymode(before, above)


def _swap(spots: _Spots) -> None:
    """Puts spots.new in the folder's place, and the folder at spots.old."""
    os.rename(spots.new, spots.old)  # first: killed after the exchange, what is there is known to be the old folder
    swapped = False
    try:
        swapped = _exchange(spots.old, spots.folder)
    finally:
        if not swapped:
            os.rename(spots.old, spots.new)
    if not swapped:
        _swap_by_renaming(spots)


def _swap_by_renaming(spots: _Spots) -> None:
    """The same where nothing exchanges; for a moment there is no folder, and then `_recover` puts it back."""
    os.rename(spots.folder, spots.old)
    try:
        os.rename(spots.new, spots.folder)
    except BaseException:
        os.rename(spots.old, spots.folder)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where system or file system cannot."""
    import ctypes  # slow to import, and most runs change nothing

    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None), "renameat2", None)
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        return rename is not None and rename(here, paths[0], here, paths[1], exchange) == 0
    elif sys.platform == "darwin":
        rename = getattr(ctypes.CDLL(None), "renamex_np", None)
        return rename is not None and rename(*paths, 2) == 0  # RENAME_SWAP
    else:
        return False


def _rescue(spots: _Spots, ours: Container[str]) -> None:
    """Moves what the user put into the old folder just before the swap to the new one, then drops the old."""
    for path in _foreign(spots.old, ours):
        source, target = spots.old / path, spots.folder / path
        if _same(source, target) or (os.path.lexists(target) and not _later(source, target)):
            continue
        os.makedirs(target.parent, exist_ok=True)
        if source.is_dir() and not source.is_symlink():
            os.mkdir(target)
        else:
            os.replace(source, target)
    os.rename(spots.old, spots.gone)
    with suppress(OSError):  # litter, and the next run tries again
        _discard(spots.gone)


def _later(one: Path, other: Path) -> bool:
    return os.lstat(one).st_mtime_ns > os.lstat(other).st_mtime_ns


def _discard(path: Path) -> None:
    """Removes whatever is at the path."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except PermissionError:  # a folder of the user's that is read-only: its copy is, too
        for above, _, _ in os.walk(path):
            os.chmod(above, stat.S_IRWXU)
        shutil.rmtree(path)


def _sync(path: Path) -> None:
    if sys.platform != "win32":  # where no file can be synced that was opened to read
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _locked(out: Path, name: str) -> Iterator[None]:
    """Keeps other runs from a module; waits for the one that is at it. The lock file has a byte for each name."""
    if not os.path.lexists(out):
        os.makedirs(out, exist_ok=True)
    handle = os.open(out / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        _wait_for(handle, zlib.crc32(name.encode()) >> 1)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _wait_for(handle: int, byte: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, byte, os.SEEK_SET)
        while True:
            with suppress(OSError):  # it gives up after ten seconds
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
                return
    else:
        import fcntl

        fcntl.lockf(handle, fcntl.LOCK_EX, 1, byte)


@contextmanager
def _telling(spots: _Spots, what: str = "cannot be written", left: str = "") -> Iterator[None]:
    """Turns an error of the file system into a Stop with the system's words and what is left."""
    try:
        yield
    except OSError as error:
        at = f" ({os.fsdecode(error.filename)})" if isinstance(error.filename, str | bytes | os.PathLike) else ""
        message = f"{what}: {error.strerror or error}{at}; {left or _left(spots)}"
        fix = FIXED if error.errno in (errno.EXDEV, errno.EBUSY) else ""
        raise Stop([Diagnostic(Place(str(spots.folder)), Severity.ERROR, "OUT004", message, fix)]) from error


def _left(spots: _Spots) -> str:
    if os.path.lexists(spots.folder):
        return "the old output is whole"
    if os.path.lexists(spots.old):
        return f"the old output is whole in {spots.old}, and the next run puts it back"
    return "nothing was written"


def _diff(path: str, before: bytes | None, after: bytes | None) -> str:
    import difflib  # slow to import, and seldom needed

    if not (_is_text(before or b"") and _is_text(after or b"")):
        return f"Binary file {path} differs\n"
    names = "/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{path}"
    diff = difflib.unified_diff(_lines(before or b""), _lines(after or b""), *names)
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in diff)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def _lines(content: bytes) -> list[str]:
    """The lines with their ends; str.splitlines would split at more than newlines."""
    *whole, rest = content.decode().split("\n")
    return [line + "\n" for line in whole] + ([rest] if rest else [])
