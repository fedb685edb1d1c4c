"""What pages cost that nobody writes: ten megabytes of one shape each: `python bench/large.py [SHAPE]...`.

Whole processes of `eventgen validate`, one for each shape, and one for as much of it as a page may have: seconds,
seconds of the processor, the most memory, the exit code, what is said in bytes, and what is said first.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import yaml

from eventgen.load import MOST_PIECES

BYTES = 10_000_000
SMALL = 50_000  # bytes of a page whose pieces are counted
NUMBER = "§"
HEADER = "eventgen: 1\nname: large\n"
ENDS = "queues: {a: {}}\nfunctions: {f: {runtime: python3.13, handler: a.b, code: {zip: a.zip}}}\n"
ENVIRONMENT = {**os.environ, "EVENTGEN_CACHE": "off", "NO_COLOR": "1"}


def times(text: str, size: int) -> str:
    return text * (size // len(text))


def numbered(line: str, size: int) -> str:
    """The line with 0, 1, 2 ... in place of `§`."""
    length = len(line.replace(NUMBER, "123456"))
    return "".join(line.replace(NUMBER, str(number)) for number in range(size // length))


SHAPES: dict[str, Callable[[int], str]] = {
    "list of numbers": lambda n: HEADER + "x:\n" + times("- 1\n", n),
    "numbers in brackets": lambda n: HEADER + "x: [" + times("1,", n) + "1]\n",
    "numbers in brackets, an option": lambda n: HEADER + "rules: {r: {pattern: {a: [" + times("1,", n) + "1]}}}\n",
    "different numbers in brackets": lambda n: HEADER + "rules: {r: {pattern: {a: [" + numbered("§,", n) + "1]}}}\n",
    "brackets": lambda n: HEADER + "x: " + "[" * (n // 2) + "]" * (n // 2),
    "brackets that stay open": lambda n: HEADER + "x: " + "[" * n,
    "braces": lambda n: HEADER + "x: " + times("{a: ", n),
    "dashes": lambda n: HEADER + "x:\n" + times("- ", n),
    "empty mappings": lambda n: HEADER + "x: [" + times("{},", n) + "]\n",
    "queues": lambda n: HEADER + "queues:\n" + numbered("  q§:\n", n),
    "queues with a warning": lambda n: HEADER + "queues:\n" + numbered("  q§: {max_message_size: 1MiB}\n", n),
    "queues with an error": lambda n: HEADER + "queues:\n" + numbered("  q§: {retention: 15d}\n", n),
    "queues with an unknown option": lambda n: HEADER + "queues:\n" + numbered("  q§: {retentoin: 15d}\n", n),
    "nodes without names": lambda n: HEADER + "queues:\n" + numbered("  Q§:\n", n),
    "functions": lambda n: (
        HEADER + "functions:\n" + numbered("  f§: {runtime: python3.13, handler: a.b, code: {zip: a.zip}}\n", n)
    ),
    "rules": lambda n: HEADER + "rules:\n" + numbered('  r§: {pattern: {source: ["a.§"]}}\n', n),
    "topics": lambda n: HEADER + "topics:\n" + numbered("  t§:\n", n),
    "pairs": lambda n: (
        HEADER
        + "topics: {t: {}}\nqueues:\n"
        + "".join(f"  q{i}:\n" for i in range(n // 24))
        + "flows:\n"
        + "".join(f"- t -> q{i}\n" for i in range(n // 24))
    ),
    "flows": lambda n: HEADER + ENDS + "flows:\n" + times("- a -> f\n", n),
    "flows to nowhere": lambda n: HEADER + ENDS + "flows:\n" + times("- a -> b\n", n),
    "flows to many nowheres": lambda n: HEADER + ENDS + "flows:\n" + numbered("- a -> b§\n", n),
    "many nodes and nowheres": lambda n: (
        HEADER + "queues:\n" + numbered("  a§:\n", n // 2) + "flows:\n" + numbered("- a§ -> b§\n", n // 2)
    ),
    "references to nowhere": lambda n: (
        HEADER + "tags:\n" + numbered("  a§: ${queues.b§.arn}\n", n // 2) + "queues:\n" + numbered("  a§:\n", n // 2)
    ),
    "a chain": lambda n: HEADER + ENDS + "flows:\n- a" + times(" -> a", n) + "\n",
    "sources and targets": lambda n: (
        HEADER + ENDS + "flows:\n- {from: [" + "a," * (n // 4) + "], to: [" + "f," * (n // 4) + "]}\n"
    ),
    "flows with wrong options": lambda n: HEADER + ENDS + "flows:\n" + times("- {from: a, to: f, bach: {}}\n", n),
    "unknown keys": lambda n: HEADER + numbered("key_§: 1\n", n),
    "unknown options": lambda n: HEADER + "queues:\n  q:\n" + numbered("    key_§: 1\n", n),
    "the same key": lambda n: HEADER + times("x: 1\n", n),
    "tags": lambda n: HEADER + "tags:\n" + numbered("  t§: v\n", n),
    "variables": lambda n: HEADER + "variables:\n" + numbered("  t§: {}\n", n),
    "variables of the environment": lambda n: (
        HEADER
        + "functions: {f: {runtime: python3.13, handler: a.b, code: {zip: a.zip}, environment: {\n"
        + numbered("    v§: b,\n", n)
        + "}}}\n"
    ),
    "templates": lambda n: HEADER + "variables: {x: {}}\ndescription: " + times("${var.x}", n) + "\n",
    "undeclared templates": lambda n: HEADER + "tags: {a: '" + times("${var.y}", n) + "'}\n",
    "opened templates": lambda n: HEADER + "description: '" + times("${", n) + "'\n",
    "dollars": lambda n: HEADER + "description: '" + times("$", n) + "'\n",
    "a long text": lambda n: HEADER + "description: " + times("x", n) + "\n",
    "a long line of words": lambda n: HEADER + "description: " + times("x ", n) + "\n",
    "a long text, a wrong option": lambda n: HEADER + "x: " + times("y", n) + "\n",
    "a long key": lambda n: HEADER + "? " + times("x", n) + "\n: 1\n",
    "a long name": lambda n: HEADER.replace("large", times("x", n)),
    "a text of many lines": lambda n: HEADER + "description: |\n" + times("  x\n", n),
    "empty lines": lambda n: HEADER + times("\n", n),
    "a comment": lambda n: HEADER + "#" + times("x", n),
    "comments": lambda n: HEADER + times("# x\n", n),
    "ignores": lambda n: HEADER + times("# eventgen: ignore[SQS002] so\n", n),
    "ignores behind lines": lambda n: HEADER + "queues:\n" + numbered("  q§: {}  # eventgen: ignore[SQS002] so\n", n),
    "ignores of nothing": lambda n: HEADER + times("# eventgen: ignore[] so\n", n),
    "ignores at the top": lambda n: HEADER + "ignore:\n" + times("- {code: SQS002, reason: so}\n", n),
    "ignores and warnings": lambda n: (
        HEADER + "queues:\n" + numbered("  q§: {max_message_size: 1MiB}  # eventgen: ignore[TFP101] so\n", n)
    ),
    "tests": lambda n: HEADER + ENDS + "tests:\n" + times("- {name: n, send: {to: a}, expect: {f: 1}}\n", n),
    "aliases": lambda n: HEADER + "description: &a x\nx: [" + times("*a,", n) + "]\n",
    "aliases of nodes": lambda n: HEADER + "queues:\n  a: &a {}\n" + numbered("  q§: *a\n", n),
    "anchors": lambda n: HEADER + "x: [" + numbered("&a§ x,", n) + "]\n",
    "escapes": lambda n: HEADER + 'description: "' + times("\\u0041", n) + '"\n',
    "emoji": lambda n: HEADER + "description: " + "😀" * (n // 4) + "\n",
    "digits": lambda n: HEADER + "x: " + times("9", n) + "\n",
    "documents": lambda n: times("---\n", n),
    "NULs": lambda n: times("\0", n),
    "tabs": lambda n: HEADER + times("\t", n),
    "quotes": lambda n: HEADER + "x: " + times("''", n),
    "a pattern of words": lambda n: HEADER + "rules: {r: {pattern: {source: [" + numbered("a.§,", n) + "]}}}\n",
    "a pattern of fields": lambda n: HEADER + "rules: {r: {pattern: {\n" + numbered("a§: [1],\n", n) + "}}}\n",
    "a pattern of alternatives": lambda n: (
        HEADER + "rules: {r: {pattern: {$or: [" + numbered("{a: [§]},", n) + "]}}}\n"
    ),
    "wildcards": lambda n: HEADER + "rules: {r: {pattern: {source: [{wildcard: '" + times("*a", n) + "'}]}}}\n",
    "filters": lambda n: (
        HEADER + ENDS + "flows: [{from: a, to: f, filter: [" + numbered("{body: {a: [§]}},", n) + "]}]\n"
    ),
    "events of a bucket": lambda n: (
        HEADER + "buckets: {b: {}}\n" + ENDS + "flows:\n" + numbered("- {from: b, to: f, prefix: p§}\n", n)
    ),
}


def most(name: str) -> int:
    """Bytes of the largest page of a shape that is judged: as many pieces as a page may have, or ten megabytes."""
    made = SHAPES[name](SMALL)
    try:
        pieces = sum(isinstance(event, yaml.NodeEvent) for event in yaml.parse(made, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, RecursionError):
        return BYTES
    return min(BYTES, SMALL * (MOST_PIECES - 1000) // pieces)


def measured(name: str, size: int, folder: Path) -> str:
    page = folder / "large.eventgen.yaml"
    page.write_text(SHAPES[name](size), "utf-8")
    started = perf_counter()
    command = [sys.executable, "-m", "eventgen", "validate", str(page)]
    with (folder / "said").open("wb") as said, subprocess.Popen(command, env=ENVIRONMENT, stderr=said) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds, worked = perf_counter() - started, used.ru_utime + used.ru_stime
    text = (folder / "said").read_text("utf-8", "replace")
    first = text.partition("\n")[0].partition(".yaml")[2][:90]
    took = f"{size:11,} B {seconds:6.1f} s {worked:6.1f} s {used.ru_maxrss // 1024:6,} MB"
    return f"{name:34} {took} {process.returncode:3} {len(text):11,} {first}"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or SHAPES:
            for size in dict.fromkeys((BYTES, most(name))):
                print(measured(name, size, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
