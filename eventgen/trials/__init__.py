"""Tests that were played -> what people and programs read. A format is the module of its name."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from eventgen.diagnostics import Diagnostic

TEXT = "text"  # for people: `testing.py` writes it as the tests are played


@dataclass(frozen=True)
class Trial:
    """A test that was played: what of it does not hold, and the life of the events concerned."""

    file: str
    line: int
    name: str
    wrong: tuple[Diagnostic, ...] = ()
    lives: tuple[tuple[str, ...], ...] = ()  # for each thing that is wrong
    story: tuple[str, ...] = ()  # of all events, where it was asked for

    @property
    def holds(self) -> bool:
        return not self.wrong


@dataclass(frozen=True)
class Trials:
    """All of a run: the pages, their tests, and the findings for which pages were not played."""

    files: Sequence[str]
    trials: Sequence[Trial]
    found: Sequence[Diagnostic]

    @property
    def failed(self) -> int:
        return sum(not trial.holds for trial in self.trials)


def names() -> tuple[str, ...]:
    """All formats, sorted; text first."""
    modules = (file[:-3] for file in os.listdir(__path__[0]) if file.endswith(".py") and file != "__init__.py")
    return (TEXT, *sorted(modules))


def write(form: str, trials: Trials) -> None:
    """Writes the results to standard output, in UTF-8 on every machine."""
    text: str = import_module(f"{__name__}.{form}").written(trials)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
