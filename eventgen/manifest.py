"""A module's folder as it stands: what eventgen wrote there, what is there now, what is wanted there."""

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop
from eventgen.module import Module

MANIFEST = ".eventgen.json"
FORMAT = 1
# To open a file: no link is followed, a pipe is not waited for, and Windows leaves line breaks alone
AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)  # a manifest may name what no disk can hold


@dataclass(frozen=True)
class Survey:
    """One look at the folder. The manifest is a file like the others, in `wanted` and in `found`."""

    wanted: Mapping[str, bytes]
    known: Mapping[str, str]  # path -> SHA-256, as the manifest on disk has it
    found: Mapping[str, bytes]  # what is on disk at the wanted and the known paths
    complaint: str = ""  # why the manifest on disk cannot be used

    @cached_property
    def changed(self) -> tuple[str, ...]:
        return tuple(path for path in sorted(self.wanted) if self.found.get(path) != self.wanted[path])

    @cached_property
    def removed(self) -> tuple[str, ...]:
        return tuple(path for path in sorted(self.found) if path not in self.wanted)

    @property
    def ours(self) -> frozenset[str]:
        """The paths that are not the user's."""
        return frozenset((*self.wanted, *self.known, MANIFEST))


def wanted(folder: Path, module: Module) -> dict[str, bytes]:
    """All that the folder of a module shall hold, its manifest included. Stops at what is no name for a file of it."""
    _stop_at(_leaving(folder, module.files))
    return {**module.files, MANIFEST: _manifest(folder, module)}


def survey(folder: Path, files: Mapping[str, bytes]) -> Survey:
    """Reads what the manifest and `files` name; stops at whatever is no plain file in a plain folder."""
    if not _mode(str(folder)):
        return Survey(files, {}, {})
    _stop_at(_obstacles(folder, [MANIFEST]))
    text = _content(folder, MANIFEST)
    known, complaint = ({}, "") if text is None else _parsed(text)
    paths = sorted({MANIFEST, *known, *files})
    _stop_at(_obstacles(folder, paths))
    found = {path: content for path in paths if (content := _content(folder, path)) is not None}
    return Survey(files, known, found, complaint)


def intact(folder: str, manifest: str) -> bool:
    """Whether a folder holds what the manifest of that hash says, in plain files and folders."""
    text = _plain(f"{folder}/{MANIFEST}")
    if text is None or digest(text) != manifest:
        return False
    known, _ = _parsed(text)
    folders = {folder, *(f"{folder}/{above}" for path in known for above in _above(path))}
    if not all(stat.S_ISDIR(_mode(path)) for path in folders):
        return False
    return all((text := _plain(f"{folder}/{path}")) is not None and digest(text) == known[path] for path in known)


def refusals(folder: Path, seen: Survey) -> Iterator[Diagnostic]:
    """What would be lost by writing: files edited by hand, and files that eventgen never wrote."""
    if seen.complaint:
        fix = "restore it from version control, see what would change with --diff, or rebuild it with --force"
        yield _error(folder / MANIFEST, "OUT005", f"the manifest {seen.complaint}", fix)
        return  # without it every file would look like the user's
    for path in sorted(seen.found):
        if path == MANIFEST or seen.found[path] == seen.wanted.get(path):
            continue
        if path not in seen.known:
            message = "is in the way: eventgen did not write this file"
            fix = "see the difference with --diff; move the file away, or overwrite it with --force"
            yield _error(folder / path, "OUT002", message, fix)
        elif digest(seen.found[path]) != seen.known[path]:
            verb = "overwrite" if path in seen.wanted else "remove"
            message = f"was edited by hand since eventgen wrote it; will not {verb} it"
            fix = "see the edit with --diff; move it to the page or to override.tf, or drop it with --force"
            yield _error(folder / path, "OUT001", message, fix)


def recorded(folder: Path) -> frozenset[str]:
    """The manifest and the paths that it lists; itself alone where it cannot be used."""
    text = b""
    with suppress(OSError):
        text = (folder / MANIFEST).read_bytes()
    return frozenset((MANIFEST, *_parsed(text)[0]))


@dataclass(frozen=True)
class Record:
    """What a manifest says: the page, as seen from its folder, and the files. `complaint`: why it cannot be used."""

    page: str
    files: frozenset[str]
    complaint: str


