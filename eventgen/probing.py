"""An event, a page and a node -> the flows that it takes: `eventgen test --event FILE --to NODE`."""

from collections.abc import Sequence

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop, printable
from eventgen.load import read as contents
from eventgen.pages import pages
from eventgen.pipeline import Page, read
from eventgen.report import FINE, Report
from eventgen.simulate.probe import probe
from eventgen.simulate.recorded import parsed
from eventgen.simulate.world import Unplayable
from eventgen.testing import mark
from eventgen.values import listed


def follow(paths: Sequence[str], event: str, to: str, least: Severity) -> int:
    """Shows, flow by flow, where an event goes from a node on; gives the exit code."""
    report = Report(least)
    with report.stopped():
        page = _page(pages(paths), to)
        if not page.sound:
            raise Stop(each for each in page.found if each.severity >= Severity.ERROR)
        try:
            steps = probe(page.graph, parsed(contents(event), event), to)
        except Unplayable as error:
            raise Stop([_fault(page.document.file, str(error))]) from error
        print(printable(to))
        for step in steps:
            print(f"  {mark(step.taken)} {printable(step.way.name)}" + (f": {printable(step.why)}" if step.why else ""))
        if not steps:
            print(f"  nothing flows from {printable(to)}")
        return FINE
    return report.finish()


def _page(files: Sequence[str], to: str) -> Page:
    """The one page with such a node."""
    found = [page for page in map(read, files) if to in page.graph.nodes]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Stop([_fault(files[0], f"no node is called {printable(to)}")])
    raise Stop([_fault(to, f"several pages have a node {printable(to)}: {listed(p.document.file for p in found)}")])


def _fault(file: str, message: str) -> Diagnostic:
    return Diagnostic(Place(file), Severity.ERROR, "TEST004", message)
