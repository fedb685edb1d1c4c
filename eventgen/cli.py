"""Arguments in, text and exit code out; decides nothing."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from eventgen.diagnostics import Diagnostic, Severity, Stop, ordered, pretty

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Event pipelines on AWS from one YAML page: validated, and rendered as Terraform.",
)
FINE, AT_FAULT, UNREADABLE = 0, 1, 2
CANNOT_BE_READ = ("FILE", "OUT004")  # codes of what the file system says no to

Paths = Annotated[list[str] | None, typer.Argument(help="Pages, or folders with pages.", show_default="this folder")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show what is only worth knowing too.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only.")]


@app.command()
def validate(
    paths: Paths = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors.")] = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Find what AWS would say at apply time, or at night, or never."""
    from eventgen.pages import pages
    from eventgen.pipeline import read

    report = Report(_least(verbose, quiet))
    with report.stopped():
        for file in _progress(pages(paths or []), "validating"):
            with report.stopped():
                report.add(read(file).found)
    report.finish(Severity.WARNING if strict else Severity.ERROR)


@app.command()
def render(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the modules.")] = Path("terraform"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite what was edited by hand.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 and show a diff if the disk differs.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Write a Terraform module for each page."""
    from eventgen.pages import pages
    from eventgen.pipeline import modules
    from eventgen.write import difference, write

    report = Report(_least(verbose, quiet))
    with report.stopped():
        rendered, found = modules(_progress(pages(paths or []), "rendering"))
        report.add(found)
        differs = False
        for module in rendered if report.worst < Severity.ERROR else ():
            with report.stopped():
                if check or diff:
                    text = difference(out, module)
                    differs = differs or bool(text)
                    sys.stdout.write(text)
                else:
                    outcome = write(out, module, force=force)
                    if not quiet:
                        typer.echo(_said(out / module.name, len(outcome.changed) + len(outcome.removed)))
        if check and differs:
            report.code = AT_FAULT
    report.finish(Severity.ERROR)


def _said(folder: Path, files: int) -> str:
    return f"{folder}: {files} files written" if files else f"{folder}: nothing has changed"


@app.command()
def init(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where to write.", show_default="asks")] = None,
    pattern: Annotated[str | None, typer.Option("--pattern", "-p", help="The pattern to begin with.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the patterns.")] = False,
) -> None:
    """Begin a pipeline: a page, code that fits its event source, and a pre-commit configuration."""
    from eventgen.init import begin, patterns

    report = Report(Severity.INFO)
    with report.stopped():
        known = patterns()
        if listed:
            width = max(map(len, known))
            typer.echo("\n".join(f"{name:<{width}}  {description}" for name, description in known.items()))
            return
        if pattern is None:
            pattern = _ask_for_pattern(known)
        if folder is None:
            folder = Path(typer.prompt("Folder", default=pattern)) if sys.stdin.isatty() else Path(".")
        for path in begin(pattern, folder):
            typer.echo(f"wrote {path}")
        typer.echo(f"next: eventgen validate {folder} && eventgen render {folder}")
    report.finish(Severity.ERROR)


def _ask_for_pattern(known: dict[str, str]) -> str:
    if not sys.stdin.isatty():
        fix = f"eventgen init --pattern {next(iter(known))}; eventgen init --list shows all"
        raise typer.BadParameter(f"which one? {fix}", param_hint="--pattern")
    for number, (name, description) in enumerate(known.items(), 1):
        typer.echo(f"{number}. {name}: {description}")
    answer: int = typer.prompt("Pattern", type=typer.IntRange(1, len(known)) if hasattr(typer, "IntRange") else int)
    return list(known)[answer - 1]


@app.command()
def schema() -> None:
    """Print the JSON Schema of the page, for editors."""
    import json

    from eventgen.schema import schema as made

    typer.echo(json.dumps(made(), indent=2))


def _least(verbose: bool, quiet: bool) -> Severity:
    return Severity.INFO if verbose else Severity.ERROR if quiet else Severity.WARNING


def _progress(files: Sequence[str], doing: str) -> Iterator[str]:
    """The same files; on a terminal, a bar for those who wait."""
    if len(files) < 20 or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, doing, console=Console(stderr=True), transient=True)


class Report:
    """Diagnostics as they come, and the exit code that they make."""

    def __init__(self, least: Severity) -> None:
        self.least = least
        self.worst = Severity.INFO
        self.code = FINE
        self.shown = 0
        colours = sys.stderr.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.colour = colours or bool(os.environ.get("FORCE_COLOR"))

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in ordered(diagnostics):
            self.worst = max(self.worst, diagnostic.severity)
            if diagnostic.severity == Severity.ERROR and diagnostic.code.startswith(CANNOT_BE_READ):
                self.code = UNREADABLE
            if diagnostic.severity >= self.least:
                self.shown += 1
                print(pretty(diagnostic, self.colour), file=sys.stderr)

    def stopped(self) -> "_Stopped":
        return _Stopped(self)

    def finish(self, bar: Severity) -> None:
        if self.code == FINE and self.worst >= bar:
            self.code = AT_FAULT
        raise typer.Exit(self.code)


class _Stopped:
    """Reports what a phase that cannot go on has found."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, Stop):
            self.report.add(error.diagnostics)
            return True
        return False


def main() -> None:
    """The command `eventgen`."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at its end
        sys.exit(AT_FAULT)