def record(text: bytes) -> Record:
    """Reads a manifest."""
    files, complaint = _parsed(text)
    page = "" if complaint else json.loads(text).get("page")
    if not isinstance(page, str):
        page, complaint = "", "names no page"
    return Record(page, frozenset(files), complaint)


def _manifest(folder: Path, module: Module) -> bytes:
    hashes = {path: digest(content) for path, content in module.files.items()}
    data = {"eventgen": FORMAT, "page": relative(module.page, str(folder)), "files": hashes}
    return (json.dumps(data, indent=2, sort_keys=True) + "\n").encode()


def _parsed(text: bytes) -> tuple[dict[str, str], str]:
    """The files of a manifest and, if there is something wrong with it, what."""
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):
        return {}, "is not JSON"
    match data:
        case {"eventgen": 1, "files": dict(files)} if all(isinstance(h, str) for h in files.values()):
            return {path: known for path, known in files.items() if _inside(path) and path != MANIFEST}, ""
        case {"eventgen": int(number)} if number > FORMAT:
            return {}, f"has format {number}, from a newer eventgen; this one knows format {FORMAT}"
    return {}, "is damaged"


def relative(page: str, folder: str) -> str:
    """The page as seen from the folder, whatever links the user came by."""
    above, name = os.path.split(os.path.abspath(page))
    target = os.path.join(real(above), name)
    try:
        return Path(os.path.relpath(target, real(folder))).as_posix()
    except ValueError:  # another drive of Windows
        return Path(target).as_posix()


def real(folder: str) -> str:
    """os.path.realpath; whoever asks for many folders looks at those on the way once."""
    return _real(os.path.join(os.getcwd(), folder))


@cache
def _real(folder: str) -> str:
    above, name = os.path.split(folder)
    if name in ("", ".", "..") or os.path.islink(folder):
        return os.path.realpath(folder)
    return os.path.join(_real(above), name)


def _inside(path: str) -> bool:
    """Whether a POSIX path stays in the folder that it is relative to, on every system."""
    try:
        named = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False
    parts = path.split("/")
    return named and not {"", ".", ".."}.intersection(parts) and "\\" not in path and ":" not in parts[0]


def _leaving(folder: Path, paths: Iterable[str]) -> Iterator[Diagnostic]:
    for path in sorted(paths):
        if path == MANIFEST or not _inside(path):
            yield _error(folder, "OUT003", f"{path!r} is no name for a file of the module")


def _obstacles(folder: Path, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Links, and files for folders or folders for files, at the paths and on the way to them."""
    files = frozenset(paths)
    folders = {"", *(above for path in files for above in _above(path))}
    blocked: tuple[str, ...] = ()
    for path in sorted({*files, *folders}):
        if path.startswith(blocked):  # behind a link lies what is not ours to look at
            continue
        trouble = _trouble(f"{folder}/{path}".rstrip("/"), path in files)
        if trouble:
            blocked += (path and path + "/",)
            yield _error(folder / path, "OUT003", trouble, "move it away")


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _trouble(path: str, is_file: bool) -> str:
    mode = _mode(path)
    kind = "file" if is_file else "folder"
    if not mode or (stat.S_ISREG(mode) if is_file else stat.S_ISDIR(mode)):
        return ""
    if stat.S_ISLNK(mode):
        return f"is a symbolic link where eventgen writes a {kind}; it is not followed"
    return f"is no {kind}, and eventgen writes a {kind} here"


def _mode(path: str) -> int:
    try:
        return os.lstat(path).st_mode
    except OSError as error:
        if error.errno in ABSENT:
            return 0
        raise


def _content(folder: Path, path: str) -> bytes | None:
    try:
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()
    except OSError as error:
        if error.errno in ABSENT:
            return None
        raise


def _plain(path: str) -> bytes | None:
    """The content of what is no link but a file; None for all else."""
    try:
        handle = os.open(path, os.O_RDONLY | AS_IT_IS)
    except OSError:
        return None
    try:
        status = os.fstat(handle)
        return os.read(handle, status.st_size + 1) if stat.S_ISREG(status.st_mode) else None
    finally:
        os.close(handle)


def digest(content: bytes) -> str:
    """As the manifest has it."""
    return hashlib.sha256(content).hexdigest()


def _stop_at(findings: Iterator[Diagnostic]) -> None:
    if found := tuple(findings):
        raise Stop(found)


def _error(path: Path, code: str, message: str, fix: str = "") -> Diagnostic:
    return Diagnostic(Place(str(path)), Severity.ERROR, code, message, fix)
