"""Flows that a function sends along tell it where to in its environment."""

from collections.abc import Iterator

from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("LMB101")
def environment_twice(graph: Graph) -> Iterator[Problem]:
    """A variable that a flow sets is not set by the page too.

    ## Why
    A flow from a function puts the URL, name or ARN of its target into the function's environment. Of two values
    for one variable, the page's would be lost.

    ## Fix
    Give the page's variable another name, or take it away.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    """
    for edge in graph.edges:
        written = getattr(edge.source.spec, "environment", {})
        for attachment in edge.integration.attach(edge) if written else ():
            if attachment.slot == "environment" and attachment.node == edge.source.name:
                name = attachment.value[0]
                if name in written:
                    message = f"{edge.source.name}: the flow {edge.name} sets {name}, and the page another value"
                    yield Problem(message, f"call it APP_{name}", (*edge.source.route, "environment", name))
