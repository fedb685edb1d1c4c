"""Values -> Markdown, for the README of a module."""

import re
from functools import lru_cache
from typing import Any

from eventgen.drawing.mermaid import flowchart
from eventgen.graph import Graph
from eventgen.picture import picture
from eventgen.values import SECONDS, spell

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+!|~$]")


class Markdown(str):
    """Text that is Markdown already. Only this module makes it."""

    __slots__ = ()


def cell(value: Any) -> Markdown:
    """Text that stays what it is: in a sentence, in a heading or in a cell of a table."""
    return _cell(str(value))


@lru_cache(maxsize=4096)  # pages that are alike say much alike
def _cell(text: str) -> Markdown:
    line = " ".join(text.split())
    return Markdown(_SPECIAL.sub(lambda match: "\\" + match.group(), line))


def code(text: str) -> Markdown:
    """Text of one line within a block of code, where nothing but a line of its own can end it."""
    if len(text.splitlines()) > 1:
        raise ValueError(f"{text!r} is more than a line")
    return Markdown(text)


def duration(seconds: int) -> Markdown:
    """How the page would say it."""
    return Markdown(spell(seconds, SECONDS))


def diagram(graph: Graph) -> Markdown:
    """The page as a Mermaid flowchart, failure paths dashed."""
    return Markdown("\n".join(["```mermaid", *flowchart([picture(graph)]), "```"]))
