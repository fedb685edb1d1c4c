"""Pages -> tests that hold or do not: the command that plays pipelines without AWS."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eventgen.diagnostics import Diagnostic, Severity, printable
from eventgen.explanations import why
from eventgen.formatted import TEXT, write
from eventgen.load import Route
from eventgen.pages import pages
from eventgen.pipeline import Page, read
from eventgen.report import AT_FAULT, UNREADABLE, Report
from eventgen.simulate.coverage import coverage
from eventgen.simulate.expectations import broken
from eventgen.simulate.play import play
from eventgen.simulate.story import lives
from eventgen.simulate.world import Script, Unplayable, World
from eventgen.testcase import Case
from eventgen.trials import Trial, Trials


@dataclass(frozen=True)
class Options:
    """What is asked for."""

    chosen: str = ""  # part of the names of tests
    trace: bool = False
    covered: bool = False
    form: str = TEXT
    least: Severity = Severity.ERROR


def test(paths: Sequence[str], options: Options) -> int:
    """Plays the tests of pages, says which do not hold, and gives the exit code."""
    found: list[Diagnostic] = []
    report = Report(options.least, None if options.form == TEXT else found.append)
    files: list[str] = []
    trials: list[Trial] = []
    with report.stopped():
        files = pages(paths)
    for file in files:
        with report.stopped():
            trials += _page(file, report, options)
    code = report.finish()
    if options.form != TEXT:
        write("trials", options.form, Trials(files, trials, found))
    else:
        _say(_summary(trials, options))
    if options.chosen and not trials and code == 0:
        return UNREADABLE
    return AT_FAULT if code == 0 and any(not trial.holds for trial in trials) else code


def _page(file: str, report: Report, options: Options) -> Iterator[Trial]:
    """Plays the tests of one page, if the page is sound."""
    page = read(file)
    if not page.sound:
        report.add(each for each in page.found if each.severity >= Severity.ERROR)
        return
    cases = {at: case for at, case in page.graph.tests.items() if options.chosen.lower() in case.name.lower()}
    if options.form == TEXT and (cases or options.covered):
        _say(printable(file))
    worlds: list[World] = []
    for index, case in cases.items():
        trial = _trial(page, index, case, worlds, options.trace)
        if options.form == TEXT:
            _tell(trial, report)
        yield trial
    if options.covered and options.form == TEXT:
        _cover(page, worlds)


def _trial(page: Page, index: int, case: Case, worlds: list[World], trace: bool) -> Trial:
    file, at = page.document.file, ("tests", index)
    line = page.document.place(at).line
    try:
        world = play(page.graph, case, os.path.dirname(file))
    except Unplayable as error:
        wrong = _wrong(page, at, "TEST004", str(error))
        return Trial(file, line, case.name, (wrong,), ((),))
    worlds.append(world)
    found = broken(world, case)
    wrongs = tuple(_wrong(page, (*at, *each.route), "TEST003", each.message) for each in found)
    stories = tuple(tuple(lives(world, each.about)) for each in found)
    return Trial(file, line, case.name, wrongs, stories, tuple(lives(world)) if trace else ())


def _wrong(page: Page, at: Route, code: str, message: str) -> Diagnostic:
    made = page.document.diagnostic(at, Severity.ERROR, code, message, key=at[-1] == "nothing_else")
    return replace(made, why=why(code))


def _tell(trial: Trial, report: Report) -> None:
    """The test with a tick or a cross, what is wrong with it, and the life of the events."""
    _say(f"  {mark(trial.holds)} {printable(trial.name)}")
    told: set[str] = set()
    for wrong, story in zip(trial.wrong, trial.lives, strict=True):
        sys.stdout.flush()
        report.print(wrong)
        if not trial.story:
            for life in () if "\n".join(story) in told else story:
                print(f"    {printable(life)}", file=sys.stderr)
            told.add("\n".join(story))
    for line in trial.story:
        _say(f"      {printable(line)}")


def mark(good: bool) -> str:
    """A tick or a cross, as far as the terminal can show them."""
    try:
        "✓✗".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "ok" if good else "no"
    return "✓" if good else "✗"


def _cover(page: Page, worlds: list[World]) -> None:
    """What no test has tried, each with its line."""
    for share in coverage(page.graph, worlds or [World(page.graph, Script())]):
        if share.all:
            _say(f"  {share.tried} of {share.all} {share.sort}" + (", not" if share.gaps else ""))
        lines = [(page.document.place(gap.route, key=True).line, gap.what) for gap in share.gaps]
        for line, what in sorted(lines):
            _say(f"    line {line}: {what}")


def _summary(trials: Sequence[Trial], options: Options) -> str:
    if not trials:
        return f"no test is called {options.chosen}" if options.chosen else "no tests"
    failed = sum(not trial.holds for trial in trials)
    number = f"{len(trials)} test{'s' * (len(trials) != 1)}"
    return f"{number}: all hold" if not failed else f"{number}: {failed} do{'es' * (failed == 1)} not hold"


def _say(text: str) -> None:
    print(text)
