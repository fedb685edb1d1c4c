"""The pieces of a string or heredoc -> what they are together."""

from dataclasses import dataclass, field
from typing import Any

from eventgen.syntax import For, Literal, Operation, Template
from eventgen.tokens import DEEPEST, SPACE, Unreadable

ENDS = {"if": "endif", "for": "endfor"}


@dataclass(slots=True)
class Directive:
    """`%{...}`, before those that belong together are put together."""

    word: str
    at: int
    parts: list[Any] = field(default_factory=list)
    names: tuple[str, ...] = ()


def joined(pieces: list[Any], at: int) -> Any:
    """A string; `"${x}"` is x."""
    kinds = [type(piece) for piece in pieces]
    strings = kinds.count(str)
    if strings == len(kinds):
        return Literal("".join(pieces), at)
    if len(kinds) == 1 and kinds != [Directive]:
        return pieces[0]
    parts = _melded(pieces) if strings > 1 else pieces
    return Template(_nested(parts) if Directive in kinds else parts, at)


def _melded(pieces: list[Any]) -> list[Any]:
    """Strings that touch are one."""
    parts: list[Any] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            parts.append("".join(run))
            run = []
        parts.append(piece)
    return [*parts, "".join(run)] if run else parts


def _nested(pieces: list[Any]) -> list[Any]:
    """Directives with what stands between them: an operation `%if` of the condition and both branches, or `%for`."""
    open_: list[tuple[Directive, list[Any], list[Any]]] = []  # with the parts around them and their branches
    parts: list[Any] = []
    for piece in pieces:
        if not isinstance(piece, Directive):
            parts.append(piece)
        elif piece.word in ENDS:
            if len(open_) == DEEPEST:
                raise Unreadable(f"nested more than {DEEPEST} levels deep", piece.at)
            open_.append((piece, parts, []))
            parts = []
        else:
            parts = _ended(piece, parts, open_)
    if open_:
        begin = open_[-1][0]
        raise Unreadable(f"{ENDS[begin.word]} is missing", begin.at)
    return parts


def _ended(end: Directive, parts: list[Any], open_: list[tuple[Directive, list[Any], list[Any]]]) -> list[Any]:
    """The parts to go on with, behind `else`, `endif` or `endfor`."""
    begin, around, branches = open_[-1] if open_ else (end, [], [])
    other = end.word == "else" and begin.word == "if" and not branches
    if ENDS.get(begin.word) != end.word and not other:
        raise Unreadable(f"{end.word} stands where none belongs", end.at)
    branches.append(Template(parts, begin.at if not branches else end.at))
    if other:
        return []
    open_.pop()
    if begin.word == "if":
        both = branches if len(branches) == 2 else [*branches, Template([], end.at)]
        around.append(Operation("%if", [*begin.parts, *both], begin.at))
    else:
        around.append(Operation("%for", [For([*begin.parts, *branches], begin.names, begin.at)], begin.at))
    return around


def outdented(pieces: list[Any]) -> list[Any]:
    """The pieces of a `<<-` heredoc, each one line at most, without the white space that all lines begin with."""
    widths: dict[int, int] = {}  # piece at the beginning of a line -> its white space
    fresh = even = True
    for index, piece in enumerate(pieces):
        if fresh and not isinstance(piece, str):
            even = False  # a line that begins with a template
        elif fresh and not (piece.endswith("\n") and not piece.strip(SPACE)):
            widths[index] = len(piece) - len(piece.lstrip(SPACE))
        fresh = isinstance(piece, str) and piece.endswith("\n")
    least = min(widths.values(), default=0) if even else 0
    return [piece[least:] if index in widths else piece for index, piece in enumerate(pieces)]
