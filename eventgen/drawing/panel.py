"""A page and its picture -> what is known of each box and line: the words of the page, what follows, findings."""

import textwrap
from collections.abc import Iterable
from typing import Any

from eventgen.diagnostics import Diagnostic
from eventgen.drawing.trace import traces
from eventgen.explanations import why
from eventgen.graph import AnyNode
from eventgen.layout import Entry, Piece, layout
from eventgen.load import Route
from eventgen.picture import Picture, Sort
from eventgen.pipeline import Page


def panel(page: Page, picture: Picture) -> dict[str, Any]:
    """All that is known of a page, as JSON takes it."""
    text = page.document.text.text
    root = layout(text)
    routes = {box.name: _own(box.name, box.route) for box in picture.boxes}
    boxes = [
        {
            "name": box.name,
            "kind": box.kind,
            "origin": box.origin,
            "yaml": _written(text, root, routes[box.name]),
            "follows": _follows(page.graph.nodes[box.name]),
            "findings": _about(page, routes[box.name]),
        }
        for box in picture.boxes
    ]
    lines = [
        {
            "name": f"{line.source} -> {line.target}",
            "sort": line.sort.value,
            "says": line.label if line.sort is Sort.FAILURE else "",
            "yaml": _written(text, root, line.of.route if line.sort is Sort.FLOW else ()),
            "findings": _about(page, line.of.route if line.sort is Sort.FLOW else ()),
        }
        for line in picture.lines
    ]
    return {
        "name": picture.name,
        "file": page.document.file,
        "findings": [_finding(found) for found in page.found],
        "boxes": boxes,
        "lines": lines,
        "tests": list(traces(page, picture)),
    }


def _own(name: str, route: Route) -> Route:
    """Where the page says something of a node: what is made along has the route of its owner."""
    return route if route[1:2] == (name,) else ()


def _about(page: Page, route: Route) -> list[dict[str, Any]]:
    return [_finding(found) for found in page.found if route and found.route[: len(route)] == route]


def _finding(found: Diagnostic) -> dict[str, Any]:
    told = {"severity": found.severity.word, "code": found.code, "line": found.place.line, "message": found.message}
    return {**told, "fix": found.fix, "why": found.why or why(found.code)}


def _written(text: str, root: Piece, route: Route) -> str:
    """What stands on the page at a route, comments and all, as if it began at the margin."""
    if not route:
        return ""
    at: Piece = root
    start = 0
    for step in route:
        inner = at.inner[step] if isinstance(at.inner, list) and isinstance(step, int) else None
        entry = at.inner.get(str(step)) if isinstance(at.inner, dict) else None
        if inner is None and not isinstance(entry, Entry):
            return ""
        at = inner if inner is not None else entry.value  # type: ignore[union-attr]
        start = entry.start if isinstance(entry, Entry) else at.start
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    lead = text[first:start]
    return textwrap.dedent((lead if not lead.strip(" -") else "").replace("-", " ") + text[start : at.end]).strip(
        "\r\n "
    )


def _follows(node: AnyNode) -> dict[str, str]:
    """What the page leaves open and is settled: by its defaults, by the flows at the node, by what it is made for."""
    fields: Iterable[str] = type(node.spec).model_fields
    found = {}
    for name in fields:
        value = getattr(node.spec, name, None)
        usual = type(node.spec).model_fields[name].default
        if name not in node.written and isinstance(value, bool | int | str) and value != usual:
            found[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return found
