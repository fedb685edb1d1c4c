"""Rendered text -> the same text as `terraform fmt` would lay it out, for the HCL that our templates make.

The indentation follows the brackets and `=` are aligned in runs of single-line arguments, as hclwrite's
format.go does it. Strings never span lines here: the filter writes line breaks as `\\n`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# A string, templates in it included where they hold neither strings nor braces
_STRING = re.compile(r'"(?:[^"\\$%]++|\\.|\$\$\{|%%\{|[$%](?!\{)|\$\{[^"{}]*+\})*+"')
_ASSIGN = re.compile(r"(?<![=!<>])=(?![=>])")
_OPEN, _CLOSE = ("(", "[", "{"), (")", "]", "}")


@lru_cache(maxsize=64)  # pages that are alike have files in common
def fmt(text: str) -> str:
    """The text, indented and aligned; blank lines are never doubled, and never open or close a block."""
    lines = list(_spaced(map(str.strip, text.split("\n"))))
    shapes = [_shape(line) for line in lines]
    return "\n".join(_indented(_aligned(lines, shapes), shapes)) + "\n"


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with one blank line where there were some, and none behind or before a bracket."""
    blank, before = False, "{"
    for line in lines:
        if not line:
            blank = True
            continue
        if blank and not line.startswith(_CLOSE) and (before.startswith("#") or not before.endswith(_OPEN)):
            yield ""
        yield line
        blank, before = False, line


# How many more brackets a line opens than it closes. Of an argument on one line: its name, and what is behind it.
_Shape = tuple[int, str, str]
_NO_ARGUMENT: _Shape = (0, "", "")


@lru_cache(maxsize=16384)  # most lines of a module stand in many
def _shape(line: str) -> _Shape:
    bare = _without_strings(line)
    found = _ASSIGN.search(bare)
    if found and found.start() > 0 and _balance(bare[found.start() :]) == 0:
        return _balance(bare), line[: found.start()].rstrip(), line[found.start() :]
    return _balance(bare), "", ""


def _without_strings(line: str) -> str:
    """The line with each string (templates inside included) as long as it was, but without its characters."""
    if line.startswith("#"):
        return ""
    bare = _STRING.sub(lambda found: "_" * len(found.group()), line)
    return _masked(line) if '"' in bare else bare


def _masked(line: str) -> str:
    """For a line with templates that hold strings or braces themselves."""
    out: list[str] = []
    modes: list[str] = []  # '"' within a string, "{" within an interpolation
    at = 0
    while at < len(line):
        step, inside = _step(line, at, modes)
        out.append("_" * step if inside else line[at])
        at += step
    return "".join(out)


def _step(line: str, at: int, modes: list[str]) -> tuple[int, bool]:
    """How many characters belong together here, and whether a string holds them; keeps `modes` up to date."""
    character = line[at]
    if modes and modes[-1] == '"':
        if character == "\\":
            return 2, True
        if line.startswith(("$${", "%%{"), at):
            return 3, True
        if line.startswith(("${", "%{"), at):
            modes.append("{")
            return 2, True
        if character == '"':
            modes.pop()
    elif character == '"':
        modes.append('"')
    elif modes and character in "{}":
        if character == "{":
            modes.append("{")
        else:
            modes.pop()
    else:
        return 1, bool(modes)
    return 1, True


def _balance(code: str) -> int:
    return sum(map(code.count, _OPEN)) - sum(map(code.count, _CLOSE))


def _aligned(lines: list[str], shapes: list[_Shape]) -> list[str]:
    """The lines, with the equals signs of arguments that follow one another in one column."""
    done = list(lines)
    begin = width = 0
    for index, (_, name, _) in enumerate([*shapes, _NO_ARGUMENT]):
        if name:
            width = max(width, len(name))
            continue
        for at in range(begin, index):
            _, argument, rest = shapes[at]
            done[at] = f"{argument:<{width}} {rest}"
        begin, width = index + 1, 0
    return done


def _indented(lines: list[str], shapes: list[_Shape]) -> Iterator[str]:
    stack: list[int] = []  # how many brackets each level of indentation opened
    indent = ""
    for line, (net, _, _) in zip(lines, shapes, strict=True):
        if net < 0:
            _closed(stack, -net)
            indent = "  " * len(stack)
        yield indent + line if line else ""
        if net > 0:
            stack.append(net)
            indent = "  " * len(stack)


def _closed(stack: list[int], brackets: int) -> None:
    while brackets > 0 and stack:
        if brackets >= stack[-1]:
            brackets -= stack.pop()
        else:
            stack[-1] -= brackets
            brackets = 0
