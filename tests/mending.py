"""A page -> the same page without what eventgen finds wrong with it."""

from collections.abc import Iterator
from typing import Any

from yaml_text import yaml

from eventgen import pipeline
from eventgen.diagnostics import Place, Severity
from eventgen.load import Document, Route

MOST_ROUNDS = 40


def read(data: dict[str, Any], file: str = "no-such-folder/page.yaml") -> pipeline.Page:
    """The page that says this."""
    return pipeline.read(file, yaml(data).encode())


def mended(data: dict[str, Any], least: Severity = Severity.ERROR) -> dict[str, Any] | None:
    """The page, less each option, flow or node at which a finding stands; None where that would be all of it."""
    for _ in range(MOST_ROUNDS):
        page = read(data)
        places = {found.place for found in page.found if found.severity >= least}
        if not places:
            return data
        routes = {route for place, route in _routes(page.document) if place in places}
        if () in routes or ("name",) in routes:
            return None
        data = _without(data, routes)
    return None


def _routes(document: Document) -> Iterator[tuple[Place, Route]]:
    """The place of each key and of each value with the route to it."""
    for route in _within(document.data):
        yield document.place(route), route
        yield document.place(route, key=True), route


def _within(value: Any, route: Route = ()) -> Iterator[Route]:
    yield route
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _within(item, (*route, key))


def _without(value: Any, routes: set[Route], route: Route = ()) -> Any:
    """The value without what the routes lead to."""
    if isinstance(value, dict):
        return {k: _without(v, routes, (*route, k)) for k, v in value.items() if (*route, k) not in routes}
    if isinstance(value, list):
        return [_without(v, routes, (*route, i)) for i, v in enumerate(value) if (*route, i) not in routes]
    return value
