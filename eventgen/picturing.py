"""Pages -> one picture of them, on standard output or in a file: `eventgen graph`."""

import os
from collections.abc import Sequence
from contextlib import suppress

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop
from eventgen.drawing.told import told
from eventgen.formatted import put
from eventgen.pages import pages
from eventgen.picture import picture
from eventgen.pictures import Drawn, written
from eventgen.pipeline import read
from eventgen.report import Report

LAYOUT = "grandalf"
INSTALL = "it lays out the picture, and comes with the extra `picture`"


class Undrawable(Exception):
    """A format that needs what is not installed; says what."""


def draw(paths: Sequence[str], form: str, out: str = "") -> int:
    """Draws pages, those with errors too as far as they are understood; gives the exit code. Raises Undrawable."""
    report = Report(Severity.ERROR)
    drawn: list[Drawn] = []
    with report.stopped():
        for file in pages(paths):
            with report.stopped():
                page = read(file)
                report.add(page.found)
                drawn.append(Drawn(page, told(picture(page.graph), page.document)))
        if drawn:
            _put(_text(form, drawn), out)
    return report.finish()


def _text(form: str, drawn: Sequence[Drawn]) -> str:
    try:
        return written(form, drawn)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] != LAYOUT:
            raise
        raise Undrawable(f"{form} needs {LAYOUT}, which is not installed: {INSTALL}") from error


def _put(text: str, out: str) -> None:
    if not out:
        put(text)
        return
    beside = f"{out}.new"
    try:
        with open(beside, "wb") as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
        os.replace(beside, out)
    except OSError as error:
        with suppress(OSError):
            os.remove(beside)
        message = f"cannot be written: {error.strerror or error}"
        raise Stop([Diagnostic(Place(out), Severity.ERROR, "OUT004", message)]) from error
