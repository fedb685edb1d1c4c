"""Options of `eventgen validate` -> what it does: a format, a choice of codes, the mending of pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from eventgen.diagnostics import Diagnostic
from eventgen.formatted import TEXT, names
from eventgen.validate import Judge
from eventgen.values import listed, suggestion
from eventgen.verdicts import Verdict, verdict


class Unknown(Exception):
    """A value that an option does not take."""

    def __init__(self, option: str, message: str) -> None:
        self.option = option
        super().__init__(message)


@dataclass(frozen=True)
class Choice:
    """Which findings count, by the beginnings of their codes."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def takes(self, finding: Diagnostic) -> bool:
        selected = not self.select or finding.code.startswith(self.select)
        return selected and not finding.code.startswith(self.ignore)

    def of(self, judged: Verdict) -> Verdict:
        """What of a verdict counts."""
        claims = (claim for claim in judged.claims if self.takes(claim.finding))
        return Verdict(tuple(filter(self.takes, judged.found)), tuple(claims))


def chosen(select: Iterable[str], ignore: Iterable[str]) -> Choice | None:
    """The findings that two options ask for; None for all. Raises Unknown."""
    choice = Choice(_prefixes("--select", select), _prefixes("--ignore", ignore))
    return choice if choice.select or choice.ignore else None


def judging(choice: Choice | None, *, fix: bool, diff: bool) -> Judge | None:
    """How pages are judged; None if nothing is asked for. Only what is asked for is loaded."""
    judge: Judge = verdict
    if fix or diff:
        from eventgen.mending import Mender

        judge = Mender(choice.takes if choice else None, writes=not diff).judge
    if choice:
        return lambda file: choice.of(judge(file))
    return None if judge is verdict else judge


def known(form: str, *, diff: bool) -> str:
    """A format that there is. Raises Unknown."""
    there = names("formats")
    if form not in there:
        near = suggestion(form, there, "did you mean {}? ")
        raise Unknown("--format", f"{form} is no format: {near}there is {listed(there)}")
    if diff and form != TEXT:
        raise Unknown("--diff", f"a diff and {form} do not go together on standard output: leave one of them out")
    return form


def _prefixes(option: str, given: Iterable[str]) -> tuple[str, ...]:
    """The words of an option that may be given often, and with commas."""
    words = [word.strip().upper() for part in given for word in part.split(",") if word.strip()]
    if words:
        from eventgen.explain import explanations, unknown

        for word in words:
            if not any(code.startswith(word) for code in explanations()):
                raise Unknown(option, f"no code is {word}, and none begins so: {unknown(word)}")
    return tuple(words)
