"""Lambda keeps one setting for all asynchronous invocations of a function."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
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
        from eventgen.invocations import Invocation  # loaded already, for the node is one

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


@rule("ASY102", Severity.WARNING, whole=True)
def setting_without_effect(graph: Graph) -> Iterator[Problem]:
    """What a flow asks of invocations is heard where the function is made.

    ## Why
    The setting of an existing function is not eventgen's to change, and what a function itself says of failed events
    (`on_failure`) comes first: what the flow says besides would be lost.

    ## Fix
    Take it from the flow, or say it where the function is declared.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
    """
    for edge in graph.edges:
        asked = {name: getattr(edge.options, name, None) for name in ("retries", "max_age", "dead_letter")}
        linked = {node.name for node in edge.links.values()}
        if isinstance(asked["dead_letter"], str) and asked["dead_letter"] not in linked:
            first = getattr(edge.target.spec, "on_failure", None) or "what it is set to already"
            message = f"{edge.name}: dead_letter {asked['dead_letter']} has no effect: {edge.target.name} has {first}"
            yield Problem(message, "take it away", (*edge.route, "dead_letter"))
        if edge.target.kind.name != "function" or edge.target.existing is None:
            continue
        from eventgen.invocations import Invocation  # loaded already, for the target is one

        for name in ("retries", "max_age") if isinstance(edge.options, Invocation) else ():
            if asked[name] is not None:
                message = f"{edge.name}: {name} {asked[name]} has no effect: {edge.target.name} exists already"
                yield Problem(message, "say it where the function is declared", (*edge.route, name))
