"""A Lambda function with its role and its log group, and what asynchronous invocations have in common."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import StrictBool, ValidationInfo, model_validator

from eventgen import anchor
from eventgen.diagnostics import Severity
from eventgen.hcl import Expr, Text, Value, address, text
from eventgen.iam import send, statement, trust
from eventgen.kinds import (
    Asset,
    Attachment,
    Edge,
    Named,
    Node,
    NodeSpec,
    Problem,
    Resource,
    Slots,
    Spec,
    Use,
    arn_pattern,
    named,
    rule,
)
from eventgen.resources.queue import dead_letter_queue
from eventgen.texts import IN_JSON, Description, Json, Like, Str
from eventgen.values import PATH, DeadLetterTo, Duration, Items, LogRetention, Matching, Number, OneOf, Size, wrong

# Lambda's runtimes that may still be created (botocore lambda.Runtime), and those that provider 5.100 does not know yet
RUNTIMES = (
    *("python3.10", "python3.11", "python3.12", "python3.13", "python3.14"),
    *("nodejs20.x", "nodejs22.x", "nodejs24.x"),
    *("java11", "java17", "java21", "java25", "java8.al2"),
    *("dotnet8", "dotnet10", "ruby3.3", "ruby3.4", "ruby4.0", "provided.al2", "provided.al2023"),
)
NEWER_THAN_PROVIDER_5 = frozenset({"python3.14", "nodejs24.x", "java25", "dotnet10", "ruby4.0"})
RESERVED = frozenset(
    [
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
    ]
)
LONGEST_STATEMENT = 68  # characters: 100 less the module's name and a hyphen
MOST_ENVIRONMENT = 4096  # bytes, lambda-quota
FilePath = Annotated[str, PATH]
Pattern = Annotated[dict[str, Any], Json(4096, "ESM013")]  # of a filter of an event source mapping
# botocore lambda.LayerVersionArn
LAYER = Like(
    f"{arn_pattern('lambda', 'layer:[A-Za-z0-9_-]+:[0-9]+')}|{arn_pattern('lambda', 'awslayer:[A-Za-z0-9_-]+', ':')}",
    "the ARN of a layer's version, such as arn:aws:lambda:eu-west-1:123456789012:layer:tools:7",
)


class S3Object(Spec):
    """Code that lies in a bucket."""

    bucket: Str
    """The bucket's name."""
    key: Str
    """The object's key."""
    version: Str | None = None
    """The object's version."""


class Code(Spec):
    """Where the code comes from: one of the four."""

    directory: FilePath | None = None
    """A folder, beside the page: it goes into the module as a zip."""
    zip: FilePath | None = None
    """A zip file, beside the page."""
    image: Str | None = None
    """The URI of a container image."""
    s3: S3Object | None = None
    """A zip in a bucket."""

    @model_validator(mode="after")
    def one(self) -> "Code":
        given = [name for name in ("directory", "zip", "image", "s3") if getattr(self, name) is not None]
        if len(given) != 1:
            said = f"has {' and '.join(given)}" if given else "is empty"
            raise wrong(
                "LMB012",
                f"{said}: it takes one of directory, zip, image and s3",
                "code: {directory: src/app}",
            )
        return self


class Vpc(Spec):
    """The network that the function runs in."""

    subnets: Annotated[list[Str], Items(16, "PAGE003", 1)]
    """IDs of subnets."""
    security_groups: Annotated[list[Str], Items(16, "PAGE003", 1)]
    """IDs of security groups."""


class Permission(Spec):
    """Something that a role may do besides what the flows need."""

    actions: Annotated[
        list[Annotated[str, Matching(r"[a-z0-9-]+:[A-Za-z0-9*]+", "an IAM action such as dynamodb:GetItem")]],
        Items(100, "PAGE003", 1),
    ]
    """IAM actions."""
    resources: Annotated[list[Annotated[Text, IN_JSON]], Items(16, "PAGE003", 1)]
    """ARNs."""


EnvironmentKey = Annotated[
    str, Matching(r"[A-Za-z][A-Za-z0-9_]+", "two or more letters, digits and _, starting with a letter", "LMB007")
]


