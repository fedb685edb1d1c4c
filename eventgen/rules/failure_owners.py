"""Who keeps what a function fails on, when it is invoked asynchronously."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, polled, rule


@rule("GRA008", Severity.WARNING, whole=True)
def failures_without_an_owner(graph: Graph) -> Iterator[Problem]:
    """What a function fails on asynchronously goes somewhere.

    ## Why
    Lambda drops an event after its last try: the service that sent it takes it for delivered, and nobody keeps it.

    ## Fix
    Take `dead_letter: false` away, or name a queue in `on_failure` of the function.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """
    for name, node in graph.nodes.items():
        if node.kind.name != "function" or node.existing is not None or "on_failure" in node.links:
            continue
        edges = [edge for edge in graph.into(name) if not polled(edge)]
        if edges and not any("on_failure" in edge.links for edge in edges):
            message = f"{edges[0].name}: what {name} fails on is dropped after the last try: nobody keeps it"
            yield Problem(message, "take `dead_letter: false` away", (*edges[0].route, "dead_letter"))
