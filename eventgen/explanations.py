"""What a code means: a sentence that holds, why, how to mend it, and a source. Light: every finding asks for its why.

A rule says it in the docstring of its function; all else stands in `codes/SUBJECT.md`, in the same form.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eventgen.diagnostics import Severity, brief

FOLDER = Path(__file__).parent / "codes"
NUMBER = 3  # digits at the end of a code; what stands before them is its subject
MENDED = "`--fix`"  # the Fix of a code says so, where the fix can be certain

_PARTS = re.compile(
    r"(?P<says>.+?)\n\n## Why\n(?P<why>.+?)\n\n## Fix\n(?P<fix>.+?)\n\n## Source\n(?P<sources>.+?)\s*", re.DOTALL
)
_HEADING = re.compile(
    r"^# (?P<code>[A-Z0-9]+) (?P<name>[a-z0-9_]+) \((?P<severity>[a-z]+)(?P<ignorable>, ignorable)?\)\n", re.MULTILINE
)


@dataclass(frozen=True)
class Explanation:
    """All there is to say of a code."""

    code: str
    name: str
    severity: Severity
    says: str
    why: str
    fix: str
    sources: tuple[str, ...]
    ignorable: bool  # most of what rules find, and what pages claim

    @property
    def mended(self) -> bool:
        """Whether `--fix` may mend it."""
        return MENDED in self.fix


def explained(code: str, name: str, severity: Severity, text: str, ignorable: bool) -> Explanation:
    """The text of a docstring or of a section of a file, taken apart."""
    found = _PARTS.fullmatch("\n".join(map(str.strip, text.strip().splitlines())))
    if found is None:
        raise ValueError(f"the explanation of {code} lacks a part: a sentence, ## Why, ## Fix, ## Source")
    says, why, fix = (" ".join(found[part].split()) for part in ("says", "why", "fix"))
    return Explanation(code, name, severity, says, why, fix, tuple(found["sources"].split()), ignorable)


@cache
def written(subject: str) -> dict[str, Explanation]:
    """What the file of a subject such as SQS says, by code."""
    file = FOLDER / f"{subject}.md"
    if not subject.isalnum() or not file.is_file():  # a page may name any code in an ignore
        return {}
    text = file.read_text("utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    return {
        h["code"]: explained(
            h["code"], h["name"], Severity[h["severity"].upper()], text[h.end() : end], bool(h["ignorable"])
        )
        for h, end in zip(headings, ends, strict=True)
    }


def why(code: str) -> str:
    """One sentence for a finding that brings none of its own."""
    found = written(code[:-NUMBER]).get(code)
    if found is None:  # a type has the code of a rule: that one says it
        from eventgen.explain import explanations

        found = explanations().get(code)
    return brief(found.why) if found else ""
