"""Pages -> modules on the disk: the command `render`. Nothing is written before all pages are found to be sound."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from eventgen import cache
from eventgen.claims import met
from eventgen.diagnostics import Diagnostic, Severity, Stop
from eventgen.pages import pages
from eventgen.progress import progress
from eventgen.report import AT_FAULT, Report
from eventgen.result import Result
from eventgen.workers import spread


@dataclass(frozen=True)
class Options:
    """What the command line says, beside the paths."""

    least: Severity
    out: Path = Path("terraform")
    force: bool = False
    check: bool = False
    diff: bool = False
    quiet: bool = False
    thorough: bool = False
    root: bool = False
    imports: bool = False  # with the root: of the pages that are named
    annotate: str = ""  # the program for which there are comments


@dataclass(frozen=True)
class _Delivered:
    """What became of a module: what there is to say of it, and what was found on the disk."""

    text: str = ""
    differs: bool = False
    found: tuple[Diagnostic, ...] = ()


def rendering(paths: Sequence[str], options: Options) -> int:
    """Writes the module of each page, or shows what would change, and gives the exit code."""
    report = Report(options.least)
    with report.stopped():
        results = _rooted(pages(paths), options) if options.root else _rendered(pages(paths), options)
        claims = [claim for each in results for claim in each.claims]
        report.add([*(diagnostic for each in results for diagnostic in each.found), *_twins(results), *met(claims)])
        if report.worst < Severity.ERROR:
            _deliver(results, options, report)
    return report.finish()


def _rendered(files: Sequence[str], options: Options) -> list[Result]:
    """What became of each page; those of which nothing has changed are not looked at again."""
    from eventgen.recall import recalled

    recalls = cache.folder("rendered") and not (options.thorough or options.root or options.annotate)
    known = list(spread(partial(recalled, options.out), files, few=200)) if recalls else [None] * len(files)
    rest = [file for file, found in zip(files, known, strict=True) if found is None]
    if rest:  # before there are workers, each of which would load them
        from eventgen import check, pipeline, render  # noqa: F401
    fresh = iter(list(progress(spread(partial(_judged, len(rest), options), rest, few=8), len(rest), "rendering")))
    return [found or next(fresh) for found in known]


def _rooted(files: Sequence[str], options: Options) -> list[Result]:
    """The same with the root modules: of all pages that belong to them."""
    from eventgen.rootfile import rooted

    roots = rooted(files)
    of_root = {page: root.file for root in roots for page in root.pages}
    results = _rendered(list(of_root), options)
    named = frozenset(map(os.path.normpath, files)) if options.imports else frozenset()
    for root in roots:
        pages = [each for each in results if of_root.get(each.page) == root.file]
        results.append(_root(root.file, pages, named, options))
    return results


def _root(file: str, pages: Sequence[Result], imported: frozenset[str], options: Options) -> Result:
    """What became of a root; nothing, where something is wrong with a page of it."""
    from eventgen.check import check
    from eventgen.rootfile import read
    from eventgen.rooting import rooting

    try:
        _, root, found = read(file)
    except Stop as stop:
        return Result(file, stop.diagnostics)
    if found or root is None or not all(page.module for page in pages):
        return Result(file, tuple(found))
    module, found = rooting(file, root, str(options.out / root.root), pages, imported)
    found += check([module.candidate], thorough=options.thorough, remembered=False)
    return Result(file, tuple(found), module.name, module)


def _judged(pages: int, options: Options, page: str) -> Result:
    from eventgen.check import JUDGED_TWICE
    from eventgen.pipeline import judged

    return judged(page, JUDGED_TWICE // pages, options.thorough, options.root, options.annotate)


def _twins(results: Sequence[Result]) -> Iterator[Diagnostic]:
    """Two pages may not have one name."""
    pages: dict[str, str] = {}
    for each in results:
        other = pages.setdefault(each.name, each.page)
        if each.name and other != each.page:
            from eventgen.load import load

            message = f"{other} has the name {each.name} too: both would be written to one folder"
            yield load(each.page).diagnostic(("name",), Severity.ERROR, "PAGE010", message, "rename one")


def _deliver(results: Sequence[Result], options: Options, report: Report) -> None:
    made = [each for each in results if each.module]
    delivered = iter(spread(partial(_delivered, options), made, few=50))
    differs = False
    for each in results:
        done = next(delivered) if each.module else _Delivered(_said(options, each.name, 0))
        sys.stdout.write(done.text)
        report.add(done.found)
        differs = differs or done.differs
    if options.check and differs:
        report.code = AT_FAULT


def _delivered(options: Options, result: Result) -> _Delivered:
    from eventgen.manifest import MANIFEST, digest, wanted
    from eventgen.recall import remember
    from eventgen.write import difference, write

    assert result.module
    module, out = result.module, options.out
    try:
        if options.check or options.diff:
            if text := difference(out, module):
                return _Delivered(text, differs=True)
            changed, manifest = 0, digest(wanted(out / module.name, module)[MANIFEST])
        else:
            wrote = write(out, module, force=options.force)
            changed, manifest = len(wrote.changed) + len(wrote.removed), wrote.manifest
    except Stop as stop:
        return _Delivered(found=stop.diagnostics)
    if not options.annotate:  # what is remembered is what the page makes by itself
        remember(out, result, manifest)
    return _Delivered(_said(options, module.name, changed))


def _said(options: Options, name: str, files: int) -> str:
    if options.quiet or options.check or options.diff:
        return ""
    return f"{options.out / name}: " + (f"{files} files written\n" if files else "nothing has changed\n")
