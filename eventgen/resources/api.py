"""An API Gateway REST API whose routes hand requests to AWS services, without any code between."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import StrictBool

from eventgen import anchor
from eventgen.hcl import Expr, Value, address, text
from eventgen.iam import trust
from eventgen.kinds import Input, Node, NodeSpec, Problem, Resource, Slots, Spec, rule
from eventgen.values import Matching, Number, OneOf

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "ANY")
# One line of JSON for each request: what API Gateway puts in for `$context.X` is never page text
ACCESS_LOG = {
    "requestId": "$context.requestId",
    "ip": "$context.identity.sourceIp",
    "requestTime": "$context.requestTime",
    "httpMethod": "$context.httpMethod",
    "resourcePath": "$context.resourcePath",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "integrationStatus": "$context.integration.status",
    "integrationError": "$context.integration.error",
}


class Throttle(Spec):
    """How many requests the stage takes."""

    rate: Annotated[int, Number(1, 1_000_000)] = 1000
    """Requests a second."""
    burst: Annotated[int, Number(1, 1_000_000)] = 2000
    """Requests at once."""


class Api(NodeSpec):
    """An HTTP interface: its routes hand requests on."""

    type: Annotated[str, OneOf(("rest",))] = "rest"
    """The kind of API."""
    stage: Annotated[str, Matching(r"[A-Za-z0-9_]{1,128}", "letters, digits and _")] = "v1"
    """The name of its stage, the first step of every path."""
    throttle: Throttle | None = None
    """How many requests it takes."""
    authorization: Annotated[str, OneOf(("none", "iam"))] = "none"
    """Who may call it: anybody, or whom IAM allows."""
    access_log: StrictBool = True
    """Writes a line of JSON for each request."""
    tracing: StrictBool | None = None
    """X-Ray."""


def _settle(node: Node[Api], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Api:
    tracing = defaults.tracing if node.spec.tracing is None else node.spec.tracing
    return node.spec.model_copy(update={"tracing": tracing})


def paths(routes: Iterable[str]) -> list[str]:
    """Every path of the API, parents before children: `/a/b` -> `/a`, `/a/b`."""
    made: dict[str, None] = {}
    for route in routes:
        steps = route.strip("/").split("/")
        for end in range(1, len(steps) + 1):
            made["/" + "/".join(steps[:end])] = None
    return list(made)


def path_label(node: Node[Any], path: str) -> str:
    """The label of a path's resource: `/events/{id}` -> `ingest_events_id`."""
    steps = "".join(c if c.isalnum() else "_" for c in path.strip("/"))
    return f"{node.label}_{steps}" if steps else node.label


def _view(node: Node[Api], graph: Any, slots: Slots) -> Mapping[str, Any]:
    routes = [edge.options.path for edge in graph.out_of(node.name)]
    tree = [
        {
            "label": path_label(node, path),
            "part": path.rsplit("/", 1)[1],
            "parent": path_label(node, parent) if (parent := path.rsplit("/", 1)[0]) else None,
        }
        for path in paths(route for route in routes if route != "/")
    ]
    log_label = f"{node.label}_access"
    return {
        "trust": trust("apigateway.amazonaws.com"),
        "tree": tree,
        "log_format": ACCESS_LOG,
        "days": graph.header.defaults.log_retention // 86400,
        "log_label": log_label,
        "log_group": text("/aws/apigateway/", node.title),
        "log_role": text(node.title, "-log"),
        "log_policy": text(
            "arn:", anchor.PARTITION, ":iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
        ),
        "deployed": _deployed(node, tree, slots),
    }


def _deployed(node: Node[Api], tree: list[dict[str, Any]], slots: Slots) -> list[Expr]:
    """Everything that a deployment takes a picture of."""
    made = [address("aws_api_gateway_resource", step["label"]) for step in tree]
    for blocks in slots["routes"]:
        made += blocks
    return made


def _inputs(node: Node[Api]) -> Iterable[Input]:
    if node.existing is None and node.spec.access_log:
        description = (
            "Whether the module sets the role with which API Gateway writes logs. "
            "An account has one in each Region: false, if it is set elsewhere."
        )
        yield Input("manage_api_gateway_account", "bool", description, True, False)


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn}


api = Resource(
    name="api",
    spec=Api,
    main="aws_api_gateway_rest_api",
    outputs=("arn", "id", "execution_arn"),
    longest=60,  # of its roles: the longer one ends with `-log`
    limit_rule="IAM001",
    bounded="the name of its role",
    slots=frozenset({"role", "routes"}),
    existing=_existing,
    settle=_settle,
    view=_view,
    inputs=_inputs,
)


@rule("AGW102", ignorable=False)
def existing_api(node: Node[Api]) -> Iterator[Problem]:
    """Routes are added to APIs that the page makes.

    ## Why
    A deployment holds all methods of an API: two modules that deploy the same one undo each other's routes.

    ## Fix
    Declare the API here, or the route where the API is declared.

    ## Source
    https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
    """
    if node.existing is not None:
        yield Problem(
            f"{node.name}: an existing API takes no routes from this page",
            "declare it here: apis: {name: {}}",
            ("existing",),
        )
