"""Values -> words of a shell command, within a block of code of a README. What a page says stays one word of text."""

import re
import shlex
from functools import lru_cache
from typing import Any

from eventgen.hcl import Expr, Text
from eventgen.markdown import Markdown, code

OUTPUT = re.compile(r"aws_\w+\.(\w+)\.(\w+)\Z")  # an attribute of a node that the module makes
INPUT = re.compile(r"var\.([\w-]+)\Z")
PART = re.compile(r'element\(split\("(.)", var\.([\w-]+)\), (\d+)\)\Z')  # of an ARN that is an input
QUOTED = re.compile(r'["\\$`]')
UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa1-\u167f\u2100-\ud7ff\uf900-\ufefe]")  # for a shell that reads $'...'


@lru_cache(maxsize=4096)
def sh(value: Any, before: str = "") -> Markdown:
    """One word: of what Terraform alone knows, the command that tells it."""
    parts = (before, *(value.parts if isinstance(value, Text) else (value,)))
    literal = "".join(part for part in parts if isinstance(part, str))
    if all(isinstance(part, str) for part in parts):
        return code(_literal(literal))
    if UNPRINTABLE.search(literal):
        raise ValueError(f"{literal!r} is no part of a name at AWS")
    return code('"' + "".join(_part(part) for part in parts) + '"')


def parameter(name: str) -> Markdown:
    """What the shell calls an input of the module."""
    return code(name.replace("-", "_"))


def _literal(text: str) -> str:
    if not UNPRINTABLE.search(text):
        return shlex.quote(text)
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "$'" + UNPRINTABLE.sub(lambda found: f"\\U{ord(found.group()):08x}", escaped) + "'"


def _part(part: Any) -> str:
    if not isinstance(part, Expr):
        return QUOTED.sub(lambda found: "\\" + found.group(), str(part))
    if found := OUTPUT.match(part.code):
        return f"$(out {found[1]}_{found[2]})"
    if found := INPUT.match(part.code):
        return f"${{{parameter(found[1])}}}" if found[1] != "name" else "$name"
    if found := PART.match(part.code):
        return f'$(cut -d{shlex.quote(found[1])} -f{int(found[3]) + 1} <<< "${parameter(found[2])}")'
    return QUOTED.sub(lambda found: "\\" + found.group(), f"<{part.code}>")  # to be filled in
