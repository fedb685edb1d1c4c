"""How the time of `eventgen render` grows with the number of pages: `python bench/render.py`.

Copies of the eight patterns, each under a name of its own, rendered into a new folder (cold) and once more, when
there is nothing to change (warm). Whole processes; where the time per page stays, the growth is linear.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

COPIES = (1, 10, 100, 400)
ROUNDS = {1: 7, 10: 5, 100: 3, 400: 1}
PATTERNS = sorted(
    folder for folder in (Path(__file__).parents[1] / "examples" / "patterns").iterdir() if folder.is_dir()
)
NAME = re.compile(r"^name: ([a-z0-9-]+)$", re.MULTILINE)
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def copies(folder: Path, number: int) -> None:
    """So many of each pattern below the folder, the first called `orders-0`."""
    for index in range(number):
        for pattern in PATTERNS:
            copy = folder / f"{pattern.name}-{index}"
            shutil.copytree(pattern, copy, ignore=shutil.ignore_patterns("__pycache__"))
            (page,) = copy.glob("*.eventgen.yaml")
            page.write_text(NAME.sub(rf"name: \1-{index}", page.read_text("utf-8"), count=1), "utf-8")


def seconds(pages: Path, out: Path) -> float:
    """How long one rendering takes."""
    start = perf_counter()
    command = [sys.executable, "-m", "eventgen", "render", str(pages), "--out", str(out), "--quiet"]
    subprocess.run(command, env=ENVIRONMENT, check=True)
    return perf_counter() - start


def measured(scratch: Path, number: int) -> tuple[float, float]:
    """Medians of cold and warm renderings."""
    pages = scratch / "pages"
    copies(pages, number)
    cold, warm = [], []
    for index in range(ROUNDS[number]):
        out = scratch / f"out-{index}"
        cold.append(seconds(pages, out))
        warm.append(seconds(pages, out))
    return median(cold), median(warm)


def main() -> None:
    print(f"{'pages':>6} {'cold s':>8} {'ms/page':>8} {'warm s':>8} {'ms/page':>8} {'warm/cold':>10}")
    with tempfile.TemporaryDirectory() as scratch:
        measured(Path(scratch, "first"), 1)  # once for the bytecode, and for the disk
        for number in COPIES:
            pages = number * len(PATTERNS)
            cold, warm = measured(Path(scratch, str(number)), number)
            each = f"{cold * 1000 / pages:8.1f} {warm:8.2f} {warm * 1000 / pages:8.1f}"
            print(f"{pages:6} {cold:8.2f} {each} {warm / cold:10.2f}", flush=True)


if __name__ == "__main__":
    main()
