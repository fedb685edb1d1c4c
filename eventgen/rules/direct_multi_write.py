"""A function that writes to several queues itself."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("GRA003", Severity.INFO)
def direct_multi_write(graph: Graph) -> Iterator[Problem]:
    """What several queues have to get goes to them through a topic.

    ## Why
    A function that fails between two sends has told some queues and not others, and tells the first ones again when it
    is retried. A function that sends each message to one of them is a router, and right.

    ## Fix
    Let the function publish to a topic, and let the queues subscribe to it, with a `filter` where not each gets all.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html
    """
    for name, node in graph.nodes.items():
        queues = [edge for edge in graph.out_of(name) if edge.target.kind.name == "queue"]
        if node.kind.name == "function" and len(queues) > 1:
            written = ", ".join(edge.target.name for edge in queues)
            message = f"{name}: it writes to {len(queues)} queues: {written}: if it fails between, some do not know"
            fix = f"topics: {{events: {{}}}}, with the flows {name} -> events and events -> {queues[0].target.name}"
            yield Problem(message, fix, queues[1].route)
