"""A folder of this user for what need not be worked out twice. Nothing in it is needed; nobody else may write it."""

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OFF = "EVENTGEN_CACHE"  # environment variable: `off` turns the cache off


@cache
def folder(name: str) -> Path | None:
    """The folder for one purpose; None where there can be none that is private."""
    if os.environ.get(OFF) == "off":
        return None
    root = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    made = Path(root, "eventgen", f"{name}-{sys.implementation.cache_tag}")
    try:
        made.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = made.stat()
        mine = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
        return made if mine and os.access(made, os.W_OK) else None
    except OSError:
        return None


MOST = 64  # files in each of 256 folders: the oldest go


def path(name: str, key: str | bytes) -> Path | None:
    """Where this eventgen keeps what it worked out about the key; None where it cannot."""
    within = folder(name)
    if within is None:
        return None
    key = key if isinstance(key, bytes) else key.encode(errors="surrogateescape")
    hashed = hashlib.sha256(stamp().encode() + b"\0" + key).hexdigest()
    return within / hashed[:2] / hashed[2:]


def recall(path: Path | None) -> Any:
    """What was kept; None if nothing was, or it cannot be read."""
    try:
        return json.loads(path.read_bytes()) if path else None
    except (OSError, ValueError):
        return None


def keep(path: Path | None, value: Any) -> None:
    """Written beside and moved into place: two runs at once leave what one of them worked out."""
    if path is None:
        return
    with suppress(OSError):
        within, beside = os.path.dirname(path), f"{path}.{os.getpid()}"
        with suppress(FileExistsError):
            os.mkdir(within, 0o700)
        with open(beside, "w", encoding="utf-8") as file:
            file.write(json.dumps(value))
        os.replace(beside, path)
        others = os.listdir(within)
        if len(others) > MOST:
            ages = {os.stat(other).st_mtime_ns: other for other in (os.path.join(within, name) for name in others)}
            for age in sorted(ages)[:-MOST]:
                os.unlink(ages[age])


LIBRARIES = ("yaml", "jinja2", "hcl2")  # what they say and make is part of what is kept


@cache
def stamp() -> str:
    """What changes when eventgen does, or a library that it works with: a hash of names, sizes and times of files."""
    files: list[tuple[str, os.stat_result]] = []
    folders = [os.path.dirname(__file__), str(templates())]
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".json", ".schema", ".j2")):
                    files.append((entry.name, entry.stat()))
                elif entry.name not in ("__pycache__", "templates") and entry.is_dir():
                    folders.append(entry.path)
    origins = [spec.origin for spec in map(find_spec, LIBRARIES) if spec and spec.origin]
    files += [(origin, os.stat(origin)) for origin in origins]
    rows = sorted((name, status.st_size, status.st_mtime_ns) for name, status in files)
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def templates() -> Path:
    """Within the package when installed, beside it in a checkout."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else inside.parent.parent / "templates"
