"""The option --fix: mended pages go to the disk or, with --diff, to standard output."""

import difflib
import os
import re
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from eventgen.diagnostics import TAKE_AWAY, Diagnostic, Place, Severity, Stop, printable
from eventgen.fixes import Mended, mend
from eventgen.formatted import put
from eventgen.values import shown
from eventgen.verdicts import Verdict, verdict

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Mender:
    """Judges pages and mends them on the way."""

    takes: Callable[[Diagnostic], bool] | None
    writes: bool  # False: a diff is shown, and nothing is written

    def judge(self, file: str) -> Verdict:
        """What is found in the page as it is on the disk afterwards."""
        mended = mend(file, self.takes)
        if not mended.fixed:
            return Verdict(_as_is(mended.found), mended.claims)
        if not self.writes:
            put(difference(file, mended))
            return Verdict(mended.found, verdict(file).claims)
        save(file, mended)
        for finding in mended.fixed:
            said = f"fixed {finding.code} {finding.message} ({_now(finding)})"
            print(f"{printable(str(finding.place))}: {said}", file=sys.stderr)
        return Verdict(_as_is(mended.left), mended.claims)


def _as_is(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What is left could not be mended, whatever its edit."""
    return tuple(replace(finding, edit=None) for finding in found)


def _now(finding: Diagnostic) -> str:
    edit = finding.edit
    if edit is None or edit == TAKE_AWAY:
        return "taken away"
    return f"now {edit.key or printable(shown(edit.value))}"


def difference(file: str, mended: Mended) -> str:
    """As a unified diff, which `git apply` takes."""
    before, after = (_LINE.findall(content.decode()) for content in (mended.before, mended.after))
    name = printable(file)
    lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def save(file: str, mended: Mended) -> None:
    """In one step: a run that is killed leaves the old page or the new one. Follows a link to the page itself."""
    path = Path(os.path.realpath(file))
    beside = path.with_name(f".{path.name}.eventgen-{os.getpid()}")
    try:
        with open(beside, "xb") as made:
            made.write(mended.after)
            made.flush()
            os.fsync(made.fileno())
        shutil.copymode(path, beside)
        if path.read_bytes() != mended.before:
            raise OSError(0, "somebody changed it meanwhile")
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        message = f"cannot be mended: {error.strerror or error}"
        found = Diagnostic(Place(file), Severity.ERROR, "FILE005", message, "make it and its folder writable")
        raise Stop([found]) from error
