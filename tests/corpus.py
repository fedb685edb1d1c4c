"""The example pages: documentation, starters and inputs of tests in one."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from eventgen.diagnostics import Severity
from eventgen.pipeline import Page, read, rendered

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
ENDING = ".eventgen.yaml"
FOLDERS = tuple(ROOT / "examples" / name for name in ("patterns", "integrations", "operations"))
PAGES = {path.name.removesuffix(ENDING): path for folder in FOLDERS for path in sorted(folder.rglob(f"*{ENDING}"))}


@cache
def example(name: str) -> Page:
    """A page of the examples, read; nothing may be wrong with it."""
    page = read(str(PAGES[name]))
    wrong = [finding for finding in page.found if finding.severity > Severity.INFO]
    assert not wrong, "\n".join(map(str, wrong))
    return page


def module(page: Page) -> Mapping[str, bytes]:
    """The files of the module that a page becomes."""
    return rendered(page)[0].files
