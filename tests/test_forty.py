"""A page with more than forty faults: one run finds them all, in order, each once, each on its line."""

import re
from collections import Counter
from pathlib import Path

from eventgen.diagnostics import Severity, ordered
from eventgen.pipeline import read

PAGE = Path(__file__).parent / "pages" / "forty.eventgen.yaml"
SAID = re.compile(r"# ((?:[A-Z][A-Z0-9]+\d{3} ?)+)$")


def test_all_are_found_in_one_run() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    wanted = [
        (number, code)
        for number, line in enumerate(lines, 1)
        if (said := SAID.search(line))
        for code in said[1].split()
    ]
    found = [finding for finding in read(str(PAGE)).found if finding.severity > Severity.INFO]
    assert [(finding.place.line, finding.code) for finding in found] == wanted, "\n".join(map(str, found))
    assert len(found) >= 40
    assert tuple(found) == ordered(found)
    assert len(Counter((finding.place, finding.message) for finding in found)) == len(found)
    assert len({code for _, code in wanted}) >= 35
