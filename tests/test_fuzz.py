"""Whatever bytes a page is, `validate` says so in order, and what is sound can be rendered; `EVENTGEN_FUZZ` times more
of them than in every run, and others, if that is set."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from corpus import ROOT
from fuzzing import damaged_bytes, damaged_lines, damaged_pages, encoded, hold, odd_pages, token_pages
from hostile import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from eventgen.diagnostics import Diagnostic

MORE = int(os.environ.get("EVENTGEN_FUZZ", 0))
PAGES: dict[str, tuple[int, st.SearchStrategy[str | bytes]]] = {
    "bytes": (60, st.binary(max_size=200)),
    "encodings": (100, encoded),
    "examples, bytes damaged": (120, damaged_bytes()),
    "tokens": (250, token_pages),
    "odd YAML": (250, odd_pages),
    "examples, lines damaged": (120, damaged_lines()),
    "examples, values damaged": (250, damaged_pages()),
}


def tried(count: int, pages: st.SearchStrategy[str | bytes], judge: Callable[[bytes], object]) -> None:
    def judged(page: str | bytes) -> None:
        judge(page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass"))

    same = examples(count * (MORE or 1))
    (settings(same, derandomize=False, database=None, print_blob=True) if MORE else same)(given(pages)(judged))()


@pytest.mark.parametrize("sort", PAGES)
def test_whatever_a_page_is(sort: str) -> None:
    count, pages = PAGES[sort]
    tried(count, pages, hold)


def test_they_reach_all_phases() -> None:
    """The codes that are found, so that a strategy that finds nothing but `no YAML` is noticed."""
    said: Counter[str] = Counter()

    def collect(content: bytes) -> None:
        found: tuple[Diagnostic, ...] = hold(content)
        said.update(dict.fromkeys((d.code for d in found), 1) or {"sound": 1})

    for sort in ("odd YAML", "examples, values damaged"):
        tried(100, PAGES[sort][1], collect)
    assert {"PAGE001", "PAGE002", "PAGE003", "PAGE004", "FLOW001", "YAML007", "sound"} <= set(said), said
    assert len(said) >= 20, said


def test_the_program_for_atheris(tmp_path: Path) -> None:
    """It judges pages where atheris is installed, and says so where it is not."""
    command = [sys.executable, str(ROOT / "tools" / "fuzz.py"), str(tmp_path), "-runs=20"]
    done = subprocess.run(command, capture_output=True, text=True)
    if find_spec("atheris"):
        assert done.returncode == 0, done.stderr
    else:
        assert (done.returncode, done.stderr) == (1, "atheris is not installed: pip install atheris\n")
