"""What `eventgen render` costs beside generators that take programs for pages: `python bench/peers.py FOLDER`.

FOLDER holds the peers, installed: `cdk` and `cdktf`, each with a program that declares the eight patterns as many
times as the environment variable N says, and with its command line in `node_modules/.bin`. Whole processes, all in turn
in each of five rounds, so that what else the machine does falls on all of them alike. Figures are medians; ratios are
medians of the rounds' own ratios to the first rendering (cold), and to one when there is nothing to change (warm).
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from render import ENVIRONMENT, Cost, Eventgen, cost

COLD, WARM = "eventgen, cold", "eventgen, warm"
OFFLINE = {"CHECKPOINT_DISABLE": "1"}  # who asks the network for news would be slowed down by its lack
Run = Callable[[], Cost]


@dataclass(frozen=True)
class Peer:
    """A command line, in its folder; `{out}` is where it writes."""

    name: str
    folder: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()

    def program(self, folder: Path) -> Path:
        return folder / self.folder / "node_modules" / ".bin" / self.command[0]

    def run(self, folder: Path, scratch: Path, copies: int) -> Run:
        """A function that runs it once."""
        words = [word.format(out=scratch / f"{self.name}.out") for word in self.command[1:]]
        environment = {**ENVIRONMENT, **OFFLINE, **dict(self.environment), "N": str(copies)}
        return lambda: cost([str(self.program(folder)), *words], environment, folder / self.folder)


CDK = ("cdk", "synth", "--quiet", "--no-notices", "--output", "{out}")
PEERS = (
    Peer("cdktf synth", "cdktf", ("cdktf", "synth", "--output", "{out}")),
    Peer("cdk synth", "cdk", CDK),
    Peer("cdk synth, no validation", "cdk", CDK, (("NOVAL", "1"),)),
)


def measured(folder: Path, peers: list[Peer], copies: int, rounds: int) -> None:
    """Prints a table for so many copies of the patterns."""
    with tempfile.TemporaryDirectory() as scratch:
        eventgen = Eventgen(Path(scratch, "eventgen"), copies)
        runs: dict[str, Run] = {COLD: eventgen.cold, WARM: eventgen.render}
        runs |= {peer.name: peer.run(folder, Path(scratch), copies) for peer in peers}
        costs = [{name: run() for name, run in runs.items()} for _ in range(rounds)]
    print(f"\n{f'{copies} of each pattern':32} {'s':>8} {'cpu s':>8} {'MB':>6} {'/ cold':>8} {'/ warm':>8}")
    for name in runs:
        figures = Cost(*map(median, zip(*(each[name] for each in costs), strict=True)))
        ratios = [median(each[name].seconds / each[ours].seconds for each in costs) for ours in (COLD, WARM)]
        row = f"{figures.seconds:8.2f} {figures.cpu:8.2f} {figures.megabytes:6.0f} {ratios[0]:8.2f} {ratios[1]:8.2f}"
        print(f"{name:32} {row}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="eventgen beside its peers")
    parser.add_argument("folder", type=Path, help="where the peers are installed")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    folder = given.folder.resolve()
    there = [peer for peer in PEERS if os.access(peer.program(folder), os.X_OK)]
    for name in dict.fromkeys(peer.folder for peer in PEERS if peer not in there):
        print(f"{name} is left out: it is not installed in {folder / name}")
    for copies in given.copies:
        measured(folder, there, copies, given.rounds)


if __name__ == "__main__":
    main()