class Function(NodeSpec):
    """A function: it is invoked with events."""

    description: Annotated[Text | None, Description(256)] = None
    """What it is for."""
    runtime: Annotated[str | None, OneOf(RUNTIMES, "LMB005")] = None
    """Lambda's runtime; not for images."""
    handler: Annotated[str | None, Matching(r"[^\s]{1,128}", "up to 128 characters without spaces")] = None
    """What Lambda calls: module.function."""
    code: Code | None = None
    """Where the code comes from."""
    timeout: Annotated[int, Duration("1s", "15m", "LMB002")] = 30
    """How long one invocation may take."""
    memory: Annotated[int, Size("128MiB", "10240MiB", "LMB003", step=1024**2)] = 256 * 1024**2
    """Memory, and with it CPU."""
    storage: Annotated[int | None, Size("512MiB", "10240MiB", "LMB004", step=1024**2)] = None
    """Size of /tmp."""
    environment: dict[EnvironmentKey, Str] = {}
    """Environment variables; those that the flows need are added."""
    architecture: Annotated[str, OneOf(("arm64", "x86_64"))] = "arm64"
    """The processor."""
    reserved_concurrency: Annotated[int | None, Number(0, 100_000)] = None
    """Invocations at the same time that it has for itself, and may not exceed."""
    layers: Annotated[list[Annotated[Text, LAYER]], Items(5, "LMB008")] = []
    """ARNs of layer versions, five at most."""
    vpc: Vpc | None = None
    """The network that it runs in."""
    permissions: list[Permission] = []
    """What its role may do besides what the flows need."""
    log_retention: Annotated[int | None, LogRetention()] = None
    """How long its logs are kept."""
    tracing: StrictBool | None = None
    """X-Ray."""
    on_failure: Annotated[str | None, Matching(r"[a-z][a-z0-9_.-]*", "the name of a queue or a topic")] = None
    """Where an event goes that an asynchronous invocation could not handle."""

    @model_validator(mode="after")
    def whole(self, info: ValidationInfo) -> "Function":
        if (info.context or {}).get("existing"):
            return self
        if self.code is None:
            raise wrong(
                "LMB012",
                "lacks `code`",
                "code: {directory: src/app}, {zip: app.zip}, {image: URI} or {s3: {bucket, key}}",
            )
        missing = [name for name in ("runtime", "handler") if getattr(self, name) is None]
        if self.code.image is None and missing:
            raise wrong(
                "LMB012",
                f"lacks `{missing[0]}`, which code in a zip needs",
                "runtime: python3.13, handler: app.handler",
            )
        return self


class Invocation(Spec):
    """What can be said of asynchronous invocations; AWS keeps one setting a function."""

    retries: Annotated[int | None, Number(0, 2, "ASY001")] = None
    """How often a failed event is tried again."""
    max_age: Annotated[int | None, Duration("60s", "6h", "ASY002")] = None
    """How long an event may wait for its last try."""
    dead_letter: Annotated[bool | str, DeadLetterTo()] = True
    """Where an event goes after the last try: a queue, or true for the function's own dead-letter queue."""


def failed_events(edge: Edge[Any, Function, Any]) -> Mapping[str, Use | None]:
    """Where an event goes that the function failed on; what the function itself says comes first."""
    wanted = edge.options.dead_letter
    if wanted is False or edge.target.spec.on_failure or edge.target.existing is not None:
        return {}
    to = Named(wanted, ("queue",), ("dead_letter",)) if isinstance(wanted, str) else dead_letter_queue(edge.target)
    return {"on_failure": to}


def invoked(edge: Edge[Any, Function, Any], own_retries: bool = True) -> Iterator[Attachment]:
    """One setting of the function for all its asynchronous sources, and the right to send failed events away."""
    if edge.target.existing is not None:
        return
    to = edge.links.get("on_failure") or edge.target.links.get("on_failure")
    setting = {
        "on_failure": to,
        "retries": edge.options.retries if own_retries else None,
        "max_age": edge.options.max_age if own_retries else None,
    }
    yield Attachment(edge.target.name, "invocation", setting)
    if to:
        yield from send(edge.target, to)


def statement_id(edge: Edge[Any, Function, Any]) -> Text:
    """The name of a permission in the function's policy, where other modules may have theirs (LMB013)."""
    label = edge.label
    if len(label) > LONGEST_STATEMENT:
        import hashlib

        label = f"{label[: LONGEST_STATEMENT - 9]}_{hashlib.sha256(label.encode()).hexdigest()[:8]}"
    return text(Expr("var.name"), f"-{label}")


def variable(edge: Edge[Function, Any, Any], ending: str, value: Value) -> Attachment:
    """An environment variable that tells the function where to send: `THUMBS_BUCKET`."""
    return Attachment(edge.source.name, "environment", (f"{edge.target.label.upper()}_{ending}", value))


