"""How a finding looks, and how a verdict on a page is remembered: whole, second places included."""

from dataclasses import replace
from pathlib import Path

import pytest

from eventgen import cache, pipeline, verdicts
from eventgen.claims import Claim
from eventgen.diagnostics import TAKE_AWAY, Diagnostic, Edit, Place, Related, Severity, pretty

FINDING = Diagnostic(
    Place("orders/queues.tf", 3, 32, 3),
    Severity.ERROR,
    "RT001",
    "visibility_timeout of orders is 600s here, and 180s on the page",
    "render the page\nor change it",
    "  visibility_timeout_seconds = 600",
    Related(Place("orders.eventgen.yaml", 8, 3, 6), "page", "  orders: {dead_letter: {after: 5}}"),
)
SHOWN = """\
orders/queues.tf:3:32: error RT001 visibility_timeout of orders is 600s here, and 180s on the page
      visibility_timeout_seconds = 600
                                   ^^^
    fix: render the page
         or change it
    page: orders.eventgen.yaml:8:3
      orders: {dead_letter: {after: 5}}
      ^^^^^^"""


def test_a_second_place_stands_beneath_the_fix() -> None:
    assert pretty(FINDING) == SHOWN
    coloured = pretty(FINDING, colour=True)
    assert "\x1b[36mpage:\x1b[0m orders.eventgen.yaml:8:3" in coloured
    assert coloured.endswith("\x1b[1;36m^^^^^^\x1b[0m")


def test_a_second_place_without_a_line() -> None:
    also = Related(Place("a\x1b.yaml"), "page")
    assert pretty(Diagnostic(Place("a.tf"), Severity.INFO, "RT001", "is gone", also=also)) == (
        "a.tf: info RT001 is gone\n    page: a\\x1b.yaml"
    )


OVERLAP = """\
eventgen: 1
name: t
buckets: {b: {}}
queues: {q: {}, r: {}}
flows:
  - {from: b, to: q, prefix: a/, suffix: .jpg}
"""


def test_a_rule_names_two_places() -> None:
    (found,) = overlaps(OVERLAP + '  - {from: b, to: r, events: ["ObjectCreated:Put"], prefix: a/b/}\n')
    assert found.place == Place("page", 7, 5, 1)
    assert found.message == "b -> q and b -> r overlap: both are about ObjectCreated:Put of keys such as a/b/.jpg"
    assert found.also == Related(Place("page", 6, 5, 1), "overlaps with", OVERLAP.splitlines()[5])


def test_a_second_place_is_another_than_the_first() -> None:
    (found,) = overlaps(OVERLAP.replace("to: q", "to: [q, r]"))
    assert found.message == "b -> q and b -> r overlap: both are about ObjectCreated of keys such as a/.jpg"
    assert found.also is None


def overlaps(page: str) -> list[Diagnostic]:
    return [found for found in pipeline.read("page", page.encode()).found if found.code == "S3002"]


def test_a_reason_stands_beside_the_caret() -> None:
    reasoned = replace(FINDING, why="Nobody asked for it.", fix="", also=None)
    assert pretty(reasoned).splitlines()[2:] == ["                                   ^^^ Nobody asked for it"]
    assert pretty(replace(reasoned, source="")).count("\n") == 0


def test_verdicts_remember_all_of_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By content: the same page elsewhere has its findings there."""
    here, there = tmp_path / "here.yaml", tmp_path / "there.yaml"
    for page in (here, there):
        page.write_text("eventgen: 1\nname: a\n", "utf-8")

    def found(page: Path) -> tuple[Diagnostic, ...]:
        second = Related(Place(str(page), 2, 1, 4), "first", "name: a")
        place = Place(str(page), 1, 1)
        return (
            Diagnostic(place, Severity.ERROR, "A001", "a", "b", "eventgen: 1", second),
            Diagnostic(
                place, Severity.INFO, "A002", "a", why="w", route=("q", 0), about="a -> b", edit=Edit(True, "k")
            ),
            Diagnostic(place, Severity.INFO, "A003", "a", edit=TAKE_AWAY),
        )

    def read(file: str) -> pipeline.Page:
        document = real(file)
        claims = (Claim("arn:aws:s3:::a", found(Path(file))[0]),)
        return pipeline.Page(document.document, document.graph, found(Path(file)), claims)

    real = pipeline.read
    monkeypatch.setattr(cache, "folder", lambda name: tmp_path / "cache")
    (tmp_path / "cache").mkdir()
    monkeypatch.setattr(pipeline, "read", read)
    assert verdicts.verdict(str(here)).found == found(here)
    monkeypatch.delattr(pipeline, "read")
    for page in (here, there):
        claims = (Claim("arn:aws:s3:::a", found(page)[0]),)
        assert repr(verdicts.verdict(str(page))) == repr(verdicts.Verdict(found(page), claims)), "all of it"
