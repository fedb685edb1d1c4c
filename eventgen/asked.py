"""Options of `eventgen validate` -> what it does: a format, a choice of codes, the mending of pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eventgen.diagnostics import Diagnostic
from eventgen.validate import TEXT, Asked
from eventgen.values import listed, suggestion


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


def asked(form: str, select: Iterable[str], ignore: Iterable[str], *, fix: bool, diff: bool) -> Asked:
    """What the options ask for; only what they need is loaded. Raises Unknown."""
    if form != TEXT:
        _known_format(form)
        if diff:
            raise Unknown("--diff", f"a diff and {form} do not go together on standard output: leave one of them out")
    choice = Choice(_prefixes("--select", select), _prefixes("--ignore", ignore))
    takes = choice.takes if choice.select or choice.ignore else None
    return Asked(form=form, takes=takes, judge=_mending(takes, writes=not diff) if fix or diff else None)


def _known_format(form: str) -> None:
    from eventgen.formats import names

    if form not in names():
        near = suggestion(form, names(), "did you mean {}? ")
        raise Unknown("--format", f"{form} is no format: {near}there is {listed(names())}")


def _prefixes(option: str, given: Iterable[str]) -> tuple[str, ...]:
    """The words of an option that may be given often, and with commas."""
    words = [word.strip().upper() for part in given for word in part.split(",") if word.strip()]
    if words:
        from eventgen.explain import explanations, unknown

        for word in words:
            if not any(code.startswith(word) for code in explanations()):
                raise Unknown(option, f"no code is {word}, and none begins so: {unknown(word)}")
    return tuple(words)


def _mending(takes: Callable[[Diagnostic], bool] | None, *, writes: bool) -> Callable[[str], Iterable[Diagnostic]]:
    from eventgen.mending import Mender

    return Mender(takes, writes).judge
