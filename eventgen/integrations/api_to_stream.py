"""API Gateway -> Kinesis: a route puts the body of each request into the stream, without any code between."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen import anchor
from eventgen.hcl import Expr, Value, address, call, text
from eventgen.iam import role_arn, send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.api import METHODS, Api, path_label
from eventgen.resources.stream import Stream
from eventgen.values import Matching

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting

# Status of the answer, the status of Kinesis that it stands for, and what the client reads
RESPONSES = (
    ("_202", None, {"message": "Accepted"}),
    ("_400", r"4\d{2}", {"message": "Bad request"}),
    ("_500", r"5\d{2}", {"message": "Try again"}),
)
STEP = r"(?:[A-Za-z0-9._~-]+|\{[A-Za-z0-9_]+\})"
MOST_STEPS = 100  # of a path: a resource may be its own parent in a module that was edited
KEY_PATH = re.compile(r"escapeJavaScript\(\$input\.path\('(.*?)'\)")
JSON_PATH = r"\$(\.[A-Za-z_][A-Za-z0-9_]*)+"


class Route(Spec):
    """A route of an API that puts records into a stream."""

    route: Annotated[
        str,
        Matching(rf"({'|'.join(METHODS)}) /({STEP}(/{STEP})*)?", "a method and a path such as POST /events"),
    ]
    """Method and path."""
    partition_key: Annotated[str | None, Matching(JSON_PATH, "a JSON path into the body such as $.user_id")] = None
    """Where the body holds its partition key; the request's id, if nothing is said: no order then."""

    @property
    def method(self) -> str:
        return self.route.split(" ")[0]

    @property
    def path(self) -> str:
        return self.route.split(" ")[1]


def _attach(edge: Edge[Api, Stream, Route]) -> Iterator[Attachment]:
    label = f"{path_label(edge.source, edge.options.path)}_{edge.options.method.lower()}"
    blocks = [address("aws_api_gateway_method", label), address("aws_api_gateway_integration", label)]
    blocks += [address("aws_api_gateway_integration_response", label + status) for status, _, _ in RESPONSES]
    yield Attachment(edge.source.name, "routes", blocks)
    yield from send(edge.source, edge.target)


def _record(edge: Edge[Api, Stream, Route]) -> list[Value]:
    """The body of PutRecord, a line each, in API Gateway's template language. The client's key is escaped: it
    could hold quotes, and `escapeJavaScript` escapes one that JSON does not know (AGW008)."""
    given = f"$util.escapeJavaScript($input.path('{edge.options.partition_key}')).replaceAll(\"\\\\'\",\"'\")"
    key = given if edge.options.partition_key else "$context.requestId"
    return [
        "{",
        text('  "StreamName": "', edge.target["name"], '",'),
        '  "Data": "$util.base64Encode($input.json(\'$\'))",',
        f'  "PartitionKey": "{key}"',
        "}",
    ]


def _view(edge: Edge[Api, Stream, Route]) -> Mapping[str, Any]:
    path = path_label(edge.source, edge.options.path)
    return {
        "label": f"{path}_{edge.options.method.lower()}",
        "resource_id": address("aws_api_gateway_rest_api", edge.source.label, "root_resource_id")
        if edge.options.path == "/"
        else address("aws_api_gateway_resource", path, "id"),
        "authorization": {"none": "NONE", "iam": "AWS_IAM"}[edge.source.spec.authorization],
        "responses": RESPONSES,
        "role": role_arn(edge.source),
        "uri": text("arn:", anchor.PARTITION, ":apigateway:", anchor.REGION, ":kinesis:action/PutRecord"),
        "record": call("join", "\n", _record(edge)),
    }


def _lift(edge: "EdgeLifting") -> None:
    label = edge.context["label"] if edge.context else edge.label
    api, integration = Expr(f"{edge.source.main.name}.id"), edge.main
    method = edge.own("aws_api_gateway_method", label)
    path = method.peek("resource_id")
    verb, steps = method.peek("http_method"), _path(edge, path)
    edge.set("route", f"{verb} {steps}", (method.file, method.at, 1))
    template = (integration.peek("request_templates") or {}).get("application/json")
    key = KEY_PATH.search(template.code if isinstance(template, Expr) else str(template))
    edge.set("partition_key", key[1] if key else None, (integration.file, integration.at, 1))
    for piece in (method, integration):
        piece.must("rest_api_id", api)
        piece.must("resource_id", lambda context: context["resource_id"])
    method.must("http_method", lambda context: context["options"].method)
    method.must("authorization", lambda context: context["authorization"])
    integration.called(f"aws_api_gateway_integration.{label}", edge.blocks.named)
    integration.must("http_method", address("aws_api_gateway_method", label, "http_method"))
    integration.must("type", "AWS")
    integration.must("integration_http_method", "POST")
    integration.must("uri", lambda context: context["uri"])
    integration.must("credentials", lambda context: context["role"])
    integration.must("passthrough_behavior", "NEVER")
    integration.must("timeout_milliseconds", 29000, 29000)
    header = "integration.request.header.Content-Type"
    integration.must("request_parameters", {header: "'application/x-amz-json-1.1'"})
    integration.must("request_templates", lambda context: {"application/json": context["record"]})
    for response in RESPONSES:
        _lift_response(edge, label, response)


def _lift_response(edge: "EdgeLifting", label: str, response: tuple[str, str | None, Any]) -> None:
    """A status that the client may get."""
    status, pattern, body = response
    api = Expr(f"{edge.source.main.name}.id")
    method = edge.own("aws_api_gateway_method_response", label + status)
    answer = edge.own("aws_api_gateway_integration_response", label + status)
    for piece in (method, answer):
        piece.must("rest_api_id", api)
        piece.must("resource_id", lambda context: context["resource_id"])
    method.must("http_method", address("aws_api_gateway_method", label, "http_method"))
    method.must("status_code", status[1:])
    answer.must("http_method", address("aws_api_gateway_integration", label, "http_method"))
    answer.must("status_code", address("aws_api_gateway_method_response", label + status, "status_code"))
    answer.must("selection_pattern", pattern)
    answer.must("response_templates", {"application/json": call("jsonencode", body)})


def _path(edge: "EdgeLifting", resource_id: Any) -> str:
    """The path of a resource of the API: its parts from the root on."""
    parts: list[str] = []
    words = resource_id.code.split(".") if isinstance(resource_id, Expr) else []
    while words[:1] == ["aws_api_gateway_resource"] and len(parts) < MOST_STEPS:
        found = edge.blocks.at.get(".".join(words[:2]))
        if found is None:
            break
        from eventgen.pieces import opened  # what reads HCL is loaded where it is read

        piece = opened("", edge.subject, *found)
        parts.append(str(piece.peek("path_part")))
        above = piece.peek("parent_id")
        words = above.code.split(".") if isinstance(above, Expr) else []
    return "/" + "/".join(reversed(parts))


api_to_stream = Integration(
    name="api_to_stream",
    options=Route,
    says="A route puts the body of each request into the stream, without any code between.",
    parallel=True,
    attach=_attach,
    view=_view,
    lift=_lift,
)
