"""Findings of rules that stand: `# eventgen: ignore[CODE] reason` on a line, or `ignore:` at the top of the page.

Whoever ignores says why. An ignore that ignores nothing is a finding itself.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Annotated, Any

from eventgen.diagnostics import Diagnostic, Place, Severity, printable
from eventgen.kinds import Spec
from eventgen.layout import comments
from eventgen.load import Document, Route
from eventgen.typed import Subject, typed
from eventgen.values import Matching, shown

NO_REASON, NOTHING, UNKNOWN, NO_RULE, MISSPELT = "IGN001", "IGN002", "IGN003", "IGN004", "IGN005"
TOO_MANY = "IGN006"
MOST = 1_000  # ignores of a page
CODE = r"[A-Z][A-Z0-9]+[0-9]{3}"
IN_COMMENT = re.compile(r"#\s*eventgen:\s*ignore\b")
_WRITTEN = re.compile(r"\s*\[(?P<codes>[^\[\]]*)\](?P<reason>.*)")
_LETTER = re.compile(r"\w")
_FIX = "write # eventgen: ignore[CODE] reason"
_FLOW = "->"


class Ignored(Spec):
    """A finding of a rule that stands, and why."""

    code: Annotated[str, Matching(CODE, "a code such as ESM001", UNKNOWN)]
    """The code of the finding."""
    at: Annotated[str | None, Matching(r".*\S.*", "a place such as queues.orders, flows.0 or a -> b", MISSPELT)] = None
    """Where it is: `queues.orders`, `flows.0` (the first), `a -> b`; the whole page, if nothing is said."""
    reason: Annotated[str, Matching(r"[\s\S]*\w[\s\S]*", "a reason in words", NO_REASON)]
    """Why it stands."""


@dataclass(frozen=True)
class Ignore:
    """One code that is ignored: on a line, or at a place of the page; without both everywhere."""

    code: str
    place: Place
    line: int = 0
    route: Route = ()
    flow: str = ""
    flows: tuple[Route, ...] = ()  # the routes of that flow

    def ignores(self, finding: Diagnostic) -> bool:
        if finding.code != self.code:
            return False
        if self.line:
            return finding.place.line == self.line
        if self.flow:
            of_the_page = _FLOW not in finding.about and finding.route[:2] in self.flows
            return finding.about == self.flow or of_the_page
        return finding.route[: len(self.route)] == self.route


def kept(document: Document, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What was found without what is ignored, and what is wrong with the ignores."""
    page = _Page(document)
    ignores = page.bounded(chain(page.in_comments(), page.at_the_top()))
    ruled: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for finding in found:
        (ruled if finding.about else others).append(finding)
    used, gone = _used(ignores, ruled)
    stay = [finding for index, finding in enumerate(ruled) if index not in gone]
    judged = all(finding.severity < Severity.ERROR for finding in others)
    for ignore in ignores:
        if ignore not in used:
            page.unused(ignore, judged, any(ignore.ignores(finding) for finding in others))
    return [*others, *stay, *page.found]


def _used(ignores: Iterable[Ignore], ruled: Sequence[Diagnostic]) -> tuple[set[Ignore], set[int]]:
    """The ignores that ignore something, and the numbers of what they ignore."""
    by_line: dict[tuple[str, int], list[int]] = {}
    by_code: dict[str, list[int]] = {}
    for index, finding in enumerate(ruled):
        by_line.setdefault((finding.code, finding.place.line), []).append(index)
        by_code.setdefault(finding.code, []).append(index)
    used, gone = set(), set()
    for ignore in ignores:
        near = by_line.get((ignore.code, ignore.line), ()) if ignore.line else by_code.get(ignore.code, ())
        if ignored := [index for index in near if ignore.ignores(ruled[index])]:
            used.add(ignore)
            gone.update(ignored)
    return used, gone


