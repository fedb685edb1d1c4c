"""What the services of AWS send to a bus, and which valid patterns therefore never match."""

from collections.abc import Iterator
from typing import Any

from eventgen.filters import words
from eventgen.filters.alternatives import Field, Way
from eventgen.filters.envelopes import data, dead_fields, dead_in_all_ways, envelope, is_reference, nearest
from eventgen.filters.refusals import Dead


def unreachable(pattern: object) -> list[Dead]:
    """Why no event on a bus fulfils a pattern, by the envelope and by what is known of the services in `source`."""
    return dead_in_all_ways(pattern, lambda way: [*dead_fields(way, envelope("event")), *_unsent(way)])


def _unsent(way: Way) -> Iterator[Dead]:
    source, kind = way.get(("source",)), way.get(("detail-type",))
    services = _services(source)
    if not source or not services:
        return
    tracked = data()["cloudtrail"]["types"]
    known = [*(name for service in services for name in service["types"]), *tracked]
    possible = set(filter(kind.part.text, known)) if kind else set(known)
    if kind and not possible:
        if not any(map(is_reference, kind.wanted)):
            yield _no_type(source, kind, known)
    elif (
        len(services) == 1 and "detail" in services[0] and possible.isdisjoint((*tracked, *services[0]["undescribed"]))
    ):
        detail = {path: one for path, one in way.items() if path[0] == "detail"}
        yield from dead_fields(detail, envelope(services[0]["detail"]))


def _services(source: Field | None) -> list[dict[str, Any]]:
    """What is known of the services in `source`; nothing if one is not known, or is not named outright."""
    known = data()["services"]
    names = source.wanted if source else []
    return [known[name] for name in names] if all(isinstance(name, str) and name in known for name in names) else []


def _no_type(source: Field, kind: Field, known: list[str]) -> Dead:
    wanted = next((element for element in kind.wanted if isinstance(element, str)), "")
    said = f"{' and '.join(map(str, source.wanted))} sends no {words.wanted(kind.wanted)}"
    return Dead(kind.route, said, nearest(wanted, known) if wanted else "")
