"""An API Gateway REST API whose routes hand requests to AWS services, without any code between."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen import anchor
from eventgen.diagnostics import Severity
from eventgen.hcl import Expr, Text, Value, address, call, text
from eventgen.iam import lift_role, logged, trust
from eventgen.kinds import DROPPED, Attachment, Input, Node, NodeSpec, Problem, Resource, Slots, Spec, observed, rule
from eventgen.thresholds import COUNT, switched
from eventgen.values import LogRetention, Matching, Number, OneOf

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting
    from eventgen.pieces import Piece
    from eventgen.syntax import Block, File

ACCOUNT = {"rate": 10_000, "burst": 5_000}  # d23-agw-limits: what all APIs of a Region take, where nothing was raised
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


class ApiAlarm(Spec):
    """From where on an API raises its alarms."""

    errors: Annotated[int | bool | None, COUNT] = None
    """Answers with a status of 500 or more within five minutes; 1, if nothing is said; false: no alarm."""


class Api(NodeSpec):
    """An HTTP interface: its routes hand requests on."""

    type: Annotated[str, OneOf(("rest",))] = "rest"
    """The kind of API."""
    stage: Annotated[str, Matching(r"[A-Za-z0-9_-]{1,128}", "letters, digits, - and _")] = "v1"
    """The name of its stage, the first step of every path."""
    throttle: Throttle | None = None
    """How many requests it takes."""
    authorization: Annotated[str, OneOf(("none", "iam"))] = "none"
    """Who may call it: anybody, or whom IAM allows."""
    access_log: bool = True
    """Writes a line of JSON for each request."""
    log_retention: Annotated[int | None, LogRetention()] = None
    """How long its logs are kept."""
    log_encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """Who keeps the keys of its logs: CloudWatch Logs, or the module."""
    tracing: bool | None = None
    """X-Ray."""
    alarm: Annotated[ApiAlarm | None, switched(ApiAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""


def _settle(node: Node[Api], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Api:
    return node.spec.model_copy(update=observed(node.spec, defaults))


def _attach(node: Node[Api]) -> Iterator[Attachment]:
    if node.spec.access_log:
        yield from logged(node, _log_group(node))


def _log_group(node: Node[Api]) -> Text:
    return text("/aws/apigateway/", node.title)


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
    log_label = _log_label(node)
    return {
        "trust": trust("apigateway.amazonaws.com"),
        "tree": tree,
        "account": _account(graph),
        "log_format": ACCESS_LOG,
        "days": (node.spec.log_retention or 0) // 86400,
        "log_label": log_label,
        "log_group": _log_group(node),
        "log_role": text(node.title, "-log"),
        "log_policy": text(
            "arn:", anchor.PARTITION, ":iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
        ),
        "deployed": _deployed(node, tree, slots),
    }


def _account(graph: Any) -> Node[Api] | None:
    """The API with which the account's one role for logs is made: the first that needs it."""
    apis = (node for node in graph.nodes.values() if node.kind is api and node.existing is None)
    return next((node for node in apis if node.spec.access_log), None)


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


def _lift(node: "NodeLifting") -> None:
    api, label = node.main, node.label
    node.titled()
    node.tagged()
    api.must("description", lambda context: context["spec"].description)
    api.block("endpoint_configuration", True).must("types", ["REGIONAL"])
    for step in (node.context or {}).get("tree", ()):
        path = node.own("aws_api_gateway_resource", step["label"])
        path.must("rest_api_id", Expr(f"{api.name}.id"))
        above = f"aws_api_gateway_resource.{step['parent']}.id" if step["parent"] else f"{api.name}.root_resource_id"
        path.must("parent_id", Expr(above))
        path.must("path_part", step["part"])
    deployment = node.own("aws_api_gateway_deployment", label)
    deployment.must("rest_api_id", Expr(f"{api.name}.id"))
    deployment.must("triggers", lambda context: {"redeployment": _redeployment(context["deployed"])})
    deployment.block("lifecycle", True).must("create_before_destroy", True)
    _lift_stage(node)
    statements = lift_role(node, "apigateway.amazonaws.com")
    node.notes["streams"] = [arn for each in statements for arn in each.get("Resource", ())]
    for integration in node.blocks.naming("aws_api_gateway_integration", "rest_api_id").get(api.name, ()):
        _lift_route(node, *integration)


def _redeployment(deployed: list[Expr]) -> Expr:
    return call("sha256", call("jsonencode", deployed))


def _lift_stage(node: "NodeLifting") -> None:
    api, label = node.main, node.label
    stage = node.own("aws_api_gateway_stage", label)
    stage.must("rest_api_id", Expr(f"{api.name}.id"))
    stage.must("deployment_id", address("aws_api_gateway_deployment", label, "id"))
    node.field("stage", stage, "stage_name")
    node.field("tracing", stage, "xray_tracing_enabled", False)
    node.tagged(stage)
    access = stage.block("access_log_settings")
    node.set("access_log", access.there, (access.file, access.at, 1))
    stage.must("depends_on", _waits_for if access.there else None)
    if access.there:
        access.must("destination_arn", address("aws_cloudwatch_log_group", _log_label(node), "arn"))
        access.must_json("format", ACCESS_LOG)
        node.logged(_log_label(node))
        _lift_account(node)
    settings = node.one("aws_api_gateway_method_settings", "rest_api_id", "id", wanted=None)
    node.set("throttle", None, (settings.file, settings.at, 1))
    if settings.there:
        settings.must("stage_name", address("aws_api_gateway_stage", label, "stage_name"))
        settings.must("method_path", "*/*")
        throttle = settings.block("settings", True)
        throttle.must("metrics_enabled", True)
        node.values["throttle"] = {}
        node.field(("throttle", "rate"), throttle, "throttling_rate_limit", of=1)
        node.field(("throttle", "burst"), throttle, "throttling_burst_limit", of=1)