def _settle(node: Node[Function], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Function:
    spec = node.spec
    return spec.model_copy(
        update={
            "log_retention": defaults.log_retention if spec.log_retention is None else spec.log_retention,
            "tracing": defaults.tracing if spec.tracing is None else spec.tracing,
        }
    )


def _attach(node: Node[Function]) -> Iterator[Attachment]:
    if node.existing is not None:
        return
    logs = address("aws_cloudwatch_log_group", node.label, "arn")
    written = ["logs:CreateLogStream", "logs:PutLogEvents"]
    yield Attachment(node.name, "role", statement("WriteLogs", None, written, text(logs, ":*")))
    if node.spec.tracing:
        traced = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        yield Attachment(node.name, "role", statement("WriteTraces", None, traced, "*"))
    if "on_failure" in node.links:
        yield Attachment(
            node.name, "invocation", {"on_failure": node.links["on_failure"], "retries": None, "max_age": None}
        )
        yield from send(node, node.links["on_failure"])
    for number, extra in enumerate(node.spec.permissions, 1):
        yield Attachment(node.name, "role", statement(f"Permission{number}", None, extra.actions, extra.resources))
    if node.spec.vpc:
        managed = text("arn:", anchor.PARTITION, ":iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")
        yield Attachment(node.name, "managed", {"label": "vpc", "arn": managed})


def _existing(arn: Value) -> Mapping[str, Value]:
    # an alias stays part of the name: Lambda takes `function:alias` wherever it takes a name
    return {"arn": arn, "function_name": arn, "invoke_arn": arn}


def _view(node: Node[Function], graph: Any, slots: Slots) -> Mapping[str, Any]:
    return {
        "trust": trust("lambda.amazonaws.com"),
        "days": _days(node.spec.log_retention),
        "log_group": text("/aws/lambda/", node.title),
        "environment": {**node.spec.environment, **dict(slots["environment"])},
        "invocation": settings(slots["invocation"]),
        "waits_for": _rights(node, slots),
    }


def _rights(node: Node[Function], slots: Slots) -> list[Expr]:
    """Lambda makes no function in a network before its role may do so."""
    managed = [f"{node.label}_{attachment['label']}" for attachment in slots["managed"]]
    attached = [address("aws_iam_role_policy_attachment", label) for label in managed]
    return [address("aws_iam_role_policy", node.label), *attached]


def settings(invocations: list[Mapping[str, Any]]) -> dict[str, Any]:
    """What the sources ask of the one setting that AWS keeps: the first that asks for something gets it."""
    names = ("on_failure", "retries", "max_age")
    return {name: next((i[name] for i in invocations if i[name] is not None), None) for name in names}


def _days(retention: int | None) -> int:
    return (retention or 0) // 86400


def _asset(node: Node[Function]) -> Asset | None:
    code = node.spec.code
    if code is None or node.existing is not None:
        return None
    if code.directory:
        return Asset(code.directory, ("code", "directory"), "folder")
    return Asset(code.zip, ("code", "zip"), "zip") if code.zip else None


function = Resource(
    name="function",
    spec=Function,
    main="aws_lambda_function",
    outputs=("arn", "function_name"),
    longest=64,
    longest_arn=140,  # as the provider's aws_lambda_permission has it
    limit_rule="LMB001",
    arn=arn_pattern("lambda", r"function:[A-Za-z0-9_-]{1,64}(:(\$LATEST|[A-Za-z0-9_-]+))?"),
    slots=frozenset({"role", "managed", "invocation", "environment"}),
    waits=frozenset({"role", "managed", "environment"}),
    anchor=lambda node: address("aws_cloudwatch_log_group", node.label, "arn"),
    existing=_existing,
    uses=lambda node: {"on_failure": named(node.spec.on_failure, "queue", "topic")},
    settle=_settle,
    attach=_attach,
    view=_view,
    asset=_asset,
    stored=lambda node: f"code/{node.label}.zip",
    missing=lambda node: f"Path of the zip with the code of {node.name}.",
    input_suffix="package",
)


@rule("LMB006")
def environment_size(node: Node[Function]) -> Iterator[Problem]:
    """Environment variables take 4 KB in all.

    ## Why
    Lambda refuses a function whose environment variables, names and values together, are larger.

    ## Fix
    Keep large settings in SSM Parameter Store, AppConfig or a file of the package.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    """
    size = sum(len(f"{key}{value}".encode()) for key, value in node.spec.environment.items())
    if size > MOST_ENVIRONMENT:
        message = f"{node.name}: its environment has {size} bytes: Lambda takes {MOST_ENVIRONMENT}"
        yield Problem(message, "keep large settings in SSM Parameter Store or in a file", ("environment",))


@rule("LMB007")
def reserved_environment(node: Node[Function]) -> Iterator[Problem]:
    """Some environment variables are Lambda's own.

    ## Why
    Lambda sets them itself, and refuses a function that tries to.

    ## Fix
    Choose another name.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    """
    for key in node.spec.environment:
        if key in RESERVED or key.startswith("AWS_LAMBDA_"):
            message = f"{node.name}: environment variable {key} is Lambda's own: it cannot be set"
            yield Problem(message, f"call it APP_{key.lstrip('_')}", ("environment", key))


@rule("TFP102", Severity.WARNING)
def runtime_of_provider_6(node: Node[Function]) -> Iterator[Problem]:
    """The newest runtimes need version 6 of the AWS provider.

    ## Why
    Lambda takes them; version 5 of the provider has a list of its own, and refuses them in a plan.

    ## Fix
    Pin `hashicorp/aws` to 6.x in the root module, or take the runtime before.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    """
    if node.spec.runtime in NEWER_THAN_PROVIDER_5:
        message = f"{node.name}: runtime {node.spec.runtime} is newer than provider 5.x, which refuses it"
        yield Problem(message, "pin hashicorp/aws to 6.x in the root module, or take the runtime before", ("runtime",))
