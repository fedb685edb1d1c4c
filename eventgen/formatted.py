"""Formats of output, in folders of their own: a format is the module of its name, and loaded when it is asked for."""

import sys
from importlib import import_module
from typing import Any

TEXT = "text"  # for people: no module writes it


def names(package: str) -> tuple[str, ...]:
    """All formats of a folder, sorted; text first."""
    from eventgen import kinds

    return (TEXT, *kinds.names(package))


def write(package: str, form: str, what: Any) -> None:
    """Writes something to standard output, in UTF-8 on every machine."""
    put(import_module(f"eventgen.{package}.{form}").written(what))


def put(text: str) -> None:
    """Byte for byte, whatever the machine makes of line breaks and letters."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
