"""Values -> Markdown, for the README of a module."""

import re
from typing import Any

from eventgen.drawing.mermaid import flowchart
from eventgen.graph import Graph
from eventgen.picture import picture

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+!|~$]")


class Markdown(str):
    """Text that is Markdown already. Only this module makes it."""

    __slots__ = ()


def cell(value: Any) -> Markdown:
    """Text that stays what it is: in a sentence, in a heading or in a cell of a table."""
    line = " ".join(str(value).split())
    return Markdown(_SPECIAL.sub(lambda match: "\\" + match.group(), line))


def diagram(graph: Graph) -> Markdown:
    """The page as a Mermaid flowchart, failure paths dashed."""
    return Markdown("\n".join(["```mermaid", *flowchart([picture(graph)]), "```"]))
