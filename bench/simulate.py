"""What it costs to play tests: `python bench/simulate.py`.

Messages go through a topic, a queue and a function that fails on one in a hundred; time and memory are those of the
whole run, the tally of its log included, each in a process of its own. Then the tests of the example pages together,
in one process: what reading the pages and playing costs after all imports.
"""

import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time

from eventgen.pipeline import read
from eventgen.simulate.expectations import broken
from eventgen.simulate.play import play

NUMBERS = (25_000, 50_000, 100_000)
PAGES = sorted((Path(__file__).parents[1] / "examples" / "patterns").rglob("*.eventgen.yaml"))
ROUNDS = 5
PAGE = """\
eventgen: 1
name: load
topics: {{orders: {{}}}}
queues: {{work: {{}}}}
functions: {{process: {{runtime: python3.13, handler: app.handler, code: {{directory: src}}}}}}
flows: [orders -> work -> process]
tests:
  - name: many
    send: {{to: orders, body: {{id: "{{n}}"}}, count: {number}}}
    fail: {{process: {{share: 0.01, seed: 7}}}}
    expect: {{process: {{count: {number}, duplicates: 0}}, work.dead_letter: 0}}
    nothing_else: true
"""


def one(number: int) -> None:
    """Plays one run, and prints seconds and mebibytes."""
    page = read("load", PAGE.format(number=number).encode())
    start, used = perf_counter(), process_time()
    world = play(page.graph, page.graph.tests[0], "")
    played = process_time() - used
    wrong = broken(world, page.graph.tests[0])
    taken, used = perf_counter() - start, process_time() - used
    assert not wrong, wrong
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{number:>9,} messages {taken:8.2f} s, CPU {used:6.2f} s, {played:6.2f} of it played {most:8.0f} MiB")


def pages() -> float:
    """Seconds of CPU that the tests of all pages take."""
    start = process_time()
    for file in PAGES:
        page = read(str(file))
        for case in page.graph.tests.values():
            assert not broken(play(page.graph, case, str(file.parent)), case)
    return process_time() - start


def main() -> None:
    if len(sys.argv) > 1:
        one(int(sys.argv[1]))
        return
    for number in NUMBERS:
        subprocess.run([sys.executable, __file__, str(number)], check=True)
    print(f"{len(PAGES)} pages: {pages():.3f} s, then {min(pages() for _ in range(ROUNDS)):.3f} s")


if __name__ == "__main__":
    main()
