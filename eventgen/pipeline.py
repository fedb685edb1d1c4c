"""The phases, in order, on one page.

load     text      -> Document      plain data, and the place of every piece
model    Document  -> Pipeline      typed; wrong keys, types and bounds
graph    Pipeline  -> Graph         names resolved; `references` puts in what `${...}` stands for
lint     Graph     -> Diagnostics   what the rules say
assets   Graph     -> files         the code and definitions that the page names
plan     Graph     -> Jobs          which file from which template with what; no I/O
render   Jobs      -> {path: text}
check    {path: text} -> Diagnostics
write    {path: text} -> disk
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from eventgen.diagnostics import Diagnostic, Severity, Stop, ordered
from eventgen.graph import Graph, graph
from eventgen.limits import limits
from eventgen.lint import lint
from eventgen.load import Document, load
from eventgen.model import model
from eventgen.module import Module, Source
from eventgen.naming import naming
from eventgen.references import references

MAY_IGNORE = re.compile(r"#\s*eventgen:\s*ignore")


@dataclass(frozen=True)
class Page:
    """A page that was read, and all that was found on the way. `graph` is sound if nothing found is an error."""

    document: Document
    graph: Graph
    found: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        return all(d.severity < Severity.ERROR for d in self.found)


def read(file: str, content: bytes | None = None) -> Page:
    """A page up to its rules. Raises Stop where it is no YAML that can be read."""
    document = load(file, content)
    pipeline, found = model(document)
    unresolved, wrong = graph(pipeline)
    made, unknown = references(unresolved, document)
    found = [*found, *wrong, *unknown, *naming(made, document), *limits(made, document), *lint(made, document)]
    if "ignore" in document.data or MAY_IGNORE.search(document.text.text):
        from eventgen.ignores import kept

        found = kept(document, found)
    return Page(document, made, ordered(found))


def source(page: Page) -> Source:
    """A sound page with the files that it names. Raises Stop where one of them is not what it should be."""
    from eventgen.assets import assets

    given, unfit = assets(page.graph, page.document)
    if unfit:
        raise Stop(unfit)
    return Source(page.graph, page.document, given)


def rendered(page: Page) -> tuple[Module, Iterable[Diagnostic]]:
    """The module of a sound page, and what its user should know. Raises Stop like `source`."""
    from eventgen.plan import notes
    from eventgen.render import render

    of = source(page)
    module = Module(page.graph.header.name, page.document.file, render(of.plan), of)
    return module, notes(page.graph, of.assets, page.document)


def modules(files: Iterable[str], *, thorough: bool = False) -> tuple[list[Module], list[Diagnostic]]:
    """The modules of all pages that are sound, and all that was found: two pages may not have one name, and every
    module has to pass the check."""
    from eventgen.check import check

    made: dict[str, Module] = {}
    found: list[Diagnostic] = []
    for file in files:
        try:
            page = read(file)
            found += page.found
            if not page.sound:
                continue
            module, notes = rendered(page)
        except Stop as stop:
            found += stop.diagnostics
            continue
        found += notes
        if other := made.get(module.name):
            message = f"{other.page} has the name {module.name} too: both would be written to one folder"
            found.append(page.document.diagnostic(("name",), Severity.ERROR, "PAGE010", message, "rename one"))
        made[module.name] = module
    found += check((module.candidate for module in made.values()), thorough=thorough)
    return list(made.values()), found
