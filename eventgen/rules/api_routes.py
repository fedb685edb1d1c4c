"""An API has routes."""

from collections.abc import Iterator
from typing import Any

from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("AGW101")
def api_without_routes(graph: Graph) -> Iterator[Problem]:
    """An API has at least one route.

    ## Why
    API Gateway refuses to deploy an API that has no method.

    ## Fix
    Add a flow from the API, with a `route`.

    ## Source
    https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
    """
    for node in graph.nodes.values():
        if node.kind.name == "api" and not graph.out_of(node.name) and node.existing is None:
            fix = f"flows: [{{from: {node.name}, route: POST /events, to: a-stream}}]"
            yield Problem(f"{node.name}: an API without a route cannot be deployed", fix, node.route)


@rule("AGW103")
def route_twice(graph: Graph) -> Iterator[Problem]:
    """A method of a path hands requests to one target.

    ## Why
    A method has one integration: Terraform would make two resources of the same address.

    ## Fix
    Give the second flow another path or method.

    ## Source
    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings.html
    """
    seen: dict[tuple[str, str], Any] = {}
    for edge in graph.edges:
        if edge.source.kind.name == "api":
            first = seen.setdefault((edge.source.name, edge.options.route), edge)
            if first is not edge:
                message = f"{edge.name}: {edge.options.route} goes to {first.target.name} already"
                yield Problem(message, "give it another path or method", (*edge.route, "route"))
