"""A page and rates -> what each hop is asked for and takes: `eventgen capacity PAGE --rate 5000/s --size 4KiB`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eventgen.asking import asked_page
from eventgen.capacity.backlog import Backlog, backlogs
from eventgen.capacity.carrier import Question
from eventgen.capacity.limits import Hop, hops
from eventgen.capacity.question import Words, question
from eventgen.capacity.quotas import named
from eventgen.capacity.saturation import Saturation, saturation
from eventgen.capacity.traffic import Traffic, passage, traffic
from eventgen.diagnostics import Severity, printable
from eventgen.graph import Graph
from eventgen.report import FINE, Report
from eventgen.simulate.expectations import clock
from eventgen.values import BYTES, SECONDS, spell

JSON = "json"
VERSION = 1  # of the JSON: it grows with what changes the meaning of a field
HEADINGS = ("hop", "what", "asks", "takes", "share", "bound")
RIGHT = frozenset({2, 3, 4})  # columns of numbers
DAY, SECOND = 86_400, 1000
CLEARLY = 1 + 1e-6  # beyond a bound, whatever floats are rounded to
MOST_NAMED = 2  # of those that share a limit


@dataclass(frozen=True)
class Answer:
    """All that is known of a page under load."""

    asked: Question
    hops: list[Hop]
    first: Saturation | None
    backlogs: list[Backlog]
    notes: list[str]


def size(path: str, words: Words, form: str) -> int:
    """Shows what each hop of a page is asked for, and what it takes; gives the exit code."""
    report = Report(Severity.WARNING)
    with report.stopped():
        page = asked_page(path)
        answer = answered(page.graph, question(page, words))
        if form == JSON:
            print(json.dumps({"version": VERSION, "page": page.document.file, **_data(answer)}, indent=2))
        else:
            print("\n".join(printable(line) for line in told(answer)))
        return FINE
    return report.finish()


def answered(graph: Graph, asked: Question) -> Answer:
    """What a question about a graph comes to."""
    moved = traffic(graph, asked)
    uses = list(moved.uses())
    found = saturation(graph, asked)
    return Answer(asked, hops(uses), found, list(backlogs(moved, uses)), list(_notes(moved)))


def _notes(moved: Traffic) -> Iterator[str]:
    for call in moved.calls:
        own = passage(call.edge) if call.edge else None
        yield from own.says(call) if own else ()
    yield from (f"{step} closes a circle: what comes round is not counted again" for step in moved.circles)


# For people ------------------------------------------------------------------------------------------------


def told(answer: Answer) -> Iterator[str]:
    """All that is said, line by line."""
    asked = answer.asked
    yield f"{_rates(asked)}, {spell(asked.size, BYTES)} each, {_region(asked)}"
    yield ""
    yield from _table([_row(hop) for hop in answer.hops if not hop.limit.sized or hop.share > 1])
    yield ""
    yield from _verdict(answer)
    yield from answer.notes
    for each in answer.backlogs:
        yield from ("", f"if {each.by} stops for {clock(asked.stop * SECOND)}")
        yield from (f"  {line}" for line in _waits(each))


def _rates(asked: Question) -> str:
    rates = {rate: [name for name, own in asked.rates.items() if own == rate] for rate in asked.rates.values()}
    return ", ".join(f"{_number(rate)}/s to {' and '.join(names)}" for rate, names in rates.items())


def _region(asked: Question) -> str:
    region = asked.quotas.region
    if not region:
        return "quotas of most Regions (--region names one)"
    return f"quotas of {region}" if named(region) else f"{region}: the quotas of most Regions"


def _row(hop: Hop) -> tuple[str, ...]:
    limit = hop.limit
    about = [limit.says]
    about += ["unverified"] if not limit.verified else []
    about += ["at first"] if limit.first else []
    about += ["adjustable"] if limit.adjustable and limit.verified else []
    share = "over" if hop.share == float("inf") else f"{hop.share:,.0%}" if hop.share >= 0.01 else "< 1%"
    amounts = (_number(hop.asks), _number(limit.most))
    return (_where(hop), limit.what, *amounts, share, ", ".join(about))


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Columns as wide as what stands in them."""
    widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    for row in (HEADINGS, *rows):
        cells = (f"{w:>{n}}" if i in RIGHT else f"{w:<{n}}" for i, (w, n) in enumerate(zip(row, widths, strict=True)))
        yield "  ".join(cells).rstrip()


