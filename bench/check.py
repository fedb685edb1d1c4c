"""What the steps of the check cost: `python bench/check.py`.

Milliseconds for 100 resources, of modules with 50 to 5,000 of them: queues that functions work off. It is the time of
this process alone, and the best of some rounds; where a column stays the same, its step is linear. python-hcl2 is some
forty times slower than the reader, and is asked up to MOST_JUDGED resources only.
"""

import gc
from collections.abc import Callable, Sequence
from time import process_time

import hcl2

from eventgen import pipeline
from eventgen.checks.schema import schema
from eventgen.checks.structure import structure
from eventgen.reader import read
from eventgen.syntax import File

SIZES = (50, 100, 500, 1000, 2000, 5000)
ROUNDS = {50: 20, 100: 10, 500: 5}
EACH = 10  # resources that a queue with its function makes
MOST_JUDGED = 500
FUNCTION = "{runtime: python3.13, handler: app.handler, code: {directory: src}}"

Step = Callable[[dict[str, str], Sequence[File]], object]
STEPS: dict[str, Step] = {
    "strict": lambda texts, files: [read(path, text) for path, text in texts.items()],
    "structure": lambda texts, files: list(structure(files)),
    "schema": lambda texts, files: [finding for file in files for finding in schema(file)],
    "python-hcl2": lambda texts, files: [hcl2.parses_to_tree(text) for text in texts.values()],
}


def module(resources: int) -> dict[str, str]:
    """The text of each file of a module with so many resources."""
    names = range(resources // EACH)
    sections = {
        "queues": "".join(f"  jobs-{n}: {{dead_letter: {{after: 5}}}}\n" for n in names),
        "functions": "".join(f"  work-{n}: {FUNCTION}\n" for n in names),
        "flows": "".join(f"  - jobs-{n} -> work-{n}\n" for n in names),
    }
    page = "eventgen: 1\nname: bench\n" + "".join(f"{section}:\n{lines}" for section, lines in sections.items())
    rendered, _ = pipeline.rendered(pipeline.read("bench.eventgen.yaml", page.encode()))
    return {path: content.decode() for path, content in rendered.files.items() if path.endswith(".tf")}


def best(step: Step, texts: dict[str, str], rounds: int) -> float:
    """Milliseconds, of the fastest round."""
    files = [read(path, text) for path, text in texts.items()]
    times = []
    gc.collect()
    gc.disable()  # as the check does
    for _ in range(rounds):
        start = process_time()
        step(texts, files)
        times.append(process_time() - start)
    gc.enable()
    return min(times) * 1000


def main() -> None:
    print(f"{'resources':>9} {'KB':>6}" + "".join(f"{name:>14}" for name in STEPS))
    for size in SIZES:
        texts = module(size)
        made = sum(text.count("\nresource ") + text.startswith("resource ") for text in texts.values())
        print(f"{made:9} {sum(map(len, texts.values())) / 1000:6.0f}", end="", flush=True)
        for name, step in STEPS.items():
            if name == "python-hcl2" and size > MOST_JUDGED:
                print(f"{'-':>14}", end="")
            else:
                print(f"{best(step, texts, ROUNDS.get(size, 3)) * 100 / made:14.2f}", end="", flush=True)
        print()


if __name__ == "__main__":
    main()
