"""Folders of the command line -> the modules in them, as they lie on the disk."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from os.path import basename, isdir, isfile, islink, join, normpath

from eventgen import pipeline
from eventgen.diagnostics import Diagnostic, Place, Severity, Stop, printable
from eventgen.manifest import MANIFEST, Record, record
from eventgen.module import HCL, Candidate, Source
from eventgen.pages import PASSED_OVER, ROOT

JSON = ".tf.json"
USUAL = "terraform"  # where `render` writes to
NOT_READ = "is JSON, which eventgen does not read: what it says is passed over"
RESTORE = "restore it from version control, or rebuild it: eventgen render --force"
RENDER = "render the page from where it is now, and the manifest names it"


def folders(paths: Iterable[str]) -> tuple[list[str], list[Diagnostic]]:
    """The folders of modules, and what is wrong with the paths. A module has a manifest; a folder that is named also
    counts as one if there is Terraform in it."""
    modules: dict[str, None] = {}
    found: list[Diagnostic] = []
    for path in paths or [USUAL if isdir(USUAL) or not _has_terraform(".") else "."]:
        if isdir(path):
            before = len(found)
            within = list(_search(path, found))
            if not within and len(found) == before:
                message = f"no module lies here: there is no {MANIFEST} here or below, and no {HCL} here"
                found.append(_said(path, Severity.ERROR, "FILE001", message, "eventgen render writes modules"))
            modules |= dict.fromkeys(within)
        elif isfile(path):
            found.append(_said(path, Severity.ERROR, "FILE005", "is a file", "name the folder that it lies in"))
        else:
            found.append(_said(path, Severity.ERROR, "FILE001", "there is no such folder", "name a folder that exists"))
    return list(modules), found


def _search(path: str, found: list[Diagnostic]) -> Iterator[str]:
    """Links to folders are not followed, but told of where they lead to a module."""
    for root, within, files in os.walk(path, onerror=lambda error: found.append(_unreadable(error.filename, error))):
        within[:] = sorted(name for name in within if not name.startswith(".") and name not in PASSED_OVER)
        if MANIFEST in files or (root == path and any(map(_is_terraform, files))):
            yield normpath(root)
        for link in (join(root, name) for name in within if islink(join(root, name))):
            if isfile(join(link, MANIFEST)):
                message = "is a link to a module, and not followed"
                found.append(_said(link, Severity.INFO, "FILE006", message, "name it to check it"))


def _has_terraform(folder: str) -> bool:
    with suppress(OSError):
        return any(name == MANIFEST or _is_terraform(name) for name in os.listdir(folder))
    return False


def _is_terraform(name: str) -> bool:
    """Whether Terraform would read a file of that name."""
    return name.endswith((HCL, JSON)) and not name.startswith(".")


def opened(folder: str) -> Candidate:
    """A module from the disk, with its page where that can be read."""
    found: list[Diagnostic] = []
    files, unread = _files(folder, found)
    whole = not found
    passed_over = [name for name in unread if name.endswith(JSON)]
    found += [_said(join(folder, name), Severity.INFO, "HCL004", NOT_READ) for name in passed_over]
    written = _record(folder, found)
    source = _source(folder, written.page, found) if written and whole else None
    foreign = frozenset(files).difference(written.files if written else ())
    return Candidate(
        folder, files, lambda path: isfile(join(folder, path)), source, foreign, unread=unread, found=tuple(found)
    )


def _files(folder: str, found: list[Diagnostic]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The HCL of a folder, and the names of what Terraform would read too."""
    files: dict[str, bytes] = {}
    unread: list[str] = []
    try:
        names = [name for name in sorted(os.listdir(folder)) if _is_terraform(name) and not isdir(join(folder, name))]
    except OSError as error:
        names = []
        found.append(_unreadable(folder, error))
    for name in names:
        content = None
        if name.endswith(HCL):
            content = _content(join(folder, name), found)
        if content is None:
            unread.append(name)
        else:
            files[name] = content
    if not names and not found:
        message = f"no Terraform lies here: none of the files ends in {HCL}"
        found.append(_said(folder, Severity.ERROR, "FILE001", message, "eventgen render writes it anew"))
    return files, tuple(unread)


def _content(path: str, found: list[Diagnostic]) -> bytes | None:
    """Of a file, or of what a link leads to: a pipe would hang, a device never end."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(0, "it is no file")
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        found.append(_unreadable(path, error))
        return None


def _record(folder: str, found: list[Diagnostic]) -> Record | None:
    """What the manifest says; None where there is none that can be used."""
    path = join(folder, MANIFEST)
    content = _content(path, found) if os.path.lexists(path) else None
    written = record(content) if content is not None else None
    if written and written.complaint:
        message = f"the manifest {written.complaint}: what page this is of is not known"
        found.append(_said(path, Severity.ERROR, "OUT005", message, RESTORE))
        return None
    return written


def _source(folder: str, page: str, found: list[Diagnostic]) -> Source | None:
    """The page that the manifest names. One that is not here may lie elsewhere; one that is wrong is a fault."""
    path = normpath(join(folder, page))
    if not isfile(path):
        message = f"the page {path} is not there: the module is checked without it"
        found.append(_said(join(folder, MANIFEST), Severity.INFO, "OUT006", message, RENDER))
        return None
    if basename(path) == ROOT:  # of a root module there is no graph
        return None
    try:
        read = pipeline.read(path)
        if read.sound:
            return pipeline.source(read)
        found += [finding for finding in read.found if finding.severity == Severity.ERROR]
    except Stop as stop:
        found += stop.diagnostics
    return None


def _unreadable(path: str, error: OSError) -> Diagnostic:
    return _said(path, Severity.ERROR, "FILE003", f"cannot be read: {error.strerror or error}")


def _said(path: str, severity: Severity, code: str, message: str, fix: str = "") -> Diagnostic:
    return Diagnostic(Place(path and normpath(path)), severity, code, printable(message), fix)
