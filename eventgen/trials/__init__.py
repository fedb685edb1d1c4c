"""Tests that were played -> what people and programs read. A format is the module of its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventgen.diagnostics import Diagnostic


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
