"""Paths of the command line -> the files of pages."""

import os
from collections.abc import Iterable, Iterator

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop

ENDINGS = (".eventgen.yaml", ".eventgen.yml")
ROOT = "eventgen.yaml"  # what says of which pages a root module is made
PASSED_OVER = frozenset({"node_modules", "__pycache__"})


def pages(paths: Iterable[str]) -> list[str]:
    """Files as they are named, folders searched for pages. Raises Stop where there is none."""
    found: dict[str, None] = {}
    for path in paths or ["."]:
        if not os.path.isdir(path):  # of any name: pathlib raises for those that are too long
            found[path] = None
            continue
        within = dict.fromkeys(below(path))
        if not within:
            message = f"no page lies in {path}: none of its files ends in {ENDINGS[0]}"
            raise Stop([Diagnostic(Place(path), Severity.ERROR, "FILE001", message, "eventgen init writes one")])
        found |= within
    return list(found)


def below(folder: str, passed_over: str = "") -> Iterator[str]:
    """The pages in a folder and below; not those below a folder that holds a file of the name `passed_over`."""
    for root, folders, files in os.walk(folder):
        if passed_over in files and root != folder:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in PASSED_OVER)
        for name in sorted(files):
            if name.endswith(ENDINGS):
                yield os.path.normpath(os.path.join(root, name))
