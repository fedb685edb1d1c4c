"""Pictures -> the lines of a Mermaid flowchart: those of the README of a module too."""

from collections.abc import Iterator, Sequence

from eventgen.diagnostics import printable
from eventgen.picture import Line, Picture, Sort

ARROWS = {Sort.FLOW: "-->", Sort.LISTENS: "-->", Sort.USES: "---", Sort.FAILURE: "-.->"}
# What means something within quotes, as Mermaid's entities: `#` begins one, a backtick begins Markdown
SPECIAL = str.maketrans({c: f"#{ord(c)};" for c in "#&;<>\"'`\\%"})


def flowchart(pictures: Sequence[Picture]) -> Iterator[str]:
    """Every label is quoted: `end` is a word of Mermaid."""
    yield "flowchart LR"
    number = 0
    for index, each in enumerate(pictures):
        numbers = {box.name: f"n{number + at}" for at, box in enumerate(each.boxes)}
        number += len(numbers)
        lines = _lines(each, numbers)
        if len(pictures) == 1:
            yield from (f"  {line}" for line in lines)
        else:
            yield f'  subgraph p{index}["{each.name}"]'
            yield from (f"    {line}" for line in lines)
            yield "  end"


def _lines(of: Picture, numbers: dict[str, str]) -> Iterator[str]:
    for box in of.boxes:
        yield f'{numbers[box.name]}["{box.name}<br/>{box.kind}"]'
    for line in of.lines:
        yield f"{numbers[line.source]} {ARROWS[line.sort]}{_label(line)} {numbers[line.target]}"


def _label(line: Line) -> str:
    return f'|"{printable(line.label).translate(SPECIAL)}"|' if line.label else ""
