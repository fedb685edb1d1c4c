"""A bar for those who wait at a terminal."""

import sys
from collections.abc import Iterable, Sequence

MANY = 20  # files: fewer are done before a bar is drawn


def progress(files: Sequence[str], doing: str) -> Iterable[str]:
    """The same files; with a bar on standard error, if they are many and somebody looks."""
    if len(files) < MANY or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, doing, console=Console(stderr=True), transient=True)