def _waits_for(context: Mapping[str, Any]) -> list[Expr]:
    return [address("aws_api_gateway_account", context["account"].label)]


def _lift_account(node: "NodeLifting") -> None:
    """The role with which API Gateway writes logs, if the module sets it."""
    label, count = _log_label(node), Expr("var.manage_api_gateway_account ? 1 : 0")
    node.blocks.inputs.add("manage_api_gateway_account")

    def first(context: Mapping[str, Any]) -> bool:
        return bool(context["account"].label == node.label)

    account = node.own("aws_api_gateway_account", node.label, first)
    account.must("cloudwatch_role_arn", Expr(f"aws_iam_role.{label}[0].arn"))
    account.must("depends_on", [address("aws_iam_role_policy_attachment", label)])
    role = node.own("aws_iam_role", label, first)
    role.must("name", lambda context: context["log_role"])
    role.policy("assume_role_policy", lambda context: context["trust"])
    node.tagged(role)
    managed = node.own("aws_iam_role_policy_attachment", label, first)
    managed.must("role", Expr(f"aws_iam_role.{label}[0].name"))
    managed.must("policy_arn", lambda context: context["log_policy"])
    for piece in (account, role, managed):
        piece.must("count", count)


def _log_label(node: Any) -> str:
    return f"{node.label}_access"


def _lift_route(node: "NodeLifting", file: "File", block: "Block") -> None:
    """A flow to the stream that the request's template names."""
    piece = node.blocks.open((file, block), node.subject)
    stream = piece and node.blocks.among(_stream_name(piece), "name", "stream", node.notes["streams"])
    if piece and stream:
        node.blocks.edge(node, stream, piece)
    elif piece:
        piece.more()


def _stream_name(piece: "Piece") -> Any:
    """What stands behind `"StreamName": ` in the template: an expression, or a name."""
    from eventgen.meaning import value  # what reads HCL is loaded where it is read
    from eventgen.syntax import Literal, Template, within

    attribute = piece.attributes.get("request_templates")
    for part in within(attribute.value) if attribute else ():
        if isinstance(part, Template) and STREAM_NAME in str(part.parts[0]) and len(part.parts) == 3:
            return value(part.parts[1])
        if isinstance(part, Literal) and isinstance(part.value, str) and STREAM_NAME in part.value:
            return part.value.partition(STREAM_NAME)[2].partition('"')[0]
    return None


STREAM_NAME = '"StreamName": "'


def _meaning(node: Node[Api]) -> Mapping[str, Any]:
    """Each method says who may call it; without a log nothing says how long it is kept."""
    unsaid = () if node.spec.access_log else ("log_retention", "log_encryption")
    return dict.fromkeys(("authorization", *unsaid), DROPPED)


def _dimensions(node: Node[Api]) -> Mapping[str, Value]:
    return {"ApiName": node["name"], "Stage": address("aws_api_gateway_stage", node.label, "stage_name")}


def _alarms() -> Iterable[Any]:
    from eventgen.alarms import Alarm

    return (
        Alarm(
            option="errors",
            ending="5xx",
            says="requests fail on the side of the server",
            namespace="AWS/ApiGateway",
            metric="5XXError",
            statistic="Sum",
            dimensions=_dimensions,
        ),
    )


api = Resource(
    name="api",
    spec=Api,
    main="aws_api_gateway_rest_api",
    shape="tag",
    outputs=("arn", "id", "execution_arn"),
    longest=60,  # of its roles: the longer one ends with `-log`
    limit_rule="IAM001",
    bounded="the name of its role",
    slots=frozenset({"role", "routes", "key"}),
    labels=lambda node: [f"{node.label}_access", f"{node.label}_log"] if node.spec.access_log else [],
    existing=_existing,
    settle=_settle,
    attach=_attach,
    alarms=_alarms,
    view=_view,
    inputs=_inputs,
    idle=frozenset({"access_log", "log_encryption", "log_retention", "tracing", "was"}),
    lift=_lift,
    meaning=_meaning,
    tested=frozenset({"fail", "route"}),
    decides={"authorization": "none: anybody may call it; iam: whom IAM allows"},
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


@rule("AGW016", Severity.WARNING)
def throttle_beyond_the_account(node: Node[Api]) -> Iterator[Problem]:
    """An API takes no more requests than its account.

    ## Why
    All APIs of an account and Region share 10,000 requests a second and 5,000 at once, unless that was raised: the
    throttle of an API never opens further. In some Regions it is a quarter of that.

    ## Fix
    Write `throttle: {rate: 10000, burst: 5000}` or less, or have the quota raised first.

    ## Source
    https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
    """
    for option, most in ACCOUNT.items() if node.spec.throttle else ():
        if (wanted := getattr(node.spec.throttle, option)) > most:
            message = f"{node.name}: throttle.{option} {wanted} is more than the {most} that an account takes"
            yield Problem(message, f"write `{option}: {most}`, or have the quota raised first", ("throttle", option))


@rule("AGW017", Severity.INFO)
def open_api(node: Node[Api]) -> Iterator[Problem]:
    """Not everybody may call an API.

    ## Why
    What an API hands on to a stream comes from anybody who knows its address, and is paid for by you.

    ## Fix
    Write `authorization: iam`, or bound what it takes: `throttle: {rate: 100}`.

    ## Source
    https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
    """
    if node.existing is None and node.spec.authorization == "none" and node.spec.throttle is None:
        message = f"{node.name}: anybody may call it, as often as the account takes"
        yield Problem(message, "write `authorization: iam`, or bound it: `throttle: {rate: 100}`")
