"""Graph -> the files that it names: code as a reproducible zip, definitions of state machines."""

import io
import json
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.graph import Graph
from eventgen.kinds import Asset
from eventgen.load import Document

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
LEFT_OUT = frozenset({"__pycache__", ".git", ".DS_Store", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache"})
WHY = "what a page packs lies below its folder"


class Unfit(Exception):
    """A file that cannot be what the page says it is."""


def assets(graph: Graph, document: Document) -> tuple[dict[str, bytes | None], list[Diagnostic]]:
    """For each node that names a file its content, or None where it is not there (yet); and what is unfit."""
    found: dict[str, bytes | None] = {}
    wrong: list[Diagnostic] = []
    folder = Path(document.file).parent
    for node in graph.nodes.values():
        asset: Asset | None = node.kind.asset(node)
        if asset is None:
            continue
        path = folder / asset.path
        route = (*node.route, *asset.option)
        try:
            found[node.name] = READERS[asset.form](path) if os.path.lexists(path) and _below(path, folder) else None
        except Unfit as error:
            message = f"{node.name}: {asset.path} {error}"
            wrong.append(document.diagnostic(route, Severity.ERROR, "CODE001", message))
        except OSError as error:
            message = f"{node.name}: {asset.path} cannot be read: {error.strerror or error}"
            wrong.append(document.diagnostic(route, Severity.ERROR, "FILE003", message))
    return found, wrong


def zipped(folder: Path) -> bytes:
    """A folder as a zip that depends on its content alone: sorted, fixed times and modes, stored.

    Not compressed: what zlib makes differs between its versions, and so would the hash of the code.
    """
    if not folder.is_dir():
        raise Unfit("is no folder: write `code: {zip: ...}` for a zip")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(_files(folder), key=lambda p: p.relative_to(folder).as_posix()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            archive.writestr(entry, _content(path, folder))
    return made.getvalue()


def zip_file(path: Path) -> bytes:
    """A zip that somebody else made."""
    if path.is_dir():
        raise Unfit("is a folder: write `code: {directory: ...}`")
    content = _content(path, path.parent)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit("is no zip file")
    return content


def definition(path: Path) -> bytes:
    """The definition of a state machine: a JSON object."""
    if path.is_dir():
        raise Unfit("is a folder: a definition is a JSON file")
    content = _content(path, path.parent)
    try:
        if not isinstance(json.loads(content.decode("utf-8")), dict):
            raise Unfit("is JSON, but no mapping")
    except UnicodeDecodeError:
        raise Unfit("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Unfit(f"is no JSON: {error}") from None
    return content


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        yield from (Path(root, name) for name in files if name not in LEFT_OUT and not name.endswith(".pyc"))


def _content(path: Path, folder: Path) -> bytes:
    """Only what is a file, and only what a link within the folder leads to: a pipe would hang, a device never end."""
    if path.is_symlink():
        _below(path, folder)
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, f"{path.name} is no file", str(path))
    return path.read_bytes()


def _below(path: Path, folder: Path) -> bool:
    """True, for a path whose end lies below a folder. Raises OSError."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise OSError(0, f"{path.name} leads out of {folder}: {WHY}", str(path))
    return True


READERS = {"folder": zipped, "zip": zip_file, "json": definition}
