"""A page and a node -> what happens when the node fails for a while: `eventgen outage PAGE NODE --for 1h`."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from eventgen.asking import asked_node, asked_page, asked_value
from eventgen.diagnostics import Diagnostic, Place, Severity, Stop, printable
from eventgen.report import FINE, Report
from eventgen.simulate.expectations import clock
from eventgen.simulate.outage import End, Walk, outage
from eventgen.simulate.story import brief, lines
from eventgen.simulate.world import Unplayable
from eventgen.values import SECONDS, Duration, spell

FIRST, LAST = 12, 3  # lines of a story that is longer: between them the tries are alike
JSON = "json"
VERSION = 1  # of the JSON: it grows with what changes the meaning of a field
SECOND = 1000


def fail(path: str, node: str, time: str, form: str) -> int:
    """Shows what becomes of an event on each way into a node that fails; gives the exit code."""
    report = Report(Severity.WARNING)
    with report.stopped():
        seconds = asked_value("--for", time, Duration("1s", "14d"))
        page = asked_page(path)
        asked_node(page, node)
        try:
            walks = outage(page.graph, node, seconds)
        except Unplayable as error:
            raise Stop([Diagnostic(Place(page.document.file), Severity.ERROR, "TEST004", str(error))]) from error
        if form == JSON:
            about = {"version": VERSION, "page": page.document.file, "node": node, "seconds": seconds}
            print(json.dumps({**about, "ways": [_data(walk, seconds) for walk in walks]}, indent=2))
        else:
            print("\n".join(told(node, seconds, walks)))
        return FINE
    return report.finish()


def told(node: str, seconds: int, walks: Sequence[Walk]) -> Iterator[str]:
    """All that is said of an outage, line by line."""
    yield f"{node} fails for {spell(seconds, SECONDS)}"
    for walk in walks:
        yield from ("", " -> ".join(walk.path))
        yield from (f"  {printable(line)}" for line in _of_walk(walk, seconds))


def _of_walk(walk: Walk, seconds: int) -> Iterator[str]:
    if walk.event is None:
        yield f"no event was found that goes this way: {walk.why or 'a test of the page that sends one would show it'}"
        return
    source = f', as the test "{walk.of}" sends it' if walk.of else ""
    yield f"{walk.start} gets {brief(walk.event)}{source}"
    yield from _folded(list(lines(walk.notes)))
    yield f"tries:  {len(walk.tries)}" + (f", the last after {clock(walk.tries[-1])}" if len(walk.tries) > 1 else "")
    yield f"waits:  {clock(walk.waits)}"
    for end in walk.ends:
        yield f"ends:   {_end(end)}"
        if end.own:
            yield f"write:  {end.own}"
    saved = walk.saved(seconds)
    if saved is not None:
        yield f"later:  what comes after {clock(saved)} lives until {walk.path[-1]} works again"
    if walk.behind:
        yield f"behind: {walk.behind}"
    yield from (f"rings:  {words}" for words in _rings(walk))


def _rings(walk: Walk) -> Iterator[str]:
    """Who hears of it: the alarms, each with the end of the period in which it is raised."""
    if walk.rings is None:
        yield "no alarm; write alarms: {notify: a-topic}"
    elif not walk.rings:
        yield "no alarm"
    for ring in walk.rings or ():
        many = f", where {ring.events} such events come" if ring.events > 1 else ""
        yield f"{ring.name} after {clock(ring.at)}{many}"


def _folded(told: list[str]) -> Iterator[str]:
    if len(told) <= FIRST + LAST + 1:
        yield from told
        return
    yield from told[:FIRST]
    yield f"{'...':<11} {len(told) - FIRST - LAST} lines like these"
    yield from told[-LAST:]


def _end(end: End) -> str:
    words = {
        "delivered": f"{end.place} has it after {clock(end.at)}",
        "dead_letter": f"in {end.place} after {clock(end.at)}; {end.why}",
        "lost": f"lost at {end.place} after {clock(end.at)}: {end.why}",
        "failed": f"lost at {end.place} after {clock(end.at)}: {end.why}, and nobody tries again",
        "told": f"whoever sends it is told: {end.why}, and has to try again",
    }
    return words[end.what]


def _data(walk: Walk, seconds: int) -> dict[str, Any]:
    saved = walk.saved(seconds)
    return {
        "path": walk.path,
        "start": walk.start,
        "test": walk.of,
        "event": None if walk.event is None else walk.event.body,
        "tries": [at / SECOND for at in walk.tries],
        "waits": walk.waits / SECOND,
        "ends": [
            {"what": end.what, "node": end.place, "after": end.at / SECOND, "why": end.why, "write": end.own}
            for end in walk.ends
        ],
        "saved_after": None if saved is None else saved / SECOND,
        "behind": walk.behind,
        "rings": walk.rings
        and [{"alarm": ring.name, "after": ring.at / SECOND, "events": ring.events} for ring in walk.rings],
        "unknown": walk.why,
        "trace": list(lines(walk.notes)),
    }
