"""Page -> page with its certain faults mended. All else stays as it is, byte for byte: comments, quotes, line breaks.

An edit counts only if the page then holds what the edit says and nothing else has changed in it, if its finding is
gone, and if nothing new is found that is more than worth knowing. What rules find in a node that could not be judged
before is not new.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from eventgen import load
from eventgen.claims import Claim
from eventgen.diagnostics import Diagnostic, Edit, Severity, Stop
from eventgen.layout import layout
from eventgen.load import Route
from eventgen.pipeline import Page, read
from eventgen.splices import Splice, splice

MOST_ROUNDS = 100  # each mends something: what is found after so many is left
DEEPEST = 4  # a mended key shows what is wrong below it, and so on
_LINE_NUMBER = re.compile(r"\bline \d+")


@dataclass(frozen=True)
class Mended:
    """A page before and after, what was mended in it, what is found in it before and after, and what it claims then."""

    before: bytes
    after: bytes
    fixed: tuple[Diagnostic, ...]
    found: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class _State:
    """A page in the middle of it; `head` is the byte order mark, if it has one."""

    page: Page
    head: bytes
    fixed: tuple[Diagnostic, ...] = ()
    refused: frozenset[tuple[Route, Edit | None]] = frozenset()

    @property
    def text(self) -> str:
        return self.page.document.text.text

    @property
    def content(self) -> bytes:
        return self.head + self.text.encode()


def mend(file: str, takes: Callable[[Diagnostic], bool] | None = None) -> Mended:
    """Mends what is certain of that which `takes` wants mended. Raises Stop where the page cannot be read."""
    before = load.read(file)
    page = read(file, before)
    text = page.document.text.text.encode()
    state = _State(page, before.removesuffix(text))
    for _ in range(MOST_ROUNDS):
        wanted = {d.route: d for d in state.page.found if _wanted(d, state, takes)}
        if not wanted:
            break
        state = _tried(state, list(wanted.values()))
    return Mended(before, state.content, state.fixed, page.found, state.page.found, state.page.claims)


def _wanted(finding: Diagnostic, state: _State, takes: Callable[[Diagnostic], bool] | None) -> bool:
    if finding.edit is None or (finding.route, finding.edit) in state.refused:
        return False
    return takes is None or takes(finding)


def _tried(state: _State, findings: Sequence[Diagnostic], depth: int = DEEPEST) -> _State:
    """With as many mended as can be: all at once, else each half for itself."""
    made = _mended(state, findings, depth)
    if made:
        return made
    if len(findings) == 1:
        return replace(state, refused=state.refused | {(findings[0].route, findings[0].edit)})
    half = len(findings) // 2
    return _tried(_tried(state, findings[:half], depth), findings[half:], depth)


def _mended(state: _State, findings: Sequence[Diagnostic], depth: int) -> _State | None:
    """With these mended, and with what comes to light below a key that is mended: else it stays as it is."""
    chosen = _apart(state.text, findings)
    if not chosen:
        return None
    done = [finding for _, finding in chosen]
    page = _read(state, chosen)
    if page is None:
        return None
    made = replace(state, page=page, fixed=(*state.fixed, *done))
    came = _came(state.page, page)
    if came and depth and all(finding.edit for finding in came):
        made = _tried(made, came, depth - 1)
    return made if _gone(state.page, made.page, done) and not _came(state.page, made.page) else None


def _read(state: _State, edits: Sequence[tuple[Splice, Diagnostic]]) -> Page | None:
    """The page with the edits, if it then holds what they say and nothing else."""
    text, data = state.text, deepcopy(state.page.document.data)
    for (start, end, instead), _ in reversed(edits):
        text = text[:start] + instead + text[end:]
    for _, finding in edits:
        _edit(data, finding.route, finding.edit or Edit())
    try:
        page = read(state.page.document.file, state.head + text.encode())
    except Stop:
        return None
    return page if page.document.data == data else None


def _apart(text: str, findings: Sequence[Diagnostic]) -> list[tuple[Splice, Diagnostic]]:
    """The edits in the order of the text, without those that overlap: their turn comes later."""
    root = layout(text)
    made = [(splice(text, root, finding.route, finding.edit or Edit()), finding) for finding in findings]
    chosen: list[tuple[Splice, Diagnostic]] = []
    for found, finding in sorted(((s, f) for s, f in made if s), key=lambda pair: pair[0]):
        if not chosen or found[0] >= max(chosen[-1][0][1], chosen[-1][0][0] + 1):
            chosen.append((found, finding))
    return chosen


def _edit(data: Any, route: Route, edit: Edit) -> None:
    """The same edit on plain data."""
    for step in route[:-1]:
        data = data[step]
    key = route[-1]
    if edit.value is not None:
        data[key] = edit.value
    else:
        value = data.pop(key)
        if edit.key:
            data[edit.key] = value


def _gone(before: Page, after: Page, mended: Iterable[Diagnostic]) -> bool:
    old, new = (Counter(map(_what, page.found)) for page in (before, after))
    return all(new[_what(finding)] < old[_what(finding)] for finding in mended)


def _came(before: Page, after: Page) -> list[Diagnostic]:
    """What is found now and was not; save what rules say that could not be asked before."""
    old, new = (Counter(map(_what, page.found)) for page in (before, after))
    understood = not any(d.severity is Severity.ERROR and not d.about for d in before.found)
    came = [finding for finding in after.found if new[_what(finding)] > old[_what(finding)]]
    return [finding for finding in came if finding.severity > Severity.INFO and (understood or not finding.about)]


def _what(finding: Diagnostic) -> tuple[str, str]:
    return finding.code, _LINE_NUMBER.sub("line", finding.message)
