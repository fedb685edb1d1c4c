"""Findings about one file <-> rows that JSON takes. They do not say which file: the same page may lie elsewhere too."""

from collections.abc import Iterable
from typing import Any

from eventgen.claims import Claim
from eventgen.diagnostics import Diagnostic, Edit, Place, Related, Severity

TEXTS = ("code", "message", "fix", "source", "why", "about")  # of a finding


def to_rows(found: Iterable[Diagnostic]) -> list[Any]:
    return [*map(_row, found)]


def from_rows(rows: Iterable[Any], file: str) -> tuple[Diagnostic, ...]:
    """The findings, about that file. Raises ValueError or TypeError where the rows are none."""
    return tuple(
        Diagnostic(
            Place(file, *place),
            Severity(severity),
            also=also and Related(Place(file, *also[0]), *also[1:]),
            route=tuple(route),
            edit=edit and Edit(*edit),
            **texts,
        )
        for place, severity, also, route, edit, texts in rows
    )


def to_claims(claims: Iterable[Claim]) -> list[Any]:
    return [(claim.thing, _row(claim.finding)) for claim in claims]


def from_claims(rows: Iterable[Any], file: str) -> tuple[Claim, ...]:
    """What that file claims. Raises ValueError or TypeError where the rows are none."""
    return tuple(Claim(thing, *from_rows([row], file)) for thing, row in rows)


def _row(finding: Diagnostic) -> Any:
    also = finding.also and (_spot(finding.also.place), finding.also.words, finding.also.source)
    edit = finding.edit and (finding.edit.value, finding.edit.key)
    texts = {name: getattr(finding, name) for name in TEXTS}
    return _spot(finding.place), int(finding.severity), also, finding.route, edit, texts


def _spot(place: Place) -> tuple[int, int, int]:
    return place.line, place.column, place.length
