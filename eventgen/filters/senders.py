"""What the services of AWS send to a bus, and which valid patterns therefore never match."""

from collections.abc import Iterator
from typing import Any

from eventgen.filters import words
from eventgen.filters.alternatives import Field, Way
from eventgen.filters.envelopes import Envelope, data, dead_fields, dead_in_all_ways, envelope, is_reference, nearest
from eventgen.filters.refusals import Dead

CALLED = ".amazonaws.com"  # what follows the name of a service, in CloudTrail's `eventSource`


def unreachable(pattern: object) -> list[Dead]:
    """Why no event on a bus fulfils a pattern, by the envelope and by what is known of the services in `source`."""
    return dead_in_all_ways(pattern, lambda way: [*dead_fields(way, envelope("event")), *_unsent(way)])


def _unsent(way: Way) -> Iterator[Dead]:
    source, kind = way.get(("source",)), way.get(("detail-type",))
    services = _services(source)
    if not source or not services:
        return
    yield from _of_two(way, services)
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
        yield from dead_fields(detail, envelope(services[0]["detail"])) or _of_types(detail, services[0], possible)


def _of_types(detail: Way, service: dict[str, Any], possible: set[str]) -> list[Dead]:
    """What keeps out each of the types that are possible, of those that come closest; at each place it is said once."""
    by_type = [dead_fields(detail, _of_type(service, name)) for name in service["types"] if name in possible]
    least = min(map(len, by_type), default=0)
    told = {dead.route: dead for found in reversed(by_type) if len(found) == least for dead in found}
    return list(told.values())


def _of_type(service: dict[str, Any], name: str) -> Envelope:
    """What is known of the events of a type: of the fields that only some types have, those of this one."""
    known, own = envelope(service["detail"]), service["apart"].get(name, {})
    some = {field for each in service["apart"].values() for field, kind in each.items() if not isinstance(kind, dict)}
    fields = {field: kind for field, kind in known.fields["detail"].items() if field not in some}
    made = {field: {**fields.get(field, {}), **kind} if isinstance(kind, dict) else kind for field, kind in own.items()}
    return Envelope(f"an event {name}", known.source, {"detail": {**fields, **made}})


def _of_two(way: Way, services: list[dict[str, Any]]) -> Iterator[Dead]:
    """A call of one service that is sought among the calls of others: CloudTrail names it as its source does."""
    called = way.get(("detail", "eventSource"))
    known = data()["services"]
    names = [name.removesuffix(CALLED) if isinstance(name, str) else "" for name in called.wanted] if called else []
    others = [known.get(f"aws.{name}") for name in names]
    if called and all(others) and not any(one in services for one in others):
        source = way["source",].wanted
        yield Dead(called.route, f"calls of {' and '.join(names)} do not come from {' and '.join(map(str, source))}")


def _services(source: Field | None) -> list[dict[str, Any]]:
    """What is known of the services in `source`; nothing if one is not known, or is not named outright."""
    known = data()["services"]
    names = source.wanted if source else []
    return [known[name] for name in names] if all(isinstance(name, str) and name in known for name in names) else []


def _no_type(source: Field, kind: Field, known: list[str]) -> Dead:
    wanted = next((element for element in kind.wanted if isinstance(element, str)), "")
    said = f"{' and '.join(map(str, source.wanted))} sends no {words.wanted(kind.wanted)}"
    return Dead(kind.route, said, nearest(wanted, known) if wanted else "")