class _Page:
    """The ignores of a page, and what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.found: list[Diagnostic] = []

    def say(self, place: Place, code: str, message: str, fix: str) -> None:
        severity = Severity.WARNING if code == NOTHING else Severity.ERROR
        line = self.text.line(place.line)
        self.found.append(Diagnostic(place, severity, code, printable(message), fix, line, about="page"))

    def in_comments(self) -> Iterator[Ignore]:
        spans = list(comments(self.text.text))
        alone = {self.text.number(start) for start, _ in spans if not self.before(start).strip()}
        below = 0
        for start, end in spans:
            if len(self.found) > MOST:
                return
            if found := IN_COMMENT.search(self.text.text, start, end):
                line = self.text.number(start)
                if line in alone:
                    below = line = self.below(line, alone) if line >= below else below
                yield from self.comment(found, end, line)

    def bounded(self, ignores: Iterable[Ignore]) -> list[Ignore]:
        """The ignores, up to the one with which they are too many."""
        some = list(islice(ignores, MOST + 1))
        if len(some) > MOST:
            message = f"the page ignores more than {MOST:,} findings one by one"
            self.say(some.pop().place, TOO_MANY, message, "ignore a code at a place of the page, or everywhere")
        return some

    def before(self, index: int) -> str:
        return self.text.text[self.text.starts[self.text.number(index) - 1] : index]

    def below(self, line: int, alone: set[int]) -> int:
        """The next line that holds more than a comment."""
        last = len(self.text.starts)
        return next((n for n in range(line + 1, last + 1) if n not in alone and self.text.line(n).strip()), last + 1)

    def comment(self, found: re.Match[str], end: int, line: int) -> Iterator[Ignore]:
        place = self.text.place(found.start(), end)
        says = _WRITTEN.match(self.text.text, found.end(), end)
        codes = [] if says is None else list(re.finditer(r"[^\s,]+", says["codes"]))
        if says is None or not codes:
            self.say(place, MISSPELT, "this comment names no code to ignore", _FIX)
            return
        if not _LETTER.search(says["reason"]):
            self.say(
                place, NO_REASON, f"ignore[{says['codes']}] gives no reason", "write the reason behind the brackets"
            )
        for code in codes:
            start = says.start("codes") + code.start()
            yield Ignore(code[0], self.text.place(start, start + len(code[0])), line)

    def at_the_top(self) -> Iterator[Ignore]:
        given = self.document.data.get("ignore") or []
        if not isinstance(given, list):
            message = f"ignore is {shown(given)}: it takes a list"
            fix = "ignore: [{code: ESM001, at: queues.orders, reason: ...}]"
            self.found.append(self.document.diagnostic(("ignore",), Severity.ERROR, "PAGE002", message, fix))
            return
        for index, each in enumerate(given):
            route = ("ignore", index)
            ignored, wrong = typed(Ignored, each, Subject(self.document, route, f"ignore {index + 1}"))
            self.found += wrong
            if ignored:
                ignore = Ignore(ignored.code, self.document.place((*route, "code")))
                yield from self.somewhere(ignore, ignored.at, (*route, "at"))

    def somewhere(self, ignore: Ignore, at: str | None, route: Route) -> Iterator[Ignore]:
        """The ignore at its place, if the page has that."""
        if at is None:
            yield ignore
        elif _FLOW in at:
            flow = f" {_FLOW} ".join(name.strip() for name in at.split(_FLOW))
            flows = tuple(r for r, ends in _flows(self.document.data.get("flows")) if flow in ends)
            yield Ignore(ignore.code, ignore.place, flow=flow, flows=flows)
        elif (found := _route(self.document.data, at.strip())) is not None:
            yield Ignore(ignore.code, ignore.place, route=found)
        else:
            fix = "write the keys that lead there, such as queues.orders; flows.0 is the first flow"
            self.say(self.document.place(route), MISSPELT, f"at is {shown(at)}: nothing stands there on the page", fix)

    def unused(self, ignore: Ignore, judged: bool, stays: bool) -> None:
        """What is ignored cannot be, or is not found at all."""
        from eventgen.explain import explanations, unknown

        known = explanations().get(ignore.code)
        if known is None:
            fix = printable(unknown(ignore.code.upper()))
            self.say(ignore.place, UNKNOWN, f"there is no code {shown(ignore.code)} to ignore", fix)
        elif stays or not known.ignorable:
            message = f"{ignore.code} cannot be ignored here: no module could say what the page says"
            self.say(ignore.place, NO_RULE, message, "mend the page, and take the ignore away")
        elif judged:  # else the rule may not have been asked
            message = f"{ignore.code} is not found here: the ignore ignores nothing"
            self.say(ignore.place, NOTHING, message, "take it away")


def _flows(flows: Any) -> Iterator[tuple[Route, set[str]]]:
    """The flows as the page writes them, each with the pairs that it connects."""
    for index, flow in enumerate(flows if isinstance(flows, list) else ()):
        pairs: Iterable[tuple[Any, Any]] = ()
        if isinstance(flow, str):
            pairs = pairwise(name.strip() for name in flow.split(_FLOW))
        elif isinstance(flow, dict):
            ends = [end if isinstance(end, list) else [end] for end in (flow.get("from"), flow.get("to"))]
            pairs = ((source, target) for source in ends[0] for target in ends[1])
        yield ("flows", index), {f"{source} {_FLOW} {target}" for source, target in pairs}


def _route(data: Any, at: str) -> Route | None:
    """`flows.2.batch` as the steps that lead there."""
    found: list[str | int] = []
    for step in at.split("."):
        if isinstance(data, dict) and step in data:
            found.append(step)
            data = data[step]
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            found.append(int(step))
            data = data[int(step)]
        else:
            return None
    return tuple(found)
