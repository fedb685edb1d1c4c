"""How the time of `eventgen render` grows with the number of pages: `python bench/render.py`.

Copies of the eight patterns, each under a name of its own, rendered into a new folder (cold) and once more, when
there is nothing to change (warm). Whole processes; where the time per page stays, the growth is linear. Templates are
compiled beforehand, as they are on every machine where eventgen ran once; else nothing is remembered.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

COPIES = (1, 10, 100, 400)
ROUNDS = {1: 7, 10: 5, 100: 3, 400: 1}
PATTERNS = sorted(
    folder for folder in (Path(__file__).parents[1] / "examples" / "patterns").iterdir() if folder.is_dir()
)
NAME = re.compile(r"^name: ([a-z0-9-]+)$", re.MULTILINE)
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """Of a process and those that it began: the time, that of all cores, and the memory of the largest."""

    seconds: float
    cpu: float
    megabytes: float


def cost(command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> Cost:
    """Runs a command, in silence."""
    start = perf_counter()
    silence = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=silence, stderr=silence) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def copies(folder: Path, number: int) -> None:
    """So many of each pattern below the folder, the first called `orders-0`."""
    for index in range(number):
        for pattern in PATTERNS:
            copy = folder / f"{pattern.name}-{index}"
            shutil.copytree(pattern, copy, ignore=shutil.ignore_patterns("__pycache__"))
            (page,) = copy.glob("*.eventgen.yaml")
            page.write_text(NAME.sub(rf"name: \1-{index}", page.read_text("utf-8"), count=1), "utf-8")


class Eventgen:
    """Pages, and a place for what comes of them. Nothing is deleted: ext4 is slow where many files just were."""

    def __init__(self, scratch: Path, number: int) -> None:
        self.pages, self.scratch, self.round = scratch / "pages", scratch, 0
        copies(self.pages, number)
        self.render()  # for the bytecode and the templates

    def cold(self) -> Cost:
        """The first rendering."""
        before, self.round = self.cache, self.round + 1
        for folder in before.glob("eventgen/templates-*"):
            shutil.copytree(folder, self.cache / "eventgen" / folder.name)
        return self.render()

    def render(self) -> Cost:
        """A rendering: the second one in a round is a warm one."""
        command = [sys.executable, "-m", "eventgen", "render", str(self.pages), "--out", str(self.out), "--quiet"]
        return cost(command, {**ENVIRONMENT, "XDG_CACHE_HOME": str(self.cache)})

    @property
    def out(self) -> Path:
        return self.scratch / f"out-{self.round}"

    @property
    def cache(self) -> Path:
        return self.scratch / f"cache-{self.round}"


def main() -> None:
    print(f"{'pages':>6} {'cold s':>8} {'ms/page':>8} {'MB':>6} {'warm s':>8} {'ms/page':>8} {'cold/warm':>10}")
    for number in COPIES:
        with tempfile.TemporaryDirectory() as scratch:
            eventgen = Eventgen(Path(scratch), number)
            rounds = [(eventgen.cold(), eventgen.render()) for _ in range(ROUNDS[number])]
        pages = number * len(PATTERNS)
        cold, warm = (median(each.seconds for each in run) for run in zip(*rounds, strict=True))
        ratio = median(cold.seconds / warm.seconds for cold, warm in rounds)
        largest = max(cold.megabytes for cold, _ in rounds)
        each = f"{cold * 1000 / pages:8.1f} {largest:6.0f} {warm:8.2f} {warm * 1000 / pages:8.2f}"
        print(f"{pages:6} {cold:8.2f} {each} {ratio:10.1f}", flush=True)


if __name__ == "__main__":
    main()
