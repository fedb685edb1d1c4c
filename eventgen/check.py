"""{path: text} -> Diagnostics: reads the rendered HCL with a parser of its own before anything is written."""

import gc
from collections.abc import Iterator, Mapping

import hcl2

from eventgen.diagnostics import Diagnostic, Place, Severity


def check(name: str, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """What python-hcl2 says of each Terraform file of a module: silence, for text that is HCL."""
    was_on = gc.isenabled()
    gc.disable()  # halves the time of a parse
    try:
        for path, content in files.items():
            if path.endswith((".tf", ".hcl")):
                yield from _parsed(f"{name}/{path}", content.decode())
    finally:
        if was_on:
            gc.enable()


def _parsed(path: str, text: str) -> Iterator[Diagnostic]:
    try:
        hcl2.parses_to_tree(text)
    except Exception as error:  # lark raises many kinds; each means that the text is no HCL
        line, column = getattr(error, "line", 0) or 0, getattr(error, "column", 0) or 0
        message = f"the rendered text is no HCL: {str(error).splitlines()[0]}"
        fix = "this is a fault of eventgen: report it with the page"
        yield Diagnostic(Place(path, max(line, 0), max(column, 0)), Severity.ERROR, "HCL001", message, fix)
