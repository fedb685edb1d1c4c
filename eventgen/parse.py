"""The content of a file -> its blocks, or why it is no HCL: our reader's word, and what other judges say to that."""

from collections.abc import Iterator, Mapping, Sequence

from eventgen.diagnostics import Diagnostic, Place, Severity
from eventgen.judges import Judge, Verdict
from eventgen.reader import Unreadable, read
from eventgen.syntax import Body, File

ASK = "Terraform has the last word: terraform fmt -check"


def parse(path: str, content: bytes, jury: Sequence[Judge], advice: str = "") -> tuple[File | None, list[Diagnostic]]:
    """The file if our reader takes it, and what is wrong: every finding is an error. `advice` is how to mend it."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, content, error.start, advice)]
    heard = {judge: verdict for judge in jury if (verdict := judge.verdict(text)) is not None}
    try:
        file = read(path, text)
    except Unreadable as error:
        return None, [_refused(File(path, text, Body()), error, heard, advice)]
    return file, list(_objections(file, heard, advice))


def _not_utf8(path: str, content: bytes, at: int, advice: str) -> Diagnostic:
    file = File(path, content.decode(errors="replace"), Body())
    place = file.place(len(content[:at].decode()))
    message = f"is no HCL: the byte 0x{content[at]:02X} is not UTF-8"
    return file.finding(place, Severity.ERROR, "HCL001", message, advice or "save the file as UTF-8")


def _refused(file: File, error: Unreadable, heard: Mapping[Judge, Verdict], advice: str) -> Diagnostic:
    """A judge who is not strict takes much that is no HCL, and is not asked."""
    place = file.place(error.at)
    if takers := [judge.name for judge, verdict in heard.items() if judge.strict and not verdict.wrong]:
        message = f"the judges disagree: refused by eventgen ({error}), taken by {' and '.join(takers)}"
        return file.finding(place, Severity.ERROR, "HCL002", message, advice or ASK)
    return file.finding(place, Severity.ERROR, "HCL001", f"is no HCL: {error}", advice)


def _objections(file: File, heard: Mapping[Judge, Verdict], advice: str) -> Iterator[Diagnostic]:
    takers = " and ".join(["eventgen", *(judge.name for judge, verdict in heard.items() if not verdict.wrong)])
    for judge, (wrong, line, column) in heard.items():
        if wrong:
            message = f"the judges disagree: refused by {judge.name} ({wrong}), taken by {takers}"
            place = Place(file.path, line, max(column, 1)) if line else file.place(0)
            yield file.finding(place, Severity.ERROR, "HCL002", message, advice or ASK)
