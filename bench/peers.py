"""What `eventgen render` costs beside generators that take programs for pages: `python bench/peers.py FOLDER`.

FOLDER holds the peers, installed: `cdk` and `cdktf`, each with a program that declares the eight patterns as many
times as the environment variable N says, and with its command line in `node_modules/.bin`. Whole processes, all in turn
in each of five rounds, so that what else the machine does falls on all of them alike. Times are medians; ratios are
medians of the rounds' own ratios to the first rendering (cold), and to one when there is nothing to change (warm).
"""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from render import ENVIRONMENT, Eventgen

COLD, WARM = "eventgen, cold", "eventgen, warm"
OFFLINE = {"CHECKPOINT_DISABLE": "1"}  # who asks the network for news would be slowed down by its lack


@dataclass(frozen=True)
class Peer:
    """A command line, in its folder; `{out}` is where it writes."""

    name: str
    folder: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()


CDK = ("cdk", "synth", "--quiet", "--no-notices", "--output", "{out}")
PEERS = (
    Peer("cdktf synth", "cdktf", ("cdktf", "synth", "--output", "{out}")),
    Peer("cdk synth", "cdk", CDK),
    Peer("cdk synth, no validation", "cdk", CDK, (("NOVAL", "1"),)),
)
Timed = Callable[[], float]


def timed(folder: Path, peer: Peer, scratch: Path, copies: int) -> Timed:
    """A function that runs a peer once."""
    first, *rest = (word.format(out=scratch / f"{peer.name}.out") for word in peer.command)
    command = [str(folder / peer.folder / "node_modules" / ".bin" / first), *rest]
    environment = {**ENVIRONMENT, **OFFLINE, **dict(peer.environment), "N": str(copies)}

    def run() -> float:
        start = perf_counter()
        subprocess.run(command, cwd=folder / peer.folder, env=environment, capture_output=True, check=True)
        return perf_counter() - start

    return run


def measured(folder: Path, peers: list[Peer], copies: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        eventgen = Eventgen(Path(scratch, "eventgen"), copies)
        runs: dict[str, Timed] = {COLD: eventgen.cold, WARM: eventgen.render}
        runs |= {peer.name: timed(folder, peer, Path(scratch), copies) for peer in peers}
        times = [{name: run() for name, run in runs.items()} for _ in range(rounds)]
    print(f"\n{copies} of each pattern" + f"{'s':>24} {'/ cold':>8} {'/ warm':>8}".rjust(42))
    for name in runs:
        ratios = [median(each[name] / each[ours] for each in times) for ours in (COLD, WARM)]
        print(f"{name:32} {median(each[name] for each in times):8.2f} {ratios[0]:8.2f} {ratios[1]:8.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="eventgen beside its peers")
    parser.add_argument("folder", type=Path, help="where the peers are installed")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    folder = given.folder.resolve()
    there = [
        peer for peer in PEERS if os.access(folder / peer.folder / "node_modules" / ".bin" / peer.command[0], os.X_OK)
    ]
    for name in dict.fromkeys(peer.folder for peer in PEERS if peer not in there):
        print(f"{name} is left out: it is not installed in {folder / name}")
    for copies in given.copies:
        measured(folder, there, copies, given.rounds)


if __name__ == "__main__":
    main()
