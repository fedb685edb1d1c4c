"""API Gateway -> Kinesis: a route puts the body of each request into the stream, without any code between."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from eventgen import anchor
from eventgen.hcl import Value, address, call, text
from eventgen.iam import role_arn, send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.api import METHODS, Api, path_label
from eventgen.resources.stream import Stream
from eventgen.values import Matching

# Status of the answer, the status of Kinesis that it stands for, and what the client reads
RESPONSES = (
    ("_202", None, {"message": "Accepted"}),
    ("_400", r"4\d{2}", {"message": "Bad request"}),
    ("_500", r"5\d{2}", {"message": "Try again"}),
)
STEP = r"(?:[A-Za-z0-9._~-]+|\{[A-Za-z0-9_]+\})"
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


api_to_stream = Integration(
    name="api_to_stream",
    options=Route,
    says="A route puts the body of each request into the stream, without any code between.",
    parallel=True,
    attach=_attach,
    view=_view,
)
