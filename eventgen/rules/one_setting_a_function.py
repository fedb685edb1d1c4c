"""Lambda keeps one setting for all asynchronous invocations of a function."""

from collections.abc import Iterator

from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("ASY101")
def two_settings_of_a_function(graph: Graph) -> Iterator[Problem]:
    """Flows that invoke one function asynchronously agree on retries, age and dead-letter queue.

    ## Why
    Lambda keeps one EventInvokeConfig for a function: of two that differ, one would be lost.

    ## Fix
    Say the same in all of them, or put a queue between.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
    """
    for name, node in graph.nodes.items():
        if node.kind.name != "function":
            continue
        from eventgen.resources.function import Invocation  # loaded already, for the node is one

        edges = [edge for edge in graph.into(name) if isinstance(edge.options, Invocation)]
        for option in ("retries", "max_age"):
            said = [edge for edge in edges if getattr(edge.options, option) is not None]
            for edge in said[1:]:
                first, other = getattr(said[0].options, option), getattr(edge.options, option)
                if first != other:
                    message = (
                        f"{edge.name}: {option} {other} differs from {first} of {said[0].name}: {name} has one setting"
                    )
                    yield Problem(
                        message, f"write {option}: {first} in both, or put a queue between", (*edge.route, option)
                    )
