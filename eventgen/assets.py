"""Graph -> the files that it names: code as a reproducible zip, definitions of state machines."""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop
from eventgen.graph import Graph

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
LEFT_OUT = frozenset({"__pycache__", ".git", ".DS_Store", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache"})


def assets(graph: Graph, folder: Path) -> dict[str, bytes | None]:
    """For each node that names a file: its content, or None where the file is not there (yet)."""
    found: dict[str, bytes | None] = {}
    for node in graph.nodes.values():
        wanted = node.kind.asset(node)
        if wanted is None:
            continue
        path = folder / wanted
        try:
            found[node.name] = zipped(path) if path.is_dir() else path.read_bytes() if path.is_file() else None
        except OSError as error:
            message = f"{node.name}: {wanted} cannot be read: {error.strerror or error}"
            raise Stop([Diagnostic(Place(str(path)), Severity.ERROR, "FILE003", message)]) from error
    return found


def zipped(folder: Path) -> bytes:
    """A folder as a zip that depends on its content alone: sorted, fixed times and modes, stored.

    Not compressed: what zlib makes differs between its versions, and so would the hash of the code.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(_files(folder), key=lambda p: p.relative_to(folder).as_posix()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            archive.writestr(entry, path.read_bytes())
    return made.getvalue()


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        yield from (Path(root, name) for name in files if name not in LEFT_OUT and not name.endswith(".pyc"))
