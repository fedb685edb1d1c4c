"""Files of a module -> Diagnostics: what its parts are to each other. What a block takes is the schema's business.

TFC001 address twice            TFC006 no such function          TFC011 output of nothing
TFC002 no such block            TFC007 number of arguments       TFC012 two of what AWS has one of
TFC003 no such variable, local  TFC008 index against count       TFC013 a name twice
TFC004 no such attribute        TFC009 each, count, self, path   TFC014 cycle
TFC005 bare word                TFC010 unused                    TFC015 address expected
TFC016 constant expected        TFC017 no such file              TFC018 overrides nothing
"""

from collections.abc import Callable, Iterator, Sequence

from eventgen.checks.blocks import WALKS
from eventgen.checks.claims import twice
from eventgen.checks.cycles import cycles
from eventgen.checks.declarations import Module, declarations
from eventgen.checks.files import absent
from eventgen.checks.references import References
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.syntax import File

Found = Iterator[Diagnostic]


def structure(files: Sequence[File], there: Callable[[str], bool] | None = None) -> Found:
    """What is wrong between the parts of a module. All its files, no others. `there` says whether it has some other
    file at a path; without it what the blocks read is not judged."""
    module, found, blocks = declarations(files)
    references = References(module)
    for file, block, address in blocks:
        if walk := WALKS.get(block.type):
            references.begin(file, address)
            walk(references, block)
    yield from found
    yield from references.found
    yield from _unused(module)
    yield from twice(module, blocks)
    yield from cycles(module)
    if there:
        yield from absent(blocks, there)


def _unused(module: Module) -> Found:
    used = set(module.loose)
    for owner, targets in module.edges.items():
        used.update(targets.keys() - {owner} if owner in targets else targets)
    for address, declared in module.declared.items():
        if address not in used and address.startswith(("var.", "local.")):
            kind = "variable" if address.startswith("var.") else "local value"
            message = f"the {kind} {address.partition('.')[2]} is used nowhere"
            yield declared.file.finding(declared.place, Severity.WARNING, "TFC010", message, "remove it")
