"""Arguments in, text and exit code out; decides nothing."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from eventgen.diagnostics import Severity
from eventgen.report import Report, least

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Event pipelines on AWS from one YAML page: validated, and rendered as Terraform.",
)

Paths = Annotated[list[str] | None, typer.Argument(help="Pages, or folders with pages.", show_default="this folder")]
Table = Annotated[str, typer.Option("--format", help="md, for people, or json.", metavar="md|json")]
Page = Annotated[str, typer.Argument(metavar="PAGE", help="A page, or a folder with one.")]
Answer = Annotated[str, typer.Option("--format", help="text, for people, or json.", metavar="text|json")]
FORMATS = "text|github|json|junit|sarif"
TRIALS = "text|json|junit"
PICTURES = "mermaid|dot|svg|html"
CHECKOV = "checkov"
Codes = list[str] | None
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show what is only worth knowing too.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings are errors.")]
Thorough = Annotated[
    bool, typer.Option("--thorough", help="Have every module judged by python-hcl2, pygohcl and Terraform too.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only.")]


@app.command()
def validate(
    paths: Paths = None,
    strict: Strict = False,
    form: Annotated[str, typer.Option("--format", help="What is written.", metavar=FORMATS)] = "text",
    select: Annotated[Codes, typer.Option(help="Codes or their beginnings, such as SQS: no others count.")] = None,
    ignore: Annotated[Codes, typer.Option(help="Codes or their beginnings that do not count.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend in the pages what is certain.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would do, and write nothing.")] = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Find what AWS would say at apply time, or at night, or never."""
    from eventgen.asked import Unknown, chosen, judging, known
    from eventgen.validate import validate as run

    try:
        form, choice = known(form, diff=diff), chosen(select or (), ignore or ())
    except Unknown as error:
        raise typer.BadParameter(str(error), param_hint=error.option) from error
    shown, judge = least(verbose, quiet, strict), judging(choice, fix=fix, diff=diff)
    raise typer.Exit(run(paths or [], strict=strict, least=shown, form=form, judge=judge))


@app.command()
def render(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the modules.")] = Path("terraform"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite what was edited by hand.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 and show a diff if the disk differs.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    root: Annotated[
        bool, typer.Option("--root", help="Write the root modules too: of all pages below an eventgen.yaml.")
    ] = False,
    imports: Annotated[
        bool, typer.Option("--import", help="With --root: import what exists under the names of these pages.")
    ] = False,
    annotate: Annotated[
        str, typer.Option("--annotate", help="Say in comments what Checkov is not to look for.", metavar=CHECKOV)
    ] = "",
    thorough: Thorough = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Write a Terraform module for each page."""
    if imports and not root:
        raise typer.BadParameter(
            "Terraform takes import blocks in a root module alone: add --root", param_hint="--import"
        )
    if annotate not in ("", CHECKOV):
        raise typer.BadParameter(f"{annotate} reads no such comments: write {CHECKOV}", param_hint="--annotate")
    from eventgen.rendering import Options, rendering

    options = Options(least(verbose, quiet), out, force, check, diff, quiet, thorough, root, imports, annotate)
    raise typer.Exit(rendering(paths or [], options))


@app.command()
def check(
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DIR]...", help="Modules, or folders with modules.", show_default="terraform"),
    ] = None,
    thorough: Thorough = False,
    strict: Strict = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Read rendered Terraform back: find what Terraform, AWS or the page would say against it."""
    from eventgen.inspection import inspect

    report = Report(least(verbose, quiet, strict))
    raise typer.Exit(inspect(folders or [], report, thorough=thorough, strict=strict, quiet=quiet))


@app.command()
def test(
    paths: Paths = None,
    chosen: Annotated[str, typer.Option("-k", help="Only tests whose name has this in it.", metavar="NAME")] = "",
    trace: Annotated[bool, typer.Option("--trace", help="Show the life of every event.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show the flows, filters and failure paths that no test tries.")
    ] = False,
    event: Annotated[str, typer.Option("--event", help="A recorded event, to follow it.", metavar="FILE")] = "",
    to: Annotated[str, typer.Option("--to", help="The node that gets this event.", metavar="NODE")] = "",
    form: Annotated[str, typer.Option("--format", help="What is written.", metavar=TRIALS)] = "text",
) -> None:
    """Play the tests of pages in virtual time, without AWS."""
    from eventgen.formatted import names

    if form not in (there := names("trials")):
        raise typer.BadParameter(f"{form} is no format: there is {', '.join(there)}", param_hint="--format")
    if bool(event) != bool(to):
        raise typer.BadParameter("--event and --to belong together", param_hint="--event" if to else "--to")
    if event:
        from eventgen.probing import follow

        raise typer.Exit(follow(paths or [], event, to, Severity.ERROR))
    from eventgen.testing import Options
    from eventgen.testing import test as run

    raise typer.Exit(run(paths or [], Options(chosen, trace, coverage, form)))


