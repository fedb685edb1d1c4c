"""An API has routes."""

from collections.abc import Iterator
from typing import Any

from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("AGW101", whole=True)
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


@rule("AGW103", ignorable=False)
def route_twice(graph: Graph) -> Iterator[Problem]:
    """A method of a path hands requests to one target.

    ## Why
    A method has one integration. Two paths that differ in punctuation only, such as `/a-b` and `/a_b`, would
    have one address in Terraform, whatever their methods.

    ## Fix
    Give the second flow another path or method.

    ## Source
    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings.html
    """
    seen: dict[tuple[str, ...], tuple[Any, str]] = {}
    for edge in graph.edges:
        if edge.source.kind.name != "api":
            continue
        from eventgen.resources.api import path_label, paths  # loaded already, for the source is one

        label, api = path_label(edge.source, edge.options.path), edge.source.name
        steps: dict[tuple[str, ...], str] = {
            (path_label(edge.source, path),): f"{path} of {api}" for path in paths([edge.options.path])
        }
        for at, what in {(label, edge.options.method): f"{edge.options.route} of {api}", **steps}.items():
            first, taken = seen.setdefault(at, (edge, what))
            if first is not edge and (len(at) > 1 or taken != what):
                message = f"{edge.name}: {what} cannot be told from {taken}, which goes to {first.target.name} already"
                yield Problem(message, "give it another path or method", (*edge.route, "route"))
                break


@rule("AGW104", ignorable=False)
def two_variables_in_one_place(graph: Graph) -> Iterator[Problem]:
    """A step of a path is a variable of one name.

    ## Why
    API Gateway cannot tell `/{a}/x` from `/{b}/y` by their first step, and refuses the second: "only one is allowed".

    ## Fix
    Give the variable the same name in both paths.

    ## Source
    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
    https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html
    """
    seen: dict[tuple[str, str], tuple[Any, str]] = {}
    for edge in graph.edges:
        if edge.source.kind.name != "api":
            continue
        from eventgen.resources.api import paths  # loaded already, for the source is one

        for path in paths([edge.options.path]):
            above, _, step = path.rpartition("/")
            if not step.startswith("{"):
                continue
            first, name = seen.setdefault((edge.source.name, above), (edge, step))
            if name != step:
                message = f"{edge.name}: {edge.options.route} has {step} where {first.options.route} has {name}"
                also = ("the first of them", (*first.route, "route"))
                yield Problem(message, f"write `{name}` in both", (*edge.route, "route"), also=also)
                break
