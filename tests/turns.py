"""Random pages one by one: the same at each run, or so many others as EVENTGEN_PAGES says."""

import os
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from hostile import examples
from hypothesis import Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from mending import mended
from option_values import Data
from strategy import pages

from eventgen.diagnostics import Severity

MORE = os.environ.get("EVENTGEN_PAGES")
COUNT = int(MORE or 500)
REPEATED = 30  # turns, after which the smallest pages are those that were before


def tried(
    turns: Iterable[int], hold: Callable[[Data], None], strategy: Callable[[int], SearchStrategy[Data]] = pages
) -> None:
    """Runs a test on a random page for each turn, the same at each run, and at first on the smallest too. Turns do
    not share a run of hypothesis: it would make most pages out of parts of those before."""
    for turn in turns:
        test: Any = given(strategy(turn))(hold if MORE or turn < REPEATED else not_the_first(hold))
        if MORE:
            settings(examples(2), derandomize=False, database=None, print_blob=True)(test)()
        else:
            seed(turn)(settings(examples(2), phases=[Phase.generate])(test))()


def not_the_first(hold: Callable[[Data], None]) -> Callable[[Data], None]:
    calls = count()

    def held(data: Data) -> None:
        if next(calls):
            hold(data)

    return held


def drawn(turn: int) -> Data:
    """The random page of a turn."""
    found: list[Data] = []
    tried([turn], lambda data: found.append(data))
    return found[-1]


def sample(count: int, *, variables: bool = True) -> list[Data]:
    """Random pages that give no warning either, each with a name of its own, for judges that are too slow to be
    asked one page at a time."""
    found = []
    for turn in range(count):
        page = {name: value for name, value in drawn(turn).items() if variables or name != "variables"}
        mild = mended({**page, "name": f"page-{turn}"}, Severity.WARNING)
        assert mild
        found.append(mild)
    return found
