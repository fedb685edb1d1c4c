"""Path -> what a module takes of it: code as a reproducible zip, definitions of state machines."""

import io
import json
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
LEFT_OUT = frozenset({"__pycache__", ".git", ".DS_Store", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache"})
WHY = "what a page packs lies below its folder"


class Unfit(Exception):
    """A file that cannot be what the page says it is."""


def packed(page: str, path: str, form: str) -> bytes | None:
    """What a page names: a folder, zip or json; None where it is not there (yet). Raises Unfit and OSError."""
    folder = Path(page).parent
    whole = str(folder / path)
    return READERS[form](whole) if os.path.lexists(whole) and _below(whole, str(folder)) else None


def zipped(folder: str) -> bytes:
    """A folder as a zip that depends on its content alone: sorted, fixed times and modes, stored.

    Not compressed: what zlib makes differs between its versions, and so would the hash of the code.
    """
    if not os.path.isdir(folder):
        raise Unfit("is no folder: write `code: {zip: ...}` for a zip")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(_files(folder)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            archive.writestr(entry, _content(path, folder))
    return made.getvalue()


def zip_file(path: str) -> bytes:
    """A zip that somebody else made."""
    if os.path.isdir(path):
        raise Unfit("is a folder: write `code: {directory: ...}`")
    content = _content(path, os.path.dirname(path))
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit("is no zip file")
    return content


def definition(path: str) -> bytes:
    """The definition of a state machine: a JSON object."""
    if os.path.isdir(path):
        raise Unfit("is a folder: a definition is a JSON file")
    content = _content(path, os.path.dirname(path))
    try:
        if not isinstance(json.loads(content.decode("utf-8")), dict):
            raise Unfit("is JSON, but no mapping")
    except UnicodeDecodeError:
        raise Unfit("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Unfit(f"is no JSON: {error}") from None
    return content


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The name in the zip, and the path."""
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        inside = root[len(folder) :].replace(os.sep, "/").strip("/")
        for name in files:
            if name not in LEFT_OUT and not name.endswith(".pyc"):
                yield f"{inside}/{name}" if inside else name, os.path.join(root, name)


def _content(path: str, folder: str) -> bytes:
    """Only what is a file, and only what a link within the folder leads to: a pipe would hang, a device never end."""
    if os.path.islink(path):
        _below(path, folder)
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(0, f"{os.path.basename(path)} is no file", path)
    with open(path, "rb") as file:
        return file.read()


def _below(path: str, folder: str) -> bool:
    """True, for a path whose end lies below a folder. Raises OSError."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise OSError(0, f"{os.path.basename(path)} leads out of {folder or '.'}: {WHY}", path)
    return True


READERS = {"folder": zipped, "zip": zip_file, "json": definition}
