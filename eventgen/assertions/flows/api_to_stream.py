"""API Gateway -> Kinesis: the route puts the body of each request into the stream, with the role of the API."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, same
from eventgen.hcl import Expr, hcl

METHOD, INTEGRATION = "aws_api_gateway_method", "aws_api_gateway_integration"


def api_to_stream(context: Context) -> Iterator[Assertion]:
    edge, options = context["edge"], context["options"]
    method, it, route = f"{METHOD}.{context['label']}", f"{INTEGRATION}.{context['label']}", options.route
    api = Expr(f"{edge.source.kind.main}.{edge.source.label}.id")
    yield same(method, "rest_api_id", api, f"{edge.name}: {route} is not a route of {edge.source.name}")
    yield same(method, "resource_id", context["resource_id"], f"{edge.name}: {route} is at another path")
    yield same(method, "http_method", options.method, f"{edge.name}: {route} has another method")
    yield same(method, "authorization", context["authorization"], f"{edge.name}: others may call {route}")
    yield same(it, "resource_id", context["resource_id"], f"{edge.name}: what puts records is at another path")
    yield same(it, "uri", context["uri"], f"{edge.name}: {route} does not put records into a stream")
    yield same(it, "credentials", context["role"], f"{edge.name}: the role is not that of {edge.source.name}")
    record = f'{it}.request_templates["application/json"] == {hcl(context["record"])}'
    yield Assertion(Expr(record), f"{edge.name}: {route} puts something else than the body into {edge.target.name}")
