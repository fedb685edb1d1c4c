"""What `eventgen validate` costs beside Python itself and the bare import of the libraries that a command line of this
kind is made of: `python bench/validate.py`.

Whole processes, one of each in every round, so that what else the machine does falls on all of them alike.
Times are medians; ratios are medians of the rounds' own ratios. `judged` is a page that was changed, `recalled` one
that was not: eventgen remembers what it found in it.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 15
PAGES = sorted((Path(__file__).parents[1] / "examples" / "patterns").rglob("*.eventgen.yaml"))
PYTHON = "python"
LIBRARIES = "import typer, pydantic, yaml"
DRAWING = "import typer, rich, pydantic, yaml"
JUDGED, RECALLED = "judged", "recalled"
COMMANDS = {
    PYTHON: ["-c", "pass"],
    LIBRARIES: ["-c", LIBRARIES],
    DRAWING: ["-c", DRAWING],
    **{
        f"{page.parent.name}, {how}": ["-m", "eventgen", "validate", str(page)]
        for page in PAGES
        for how in (JUDGED, RECALLED)
    },
    **{f"all eight, {how}": ["-m", "eventgen", "validate", *map(str, PAGES)] for how in (JUDGED, RECALLED)},
}
# Bytecode is written, as on any user's machine
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def seconds(name: str) -> float:
    """How long one process takes."""
    environment = {**ENVIRONMENT, "EVENTGEN_CACHE": "off"} if name.endswith(JUDGED) else ENVIRONMENT
    start = perf_counter()
    subprocess.run([sys.executable, *COMMANDS[name]], env=environment, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def main() -> None:
    for name in COMMANDS:  # once for the bytecode, and for the disk
        seconds(name)
    rounds = [{name: seconds(name) for name in COMMANDS} for _ in range(ROUNDS)]
    print(f"{'':36} {'ms':>7} {'/ python':>9} {'/ libraries':>12} {'/ with rich':>12}")
    for name in COMMANDS:
        time = median(each[name] for each in rounds)
        ratios = [median(each[name] / each[other] for each in rounds) for other in (PYTHON, LIBRARIES, DRAWING)]
        print(f"{name:36} {time * 1000:7.1f} {ratios[0]:9.2f} {ratios[1]:12.2f} {ratios[2]:12.2f}")


if __name__ == "__main__":
    main()
