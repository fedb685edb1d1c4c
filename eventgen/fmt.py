"""Rendered text -> the same text as `terraform fmt` would lay it out, for the HCL that our templates make.

The indentation follows the brackets and `=` are aligned in runs of single-line arguments, as hclwrite's
format.go does it. Strings never span lines here: the filter writes line breaks as `\\n`.
"""

import re

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ASSIGN = re.compile(r"(?<![=!<>])=(?![=>])")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_BLANK_LINES = re.compile(r"\n{3,}")
_AFTER_OPEN = re.compile(r"^(?! *#)(.*[\[{(]\n)\n+", re.MULTILINE)
_BEFORE_CLOSE = re.compile(r"\n+(\n *[\]})])")


def fmt(text: str) -> str:
    """The text, indented and aligned; blank lines are never doubled, and never open or close a block."""
    text = _BLANK_LINES.sub("\n\n", text.strip("\n") + "\n")
    text = _BEFORE_CLOSE.sub(r"\1", _AFTER_OPEN.sub(r"\1", text))
    lines = [line.strip() for line in text.split("\n")]
    bare = [_without_strings(line) for line in lines]
    return "\n".join(map(str.rstrip, _indented(_aligned(lines, bare), bare)))


def _without_strings(line: str) -> str:
    """The line with each string (templates inside included) as long as it was, but without its characters."""
    if '"' not in line:
        return "" if line.startswith("#") else line
    if line.startswith("#"):
        return ""
    if "${" not in line:
        return _STRING.sub(lambda m: "_" * len(m.group()), line)
    return _masked(line)


def _masked(line: str) -> str:
    """For a line with interpolations, which may hold strings themselves."""
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


def _aligned(lines: list[str], bare: list[str]) -> list[str]:
    done = list(lines)
    chain: list[tuple[int, int]] = []  # line, and where its `=` stands

    def close() -> None:
        width = max((len(lines[i][:at].rstrip()) for i, at in chain), default=0)
        for i, at in chain:
            done[i] = f"{lines[i][:at].rstrip():<{width}} {lines[i][at:]}"
        chain.clear()

    for index, line in enumerate(bare):
        match = _ASSIGN.search(line)
        if match and match.start() > 0 and _balance(line[match.start() :]) == 0:
            chain.append((index, match.start()))
        else:
            close()
    close()
    return done


def _balance(line: str) -> int:
    return sum((c in _OPEN) - (c in _CLOSE) for c in line)


def _indented(lines: list[str], bare: list[str]) -> list[str]:
    stack: list[int] = []  # how many brackets each level of indentation opened
    done = []
    for line, code in zip(lines, bare, strict=True):
        net = _balance(code)
        if net > 0:
            done.append("  " * len(stack) + line)
            stack.append(net)
            continue
        closed = -net
        while closed > 0 and stack:
            if closed >= stack[-1]:
                closed -= stack.pop()
            else:
                stack[-1] -= closed
                closed = 0
        done.append("  " * len(stack) + line)
    return done
