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
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eventgen.claims import Claim
from eventgen.diagnostics import Diagnostic, Severity, Stop, ordered
from eventgen.graph import Graph, graph
from eventgen.limits import limits
from eventgen.lint import lint
from eventgen.load import Document, load
from eventgen.load import read as contents
from eventgen.model import model
from eventgen.naming import naming
from eventgen.neighbours import claimed
from eventgen.references import references

if TYPE_CHECKING:  # who validates has no use for them
    from eventgen.module import Module, Source
    from eventgen.result import Interface, Result

MAY_IGNORE = re.compile(r"#\s*eventgen:\s*ignore")


@dataclass(frozen=True)
class Page:
    """A page that was read, and all that was found on the way. `graph` is sound if nothing found is an error. `claims`
    are held against those of the other pages of a run."""

    document: Document
    graph: Graph
    found: tuple[Diagnostic, ...]
    claims: tuple[Claim, ...] = ()

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
    if any(getattr(node.spec, "terraform", None) for node in made.nodes.values()):
        from eventgen.arguments import arguments

        found += arguments(made, document)
    if made.imports:
        from eventgen.elsewhere import elsewhere

        found += elsewhere(made, document)
    claims = list(claimed(made, document))
    if "ignore" in document.data or MAY_IGNORE.search(document.text.text):
        from eventgen.ignores import kept

        claiming = {id(claim.finding) for claim in claims}
        stay = kept(document, [*found, *(claim.finding for claim in claims)])
        found = [finding for finding in stay if id(finding) not in claiming]
        claims = [claim for claim in claims if any(claim.finding is finding for finding in stay)]
    return Page(document, made, ordered(found), tuple(claims))


def source(page: Page) -> "Source":
    """A sound page with the files that it names. Raises Stop where one of them is not what it should be."""
    from eventgen.assets import assets
    from eventgen.module import Source

    given, unfit = assets(page.graph, page.document)
    if unfit:
        raise Stop(unfit)
    return Source(page.graph, page.document, given)


def rendered(page: Page) -> "tuple[Module, Iterable[Diagnostic]]":
    """The module of a sound page, and what its user should know. Raises Stop like `source`."""
    from eventgen.module import Module
    from eventgen.plan import notes
    from eventgen.render import render

    of = source(page)
    files = render(of.plan)
    if of.moves:
        from eventgen.moves import MOVED, written

        files = dict(sorted({**files, MOVED: written(of.moves)}.items()))
    module = Module(page.graph.header.name, page.document.file, files, of)
    return module, notes(page.graph, of.assets, page.document)


def judged(file: str, room: int, thorough: bool, rooted: bool = False, annotate: str = "") -> "Result":
    """All phases up to the check. `room`: how much text other judges than our own reader may hear; `rooted`: whether
    there will be a root module; `annotate`: for which program there are comments."""
    from eventgen.check import check
    from eventgen.result import Result

    found: list[Diagnostic] = []
    try:
        content = contents(file)
        page = read(file, content)
        found += page.found
        if page.sound:
            module, notes = rendered(page)
            found += notes
            if annotate:
                from eventgen.annotate import annotated

                module = replace(module, files=annotated(module.files))
            # who renders asks again when the page has changed, and then the module has
            found += check([module.candidate], thorough=thorough, room=room, remembered=False)
            interface = _interface(module) if rooted else None
            return replace(_result(tuple(found), module, content), interface=interface, claims=page.claims)
    except Stop as stop:
        found += stop.diagnostics
    return Result(file, tuple(found))


def _interface(module: "Module") -> "Interface":
    from eventgen.result import Interface

    assert module.source
    inputs = next(job.context["inputs"] for job in module.source.plan.jobs if "inputs" in job.context)
    return Interface(inputs, dict(module.source.graph.imports))


def _result(found: tuple[Diagnostic, ...], module: "Module", content: bytes) -> "Result":
    """Without the graph: it does not go from one process to another."""
    from eventgen.assets import named
    from eventgen.manifest import digest
    from eventgen.result import Result

    assert module.source
    given = module.source.assets
    hashes = {name: "" if content is None else digest(content) for name, content in given.items()}
    names = [(asset.form, asset.path, hashes[node.name]) for node, asset in named(module.source.graph)]
    known = "" if module.source.graph.imports else digest(content)  # other pages are part of what it depends on
    return Result(module.page, found, module.name, replace(module, source=None), known, names)
