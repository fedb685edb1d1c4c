"""A page that speaks of other pages -> Diagnostics: pages, nodes and attributes that there are not, and circles.

The other pages are those of the same root, or, where there is none, those in the folder of the page and below.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from eventgen import kinds
from eventgen.diagnostics import Diagnostic, Severity, Stop
from eventgen.graph import Graph
from eventgen.hcl import PageRef
from eventgen.keyholders import users
from eventgen.load import Document, Route, load
from eventgen.pages import below
from eventgen.rootfile import own, root_of
from eventgen.texts import OF_PAGE
from eventgen.values import listed, some, suggestion

_NAMED = re.compile(r"""["']?name["']?\s*:\s*["']?([a-z][a-z0-9-]*)""")
_FOUND = re.compile(r"(?<!\$)\$\{(" + OF_PAGE.pattern + r")\}")


def elsewhere(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """What is wrong with `${pages...}` of a page."""
    pages, users_of = _Pages(document), users(graph)
    name = str(document.data.get("name"))
    for route, ref in references(document.data):
        if ref.page == name:
            fix = f"write ${{{ref.section}.{ref.node}.{ref.attribute}}}"
            yield _error(document, route, "REF006", f"${{{ref}}}: {name} is this page itself", fix)
        elif said := pages.wrong(ref):
            yield _error(document, route, "REF006", f"${{{ref}}}: {said[0]}", said[1])
        elif way := pages.way(ref.page, name):
            message = f"{' -> '.join((name, *way))}: each of these pages waits for the next"
            yield _error(document, route, "REF007", message, "take one of the references away: one page comes first")
        elif route[2:] == ("existing",) and (who := users_of.get(str(route[1]))) and pages.locks(ref):
            message = f"${{{ref}}}: {ref.page} encrypts it with a key of its own, which does not allow"
            message += f" {'; '.join(f'{user} {actions}' for user, actions in who.items())}"
            fix = f"give {ref.page} a key that is there already, and allow it there: defaults: {{key: ARN}}"
            yield document.diagnostic(route, Severity.WARNING, "REF008", message, fix)


def references(data: Mapping[str, Any]) -> Iterator[tuple[Route, PageRef]]:
    """The references to other pages in the data of a page; what its tests send is no text of the page."""
    yield from _references({key: value for key, value in data.items() if key != "tests"}, ())


def _references(value: Any, route: Route) -> Iterator[tuple[Route, PageRef]]:
    if isinstance(value, str):
        for found in _FOUND.finditer(value) if "${pages." in value else ():
            yield route, PageRef(*found.groups()[1:])
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _references(item, (*route, key))


def _error(document: Document, route: Route, code: str, message: str, fix: str) -> Diagnostic:
    return document.diagnostic(route, Severity.ERROR, code, message, fix)


class _Pages:
    """The pages beside one."""

    def __init__(self, document: Document) -> None:
        root = root_of(document.file)
        self.files = own(root) if root else tuple(below(os.path.dirname(document.file) or "."))
        self.loaded: dict[str, Document | None] = {}

    @cached_property
    def named(self) -> Mapping[str, list[str]]:
        """The files that may be a page of a name: most are not read as YAML."""
        found: dict[str, list[str]] = {}
        for file in self.files:
            try:
                text = Path(file).read_text("utf-8", errors="replace")
            except OSError:
                continue
            for name in _NAMED.findall(text):
                found.setdefault(name, []).append(file)
        return found

    def page(self, name: str) -> Document | None:
        if name not in self.loaded:
            documents = (_loaded(file) for file in self.named.get(name, ()))
            self.loaded[name] = next((each for each in documents if each and each.data.get("name") == name), None)
        return self.loaded[name]

    def wrong(self, ref: PageRef) -> tuple[str, str] | None:
        """What a reference names that there is not, and what is near."""
        page = self.page(ref.page)
        if page is None:
            known = [name for name in self.named if self.page(name)]
            return f"no page is called {ref.page}", suggestion(ref.page, known, "did you mean {}?") or _there(known)
        kind = kinds.resource(kinds.singular(ref.section))
        section = page.data.get(ref.section)
        nodes = section if kind and kind.section == ref.section and isinstance(section, dict) else {}
        if not kind or ref.node not in nodes:
            near = [f"{each}.{node}" for each, nodes in page.data.items() if isinstance(nodes, dict) for node in nodes]
            meant = suggestion(f"{ref.section}.{ref.node}", near, "did you mean {}?") or f"it has {some(near)}"
            return f"{page.file} has no {ref.node} under {ref.section}", meant
        if ref.attribute not in kind.outputs:
            words = kind.name.replace("_", " ")
            return f"a {words} has no {ref.attribute}", f"it has {listed(kind.outputs)}"
        if isinstance(nodes[ref.node], dict) and "existing" in nodes[ref.node]:
            return f"{ref.node} exists already, and {page.file} does not make it", "name it by `existing` here too"
        return None

    def locks(self, ref: PageRef) -> bool:
        """Whether a node is encrypted with a key of its page's module, which lets in nobody of other pages."""
        data = page.data if (page := self.page(ref.page)) else {}
        defaults = data.get("defaults") or {}
        node = data.get(ref.section, {}).get(ref.node) or {}
        return bool(node.get("encryption", defaults.get("encryption")) == "kms" and "key" not in defaults)

    def way(self, start: str, end: str) -> tuple[str, ...]:
        """The shortest way from one page to another by what they refer to; empty where there is none."""
        ways: list[tuple[str, ...]] = [(start,)]
        seen = {start}
        for way in ways:
            if way[-1] == end:
                return way
            page = self.page(way[-1])
            onward = dict.fromkeys(ref.page for _, ref in references(page.data)) if page else {}
            ways += [(*way, name) for name in onward if name not in seen]
            seen.update(onward)
        return ()


def _loaded(file: str) -> Document | None:
    try:
        return load(file)
    except Stop:  # it is told of where it is judged itself
        return None


def _there(known: list[str]) -> str:
    return f"there is {some(sorted(known))}" if known else "no other page lies here"
