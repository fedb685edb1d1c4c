"""The same work on many things, on as many cores as there are; the results come in the order of the things.

Workers are forks: they have whatever is in memory, take pieces of the work from one pipe, and give results back through
one each. A worker whose parent has died finds nobody to give to, and ends.
"""

import gc
import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn, TypeVar

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop

T = TypeVar("T")
R = TypeVar("R")

MOST = 16  # workers
PIECES = 32  # for each worker, so that all end at about one time; all their numbers fit into a pipe
WORD = 8  # bytes of a number in a pipe


def spread(work: Callable[[T], R], things: Sequence[T], few: int) -> Iterator[R]:
    """`work` of each thing; a worker that gets `few` of them is worth its fork. Raises Stop where a worker is killed,
    RuntimeError where `work` fails in one."""
    number = min(_cores(), MOST, len(things) // few)
    if number < 2:
        return map(work, things)
    size = -(-len(things) // (number * PIECES))
    pieces = [things[at : at + size] for at in range(0, len(things), size)]
    tasks, tell = os.pipe()
    os.write(tell, b"".join(map(_word, range(len(pieces)))))
    os.close(tell)
    gc.freeze()  # a collection in a worker would copy what it only looks at
    crew: dict[int, int] = {}  # the pipe of each worker, and its process
    while len(crew) < number and _hired(crew, tasks, lambda number: [work(thing) for thing in pieces[number]]):
        pass
    os.close(tasks)
    return _results(crew, len(pieces)) if crew else map(work, things)


def _cores() -> int:
    if sys.platform == "win32" or sys.platform == "darwin":  # no fork, and none that is safe
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _hired(crew: dict[int, int], tasks: int, work: Callable[[int], Any]) -> bool:
    """Whether the system lets one worker more begin."""
    ours, theirs = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return False
    if not process:
        _toil((ours, *crew), tasks, theirs, work)
    os.close(theirs)
    crew[ours] = process
    return True


def _toil(foreign: Sequence[int], tasks: int, out: int, work: Callable[[int], Any]) -> NoReturn:
    """The life of a worker. Ctrl-C is its parent's business."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for pipe in foreign:
            os.close(pipe)
        while task := os.read(tasks, WORD):
            number = int.from_bytes(task, "big")
            try:
                made = pickle.dumps((number, work(number), ""))
            except Exception:
                made = pickle.dumps((number, [], traceback.format_exc()))
            rest = memoryview(_word(len(made)) + made)
            while rest:
                rest = rest[os.write(out, rest) :]
        code = 0
    finally:
        os._exit(code)  # at once: what its parent would do at the end is not its to do


def _results(crew: dict[int, int], pieces: int) -> Iterator[Any]:
    done: dict[int, list[Any]] = {}
    at = 0
    try:
        while at < pieces:
            for pipe in select.select(list(crew), [], [])[0]:
                if (made := _received(pipe)) is None:
                    _ended(crew, pipe)
                    continue
                number, results, failure = made
                if failure:
                    raise RuntimeError(f"in a worker: {failure}")
                done[number] = results
            while at in done:
                yield from done.pop(at)
                at += 1
    finally:
        for pipe in crew:
            os.close(pipe)
        for process in crew.values():
            os.waitpid(process, 0)


def _received(pipe: int) -> Any:
    """What a worker sends; None if it has ended."""
    head = _exactly(pipe, WORD)
    body = _exactly(pipe, int.from_bytes(head, "big")) if head else b""
    return pickle.loads(body) if body else None


def _exactly(pipe: int, size: int) -> bytes:
    """So many bytes, or none."""
    parts = []
    while size:
        part = os.read(pipe, min(size, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _ended(crew: dict[int, int], pipe: int) -> None:
    os.close(pipe)
    code = os.waitstatus_to_exitcode(os.waitpid(crew.pop(pipe), 0)[1])
    if code:
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
        message = f"a process that worked on the pages {how}; what it was at is left out"
        fix = "look for what killed it, a lack of memory for instance, and run eventgen again"
        raise Stop([Diagnostic(Place("eventgen"), Severity.ERROR, "RUN001", message, fix)])


def _word(number: int) -> bytes:
    return number.to_bytes(WORD, "big")
