"""A bar for those who wait at a terminal."""

import sys
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
MANY = 20  # files: fewer are done before a bar is drawn


def progress(things: Iterable[T], number: int, doing: str) -> Iterable[T]:
    """The same things; with a bar on standard error, if they are many and somebody looks."""
    if number < MANY or not sys.stderr.isatty():
        return things
    from rich.console import Console
    from rich.progress import track

    return track(things, doing, total=number, console=Console(stderr=True), transient=True)
