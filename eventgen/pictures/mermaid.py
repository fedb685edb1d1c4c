"""Pictures -> a Mermaid flowchart, failure paths dashed, each page of several framed."""

from collections.abc import Sequence

from eventgen.drawing.mermaid import flowchart
from eventgen.pictures import Drawn


def written(drawn: Sequence[Drawn]) -> str:
    return "\n".join(flowchart([each.picture for each in drawn])) + "\n"
