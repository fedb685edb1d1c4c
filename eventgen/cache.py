"""A folder of this user for what need not be worked out twice. Nothing in it is needed; nobody else may write it."""

import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

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


LIBRARIES = ("pydantic", "pydantic_core", "yaml")  # their words are part of what is remembered


@cache
def stamp() -> str:
    """What changes when eventgen does, or a library whose words it passes on: names, sizes and times of files."""
    files: list[tuple[str, os.stat_result]] = []
    folders = [os.path.dirname(__file__)]
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".json", ".schema")):
                    files.append((entry.name, entry.stat()))
                elif entry.name != "__pycache__" and entry.is_dir():
                    folders.append(entry.path)
    origins = [spec.origin for spec in map(find_spec, LIBRARIES) if spec and spec.origin]
    files += [(origin, os.stat(origin)) for origin in origins]
    return repr(sorted((name, status.st_size, status.st_mtime_ns) for name, status in files))
