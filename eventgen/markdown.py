"""Values -> Markdown, for the README of a module."""

import re
from typing import Any

from eventgen.graph import Graph

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+!|~$]")


class Markdown(str):
    """Text that is Markdown already. Only this module makes it."""

    __slots__ = ()


def cell(value: Any) -> Markdown:
    """Text that stays what it is: in a sentence, in a heading or in a cell of a table."""
    line = " ".join(str(value).split())
    return Markdown(_SPECIAL.sub(lambda match: "\\" + match.group(), line))


def diagram(graph: Graph) -> Markdown:
    """The page as a Mermaid flowchart, failure paths dashed. Every label is quoted: `end` is a word of Mermaid."""
    numbers = {name: f"n{index}" for index, name in enumerate(graph.nodes)}
    lines = ["```mermaid", "flowchart LR"]
    lines += [
        f'  {numbers[name]}["{name}<br/>{node.kind.name.replace("_", " ")}"]' for name, node in graph.nodes.items()
    ]
    lines += [f"  {numbers[edge.source.name]} --> {numbers[edge.target.name]}" for edge in graph.edges]
    lines += [
        f"  {numbers[node.links['bus'].name]} --> {numbers[name]}"
        for name, node in graph.nodes.items()
        if "bus" in node.links
    ]
    dashed = {(n.name, x.name): None for n in graph.nodes.values() for r, x in n.links.items() if "dead_letter" in r}
    dashed |= {(e.source.name, x.name): None for e in graph.edges for r, x in e.links.items() if r == "dead_letter"}
    lines += [f"  {numbers[a]} -.-> {numbers[b]}" for a, b in dashed]
    return Markdown("\n".join([*lines, "```"]))
