"""Claims of the pages of one run -> Diagnostics: two pages that want what AWS has one of.

A page alone cannot know: it says what it claims, and claims are held against each other when all pages were read.
Light: a run that remembers every page loads this, and not what reads pages.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from eventgen.diagnostics import Diagnostic, Related


@dataclass(frozen=True)
class Claim:
    """What a page wants of a thing, and what there is to say if another page wants it too."""

    thing: str
    finding: Diagnostic


def met(claims: Iterable[Claim]) -> Iterator[Diagnostic]:
    """What two pages claim, told at the second one."""
    first: dict[tuple[str, str], Diagnostic] = {}
    for claim in claims:
        finding = claim.finding
        other = first.setdefault((finding.code, claim.thing), finding)
        theirs, ours = other.place.file, finding.place.file
        if theirs != ours and os.path.realpath(theirs) != os.path.realpath(ours):
            also = Related(other.place, "the other page", other.source)
            yield replace(finding, message=f"{finding.message}, and so does {theirs}", also=also)
