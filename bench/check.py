"""What the steps of the check cost: `python bench/check.py`.

Milliseconds for 100 resources, of modules with 50 to 5,000 of them: queues that functions work off. It is the time of
this process alone, and the best of some rounds; where a column stays the same, its step is linear. python-hcl2 is some
forty times slower than the reader, and is asked up to MOST_JUDGED resources only.
"""

import gc
from collections.abc import Callable, Sequence
from time import process_time

import hcl2

from eventgen import meaning, pipeline, reader
from eventgen.checks.schema import schema
from eventgen.checks.structure import structure
from eventgen.compare import compare
from eventgen.module import Module, Source
from eventgen.reader import read
from eventgen.syntax import File

SIZES = (50, 100, 500, 1000, 2000, 5000)
ROUNDS = {50: 20, 100: 10, 500: 5}
EACH = 10  # resources that a queue with its function makes
MOST_JUDGED = 500
FUNCTION = "{runtime: python3.13, handler: app.handler, code: {directory: src}}"

Step = Callable[[Sequence[File], Source], object]
STEPS: dict[str, Step] = {
    "strict": lambda files, source: [read(file.path, file.text) for file in files],
    "structure": lambda files, source: list(structure(files)),
    "schema": lambda files, source: [finding for file in files for finding in schema(file)],
    "lift": lambda files, source: list(compare(files, source)),
    "python-hcl2": lambda files, source: [hcl2.parses_to_tree(file.text) for file in files],
}


def module(resources: int) -> Module:
    """A module with so many resources."""
    names = range(resources // EACH)
    sections = {
        "queues": "".join(f"  jobs-{n}: {{dead_letter: {{after: 5}}}}\n" for n in names),
        "functions": "".join(f"  work-{n}: {FUNCTION}\n" for n in names),
        "flows": "".join(f"  - jobs-{n} -> work-{n}\n" for n in names),
    }
    page = "eventgen: 1\nname: bench\n" + "".join(f"{section}:\n{lines}" for section, lines in sections.items())
    return pipeline.rendered(pipeline.read("bench.eventgen.yaml", page.encode()))[0]


def best(step: Step, files: Sequence[File], source: Source, rounds: int) -> float:
    """Milliseconds, of the fastest round."""
    times = []
    gc.collect()
    gc.disable()  # as the check does
    for _ in range(rounds):
        reader._body.cache_clear()  # what is remembered of the round before
        meaning._normal.cache_clear()
        start = process_time()
        step(files, source)
        times.append(process_time() - start)
    gc.enable()
    return min(times) * 1000


def main() -> None:
    print(f"{'resources':>9} {'KB':>6}" + "".join(f"{name:>14}" for name in STEPS))
    for size in SIZES:
        candidate = module(size).candidate
        assert candidate.source
        files = [read(path, content.decode()) for path, content in candidate.files.items()]
        made = sum(block.type == "resource" for file in files for block in file.body.blocks)
        print(f"{made:9} {sum(len(file.text) for file in files) / 1000:6.0f}", end="", flush=True)
        for name, step in STEPS.items():
            if name == "python-hcl2" and size > MOST_JUDGED:
                print(f"{'-':>14}", end="")
            else:
                taken = best(step, files, candidate.source, ROUNDS.get(size, 3))
                print(f"{taken * 100 / made:14.2f}", end="", flush=True)
        print()


if __name__ == "__main__":
    main()
