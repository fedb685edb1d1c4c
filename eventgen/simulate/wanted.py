"""Flows -> the event that their options ask for, as a test would write it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from eventgen.filters.samples import merged, sample
from eventgen.graph import AnyEdge, AnyNode
from eventgen.notified import ON_THE_BUS
from eventgen.simulate.names import Names
from eventgen.testcase import Send

BODY: dict[str, Any] = {"id": 1}
JQ_PATH = re.compile(r"(\.[A-Za-z_]\w*)+")
USUAL: dict[str, Any] = {"group": "a", "deduplication": "1", "partition_key": "a"}


def wanted(names: Names, start: AnyNode, edges: Iterable[AnyEdge]) -> Send:
    """An event for a node that all of the flows let through, if one can be made."""
    said: dict[str, Any] = {"to": start.name, "body": BODY, **USUAL}
    passed = {start.name: start}
    for edge in edges:
        said = merged(said, dict(_of_flow(names, edge)))
        passed[edge.target.name] = edge.target
    for node in passed.values():
        for query in (getattr(node.spec, "partition_by", None) or {}).values():
            if path := JQ_PATH.match(names.text(query)):
                said = merged(said, {"body": _at(path[0].split(".")[1:], "aaaa")})
    return Send.model_validate(said)


def _of_flow(names: Names, edge: AnyEdge) -> Iterator[tuple[str, Any]]:
    """What one flow asks of an event; options are known by their names, which mean the same on all flows."""
    options = edge.options
    plain, text = names.plain, names.text
    if events := getattr(options, "events", None):
        yield "event", next((each for each in ON_THE_BUS if each.startswith(events[0])), events[0])
    ends = [getattr(options, name, None) for name in ("prefix", "suffix")]
    if any(end is not None for end in ends):
        yield "key", "x".join("" if end is None else text(end) for end in ends)
    if route := getattr(options, "route", None):
        yield "route", route
    path = getattr(options, "partition_key", None)
    if isinstance(path, str) and path.startswith("$."):
        yield "body", _at(path.split(".")[1:], "a")
    asked = plain(_plain(getattr(options, "filter", None)))
    for part, option in (("attributes", "attributes"), ("body", "body"), ("data", "body")):
        if isinstance(asked, dict) and part in (made := sample({part: asked.get(part)})):
            yield option, made[part]


def _plain(asked: Any) -> Any:
    """A filter as a mapping of its parts: the first of a mapping's patterns, or what a policy says."""
    if isinstance(asked, list):
        return asked[0] if asked else None
    return {part: getattr(asked, part, None) for part in ("attributes", "body")}


def _at(steps: list[str], value: Any) -> Any:
    return {steps[0]: _at(steps[1:], value)} if steps else value
