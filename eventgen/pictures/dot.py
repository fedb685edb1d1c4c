"""Pictures -> the language of Graphviz, each page of several a cluster."""

from collections.abc import Iterator, Sequence

from eventgen.diagnostics import printable
from eventgen.picture import Line, Picture, Sort
from eventgen.pictures import Drawn

# Our shapes in the words of Graphviz
SHAPES = {
    "bar": "box, peripheries=2",
    "box": "box",
    "cylinder": "cylinder",
    "double": "doubleoctagon",
    "hexagon": "hexagon",
    "note": "note",
    "octagon": "octagon",
    "pill": 'box, style="rounded,filled"',
    "round": "component",
    "slanted": "parallelogram",
    "tag": "cds",
}
LOOKS = {
    Sort.FLOW: "",
    Sort.LISTENS: "",
    Sort.USES: "arrowhead=none, color=gray",
    Sort.FAILURE: "style=dashed, color=firebrick, fontcolor=firebrick",
}


def written(drawn: Sequence[Drawn]) -> str:
    lines = [
        "digraph eventgen {",
        '  graph [rankdir=LR, fontname="sans-serif"];',
        '  node [fontname="sans-serif", style=filled, fillcolor=white];',
        '  edge [fontname="sans-serif", fontsize=10];',
    ]
    number = 0
    for index, each in enumerate(drawn):
        numbers = {box.name: f"n{number + at}" for at, box in enumerate(each.picture.boxes)}
        number += len(numbers)
        inner = _lines(each.picture, numbers)
        if len(drawn) == 1:
            lines += [f"  {line}" for line in inner]
        else:
            lines += [f"  subgraph cluster_{index} {{", f"    label={quoted(each.picture.name)};"]
            lines += [*(f"    {line}" for line in inner), "  }"]
    return "\n".join([*lines, "}", ""])


def _lines(of: Picture, numbers: dict[str, str]) -> Iterator[str]:
    for box in of.boxes:
        says = ", ".join(filter(None, (box.kind, box.origin)))
        yield f"{numbers[box.name]} [label={quoted(box.name, says)}, shape={SHAPES[box.shape]}];"
    for line in of.lines:
        yield f"{numbers[line.source]} -> {numbers[line.target]}{_look(line)};"


def _look(line: Line) -> str:
    words = ", ".join(filter(None, (f"label={quoted(line.label)}" if line.label else "", LOOKS[line.sort])))
    return f" [{words}]" if words else ""


def quoted(*lines: str) -> str:
    """Lines of text as one that stays what it is."""
    escaped = (printable(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