@app.command()
def outage(
    page: Page,
    node: Annotated[str, typer.Argument(metavar="NODE", help="The node that fails.")],
    time: Annotated[str, typer.Option("--for", help="How long it fails.", metavar="DURATION")] = "1h",
    form: Answer = "text",
) -> None:
    """Show what becomes of an event, try by try, while a node fails."""
    from eventgen.outage import fail

    raise typer.Exit(fail(page, node, time, _answer(form)))


@app.command()
def capacity(
    page: Page,
    rate: Annotated[list[str], typer.Option(help="Events that come: 5000/s, or NODE=500/s.", metavar="RATE")],
    size: Annotated[str, typer.Option(help="How large one is.", metavar="SIZE")] = "1KiB",
    region: Annotated[str, typer.Option(help="Whose quotas count.", show_default="most Regions")] = "",
    time: Annotated[
        Codes, typer.Option("--function-time", help="Of an invocation: 200ms, or NODE=2s.", show_default="100ms")
    ] = None,
    stop: Annotated[str, typer.Option(help="How long a consumer stands still.", metavar="DURATION")] = "1h",
    form: Answer = "text",
) -> None:
    """Show what each hop is asked for and takes, which saturates first, and what waits when a consumer stops."""
    from eventgen.capacity.question import Words
    from eventgen.sizing import size as run

    words = Words(tuple(rate), size, region, tuple(time or ()), stop)
    raise typer.Exit(run(page, words, _answer(form)))


@app.command()
def graph(
    paths: Paths = None,
    form: Annotated[str, typer.Option("--format", help="What is written.", metavar=PICTURES)] = "mermaid",
    out: Annotated[str, typer.Option("--out", "-o", help="Write to this file.", metavar="FILE")] = "",
) -> None:
    """Draw pages: nodes, flows, and failure paths dashed."""
    from eventgen.kinds import names

    if form not in (there := names("pictures")):
        raise typer.BadParameter(f"{form} is no format: there is {', '.join(there)}", param_hint="--format")
    from eventgen.picturing import Undrawable, draw

    try:
        raise typer.Exit(draw(paths or [], form, out))
    except Undrawable as error:
        raise typer.BadParameter(str(error), param_hint="--format") from error


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
        typer.echo(f"next: cd {folder} && eventgen validate && eventgen render")
    raise typer.Exit(report.finish())


def _ask_for_pattern(known: dict[str, str]) -> str:
    if not sys.stdin.isatty():
        fix = f"eventgen init --pattern {next(iter(known))}; eventgen init --list shows all"
        raise typer.BadParameter(f"which one? {fix}", param_hint="--pattern")
    for number, (name, description) in enumerate(known.items(), 1):
        typer.echo(f"{number}. {name}: {description}")
    answers = {**dict(zip(known, known, strict=True)), **{str(n): name for n, name in enumerate(known, 1)}}

    def chosen(answer: str) -> str:
        if answer not in answers:
            raise typer.BadParameter(f"{answer} is none of them: write a number from 1 to {len(known)}, or a name")
        return answers[answer]

    pattern: str = typer.prompt("Pattern", value_proc=chosen)
    return pattern


@app.command()
def schema() -> None:
    """Print the JSON Schema of the page, for editors."""
    import json

    from eventgen.schema import schema as made

    typer.echo(json.dumps(made(), indent=2))


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code of a finding, such as SQS004.")],
) -> None:
    """Explain a finding: what holds, why, how to mend it, and who says so."""
    from eventgen.explain import explanations, page, unknown

    code = code.upper()
    if code not in explanations():
        raise typer.BadParameter(f"no finding has the code {code}: {unknown(code)}", param_hint="CODE")
    typer.echo(page(code))


@app.command()
def rules(form: Table = "md") -> None:
    """List every code with what holds, how bad it is, and whether it can be mended or ignored."""
    from eventgen.catalogue import written_rules

    typer.echo(written_rules(_table(form)))


@app.command()
def integrations(form: Table = "md") -> None:
    """List who can hand events to whom, with which options; and what AWS does not connect."""
    from eventgen.catalogue import written_integrations

    typer.echo(written_integrations(_table(form)))


def _answer(form: str) -> str:
    if form not in ("text", "json"):
        raise typer.BadParameter(f"{form} is no format: write text or json", param_hint="--format")
    return form


def _table(form: str) -> str:
    if form not in ("md", "json"):
        raise typer.BadParameter(f"{form} is no format: write md or json", param_hint="--format")
    return form