def _verdict(answer: Answer) -> Iterator[str]:
    """The first hop at its bound, what may be before it, and what does not fit at all."""
    for hop in answer.hops:
        if hop.limit.sized and hop.share > 1:
            takes = spell(int(hop.limit.most), BYTES)
            yield f"does not fit: {hop.limit.of} takes {takes}, {hop.limit.says}, and {_number(hop.asks)} bytes come"
    first = answer.first
    told = _bound(answer, first.hop, first.factor) if first else "nothing of which a bound is known"
    yield f"saturates first: {told}"
    for hop in answer.hops:
        if not hop.limit.verified and hop.share and (first is None or hop.share * first.factor > CLEARLY):
            yield f"perhaps before:  {_bound(answer, hop, 1 / hop.share)}, unverified"


def _bound(answer: Answer, hop: Hop, factor: float) -> str:
    limit, already = hop.limit, "already " if factor < 1 else ""
    when = f"{already}{_from(answer, factor)}"
    return f"{_where(hop)}, {when}: {limit.what}, {_number(limit.most)}, {limit.says}"


def _where(hop: Hop) -> str:
    """Whose limit it is; of the account's those that share it."""
    if hop.limit.of or len(hop.by) <= MOST_NAMED:
        return hop.limit.of or " and ".join(hop.by)
    return f"{hop.by[0]} and {len(hop.by) - 1} more"


def _from(answer: Answer, factor: float) -> str:
    """At which input it is."""
    rates = set(answer.asked.rates.values())
    return f"at {_number(rates.pop() * factor)}/s" if len(rates) == 1 else f"at {factor:,.3g} times these rates"


def _waits(each: Backlog) -> Iterator[str]:
    held = each.held
    kept = "" if held.kept is None else f", which keeps them {spell(held.kept, SECONDS)}"
    yield f"waits:  {_number(each.waiting)} events in {held.place}{kept}"
    if each.lost:
        yield f"lost:   {_number(each.lost)} events, which are too old by then"
    drained = "never" if each.drains is None else f"after {_long(each.drains)}"
    yield f"drains: {drained}, at {_number(each.most)}/s, of which {_number(each.rate)}/s come meanwhile"
    if held.note:
        yield f"note:   {held.note}"


def _long(seconds: float) -> str:
    """A time as people say it: no seconds of days."""
    whole = round(seconds) if seconds >= 10 else round(seconds, 1)
    return clock(int((whole // 60 * 60 if whole > DAY else whole) * SECOND))


def _number(amount: float) -> str:
    if amount == float("inf"):
        return "any number"
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"


# For programs ----------------------------------------------------------------------------------------------


def _data(answer: Answer) -> dict[str, Any]:
    asked, first = answer.asked, answer.first
    return {
        "region": asked.quotas.region or None,
        "rates": dict(asked.rates),
        "size": asked.size,
        "function_times": dict(asked.times),
        "hops": [_hop(hop) for hop in answer.hops],
        "first": first and {**_hop(first.hop), "factor": first.factor},
        "stop": asked.stop,
        "backlogs": list(map(_backlog, answer.backlogs)),
        "notes": answer.notes,
    }


def _hop(hop: Hop) -> dict[str, Any]:
    limit = hop.limit
    return {
        "of": limit.of or None,
        "by": list(hop.by),
        "what": limit.what,
        "asks": hop.asks,
        "takes": limit.most,
        "share": _finite(hop.share),
        "bound": limit.says,
        "source": limit.source or None,
        "adjustable": limit.adjustable,
        "verified": limit.verified,
        "at_first": limit.first,
        "size": limit.sized,
    }


def _backlog(each: Backlog) -> dict[str, Any]:
    return {
        "flow": each.by,
        "place": each.held.place,
        "kept": each.held.kept,
        "waiting": each.waiting,
        "lost": each.lost,
        "rate": each.rate,
        "most": _finite(each.most),
        "drains": each.drains,
        "note": each.held.note or None,
    }


def _finite(amount: float) -> float | None:
    """JSON has no infinity."""
    return None if amount == float("inf") else amount
