"""Work on several cores: the same results as on one, and a clean end whatever happens."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from eventgen import workers
from eventgen.diagnostics import Stop
from eventgen.workers import spread

ROOT = Path(__file__).parents[1]
MANY, FEW = range(500), 8

if sys.platform == "win32" or sys.platform == "darwin":
    pytest.skip("there is no safe fork", allow_module_level=True)


@pytest.fixture(autouse=True)
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_cores", lambda: 3)


def alone() -> bool:
    """Whether this process has no children."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_results_come_in_order_from_several_processes() -> None:
    found = list(spread(lambda number: (number, os.getpid()), MANY, FEW))
    assert [number for number, _ in found] == list(MANY)
    processes = {process for _, process in found}
    assert os.getpid() not in processes
    assert len(processes) <= 3
    assert alone()


def test_some_work_takes_longer() -> None:
    def slowly(number: int) -> int:
        time.sleep(number == 3)
        return number

    assert list(spread(slowly, MANY, FEW)) == list(MANY)


def test_results_are_larger_than_a_pipe() -> None:
    assert list(spread(lambda number: bytes([number % 256]) * 300_000, range(48), FEW)) == [
        bytes([n]) * 300_000 for n in range(48)
    ]


@pytest.mark.parametrize("number", [0, 1, 15])
def test_a_few_things_are_not_worth_a_fork(number: int) -> None:
    assert list(spread(lambda _: os.getpid(), range(number), FEW)) == [os.getpid()] * number


def test_a_system_that_gives_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert list(spread(lambda number: (number, os.getpid()), MANY, FEW)) == [(number, os.getpid()) for number in MANY]


def test_a_system_that_gives_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = os.fork, []

    def one() -> int:
        asked.append(1)
        if len(asked) > 1:
            raise BlockingIOError
        return real()

    monkeypatch.setattr(os, "fork", one)
    assert list(spread(abs, MANY, FEW)) == list(MANY)


def test_a_failure_is_raised_with_its_trace() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)in a worker: Traceback.*ZeroDivisionError"):
        list(spread(lambda number: 1 // (number - 300), MANY, FEW))
    assert alone()


def test_a_killed_worker_is_told_of() -> None:
    def work(number: int) -> None:
        if number == 250:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Stop, match="RUN001 a process that worked on the pages was killed by SIGKILL"):
        list(spread(work, MANY, FEW))
    assert alone()


def test_whoever_stops_listening_ends_the_work() -> None:
    results = spread(str, MANY, FEW)
    assert next(results) == "0"
    results.close()  # type: ignore[attr-defined]
    assert alone()


SLOW = """
import signal
import time
from eventgen import workers
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores it
workers._cores = lambda: 2
try:
    for number in workers.spread(lambda number: time.sleep(0.02) or number, range(10_000), 8):
        print(number, flush=True)
except KeyboardInterrupt:
    print("interrupted")
"""


def gone(group: int) -> bool:
    """Whether all processes of a group have ended, at the latest soon."""
    for _ in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_signals_leave_no_process(how: signal.Signals) -> None:
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", SLOW], cwd=ROOT, process_group=0, text=True, **pipes) as child:
        assert child.stdout is not None
        child.stdout.readline()
        if how == signal.SIGINT:  # Ctrl-C goes to all
            os.killpg(child.pid, how)
        else:
            child.send_signal(how)
        out, said = child.communicate()
        assert said == ""
        assert out.endswith("interrupted\n") == (how == signal.SIGINT)
        assert gone(child.pid)
