"""All codes and what they mean: the page of one, and what is near to one that is unknown."""

import textwrap
from collections.abc import Iterable
from functools import cache

from eventgen import kinds
from eventgen.explanations import FOLDER, NUMBER, Explanation, explained, written
from eventgen.kinds import Rule
from eventgen.values import listed, suggestion

PACKAGES = ("resources", "integrations", "rules")
WIDTH = 100


@cache
def explanations() -> dict[str, Explanation]:
    """Every code that eventgen has, sorted."""
    found: dict[str, Explanation] = {}
    for file in FOLDER.glob("*.md"):
        found |= written(file.stem)
    for package in PACKAGES:
        for name in kinds.names(package):
            found |= {rule.code: of_rule(rule) for rule in kinds.rules_of(package, name)}
    return dict(sorted(found.items()))


def of_rule(rule: Rule) -> Explanation:
    return explained(rule.code, rule.name, rule.severity, rule.check.__doc__ or "", rule.ignorable)


def subjects() -> dict[str, list[str]]:
    """The codes by what they are about: SQS -> SQS001 ..."""
    found: dict[str, list[str]] = {}
    for code in explanations():
        found.setdefault(code[:-NUMBER], []).append(code)
    return found


def unknown(code: str) -> str:
    """What to write instead of a code that there is none of."""
    of_subject = subjects().get(code.rstrip("0123456789"), [])
    near = suggestion(code, of_subject or [*explanations(), *subjects()], "did you mean {}? ")
    return near + (
        f"{code.rstrip('0123456789')} has {listed(of_subject)}" if of_subject else "eventgen rules lists all"
    )


def page(code: str) -> str:
    """All that is known of a code, for people."""
    found = explanations()[code]
    parts = [f"{found.code} {found.name}: {found.severity.word}", _filled(found.says)]
    parts += [f"{title}\n{_filled(text, '  ')}" for title, text in (("Why", found.why), ("Fix", found.fix))]
    parts.append("Source\n" + _indented(found.sources))
    if found.ignorable:
        parts.append("It can be ignored\n" + _indented([f"# eventgen: ignore[{code}] reason"]))
    return "\n\n".join(parts)


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"  {line}" for line in lines)
