"""A Lambda function with its role, its log group and its setting of asynchronous invocations."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.diagnostics import Severity
from eventgen.functioncode import Code, asset, lift_code
from eventgen.hcl import Text, Value, address, label, text
from eventgen.iam import lift_role, logged, send, statement, trust
from eventgen.invocations import lift_setting, settings
from eventgen.kinds import (
    DROPPED,
    Attachment,
    Node,
    NodeSpec,
    Problem,
    Resource,
    Slots,
    Spec,
    arn_pattern,
    named,
    observed,
    rule,
)
from eventgen.networks import OF_NETWORK, Vpc
from eventgen.runtimes import LAYER, MOST_ENVIRONMENT, NEWER_THAN_PROVIDER_5, RESERVED, RUNTIMES
from eventgen.sending import lift_sending
from eventgen.texts import RESOURCE, Description, Str
from eventgen.thresholds import COUNT, Threshold, switched
from eventgen.values import Duration, Items, LogRetention, Matching, Number, OneOf, Size, wrong

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting

MIB, SMALLEST_STORAGE = 1024**2, 512 * 1024**2
PROCESSORS = {"amd64": "x86_64", "x86": "x86_64", "x64": "x86_64", "aarch64": "arm64"}
# of one that exists already: how it is made and what it may do is its owner's
IDLE = (
    *("architecture", "code", "environment", "handler", "layers", "memory", "permissions", "runtime", "storage", "vpc"),
    *("log_encryption", "log_retention", "tracing", "was"),
)
USUAL_AGE = 5 * 60  # seconds


class Permission(Spec):
    """Something that a role may do besides what the flows need."""

    actions: Annotated[
        list[Annotated[str, Matching(r"[a-z0-9-]+:[A-Za-z0-9*]+", "an IAM action such as dynamodb:GetItem")]],
        Items(100, "PAGE003", 1),
    ]
    """IAM actions."""
    resources: Annotated[list[Annotated[Text, RESOURCE]], Items(16, "PAGE003", 1)]
    """ARNs."""


EnvironmentKey = Annotated[
    str, Matching(r"[A-Za-z][A-Za-z0-9_]+", "two or more letters, digits and _, starting with a letter")
]


class FunctionAlarm(Spec):
    """From where on a function raises its alarms."""

    errors: Annotated[int | bool | None, COUNT] = None
    """Invocations that failed within five minutes; 1, if nothing is said; false: no alarm."""
    throttles: Annotated[int | bool | None, COUNT] = None
    """Invocations that were throttled within five minutes; 1, if nothing is said; false: no alarm."""
    iterator_age: Annotated[int | bool | None, Threshold(Duration("1s", "365d"))] = None
    """Age of what it reads out of streams; 5m and the longest window, if nothing is said; false: no alarm."""
    dead_letters: Annotated[int | bool | None, COUNT] = None
    """Messages in its dead-letter queue; 1, if nothing is said; false: no alarm."""


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
    architecture: Annotated[str, OneOf(("arm64", "x86_64"), known_as=PROCESSORS)] = "arm64"
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
    log_encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """Who keeps the keys of its logs: CloudWatch Logs, or the module."""
    tracing: bool | None = None
    """X-Ray."""
    on_failure: Annotated[str | None, Matching(r"[a-z][a-z0-9_.-]*", "the name of a queue or a topic")] = None
    """Where an event goes that an asynchronous invocation could not handle."""
    alarm: Annotated[FunctionAlarm | None, switched(FunctionAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""

    def model_check(self, existing: bool) -> None:
        if existing:
            return
        if self.code is None:
            raise wrong(
                "LMB012",
                "lacks `code`",
                "code: {directory: src/app}, {zip: app.zip}, {image: URI} or {s3: {bucket, key}}",
            )
        missing = [name for name in ("runtime", "handler") if getattr(self, name) is None]
        brought = [name for name in ("runtime", "handler", "layers") if getattr(self, name)]
        if self.code.image is not None and brought:
            raise wrong("LMB012", f"has `{brought[0]}`, which an image brings itself", f"take `{brought[0]}` away")
        if self.code.image is None and missing:
            raise wrong(
                "LMB012",
                f"lacks `{missing[0]}`, which code in a zip needs",
                "runtime: python3.13, handler: app.handler",
            )


def _settle(node: Node[Function], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Function:
    return node.spec.model_copy(update=observed(node.spec, defaults))


def _attach(node: Node[Function]) -> Iterator[Attachment]:
    if node.existing is not None:
        return
    yield from logged(node, _log_group(node))
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
        yield Attachment(node.name, "role", statement("UseNetwork", None, [*OF_NETWORK], "*"))


def _log_group(node: Node[Function]) -> Text:
    return text("/aws/lambda/", node.title)


def _existing(arn: Value) -> Mapping[str, Value]:
    # an alias stays part of the name: Lambda takes `function:alias` wherever it takes a name
    return {"arn": arn, "function_name": arn, "invoke_arn": arn}


def _view(node: Node[Function], graph: Any, slots: Slots) -> Mapping[str, Any]:
    return {
        "trust": trust("lambda.amazonaws.com"),
        "days": (node.spec.log_retention or 0) // 86400,
        "log_label": node.label,
        "log_group": _log_group(node),
        "environment": {**node.spec.environment, **dict(slots["environment"])},
        "invocation": settings(slots["invocation"]),
        "waits_for": [address("aws_iam_role_policy", node.label)],
    }


def _lift(node: "NodeLifting") -> None:
    if node.existing is not None:
        return
    function = node.main
    function.must("description", lambda context: context["spec"].description)
    node.titled("function_name")
    node.tagged()
    lift_code(node)
    node.field("timeout", function, "timeout", 3)
    node.field("memory", function, "memory_size", 128, times=MIB)
    node.field("reserved_concurrency", function, "reserved_concurrent_executions", of=1, words={-1: None})
    architectures = function.attributes.get("architectures")
    found = function.read("architectures", ["x86_64"])
    at = (function.file, architectures.at if architectures else function.at, len("architectures"))
    node.set("architecture", found[0] if isinstance(found, list) and len(found) == 1 else found, at)
    node.field("layers", function, "layers", [])
    node.field("storage", function.block("ephemeral_storage"), "size", times=MIB)
    network = function.block("vpc_config")
    node.set("vpc", None, (network.file, network.at, len("vpc_config")))
    if network.there:
        node.values["vpc"] = {}
        node.field(("vpc", "subnets"), network, "subnet_ids", [])
        node.field(("vpc", "security_groups"), network, "security_group_ids", [])
    mode = function.block("tracing_config")
    node.set("tracing", mode.peek("mode") == "Active", (mode.file, mode.at, len("tracing_config")))
    mode.must("mode", "Active")
    _lift_around(node)


def _lift_around(node: "NodeLifting") -> None:
    """Its log group, its environment, its role, and what happens to events that it fails on."""
    function, label = node.main, node.label
    logging = function.block("logging_config", True)
    logging.must("log_format", "Text", "Text")
    logging.must("log_group", address("aws_cloudwatch_log_group", label, "name"))
    node.logged(label)
    function.must("role", address("aws_iam_role", label, "arn"))
    environment = function.block("environment", lambda context: context["environment"])
    node.set("environment", environment.peek("variables") or {}, (environment.file, environment.at, 1))
    environment.must("variables", lambda context: context["environment"])
    statements = lift_role(node, "lambda.amazonaws.com")
    function.must("depends_on", lambda context: context["waits_for"])
    lift_setting(node)
    node.blocks.waiting.append(lambda: lift_sending(node, statements))


def _meaning(node: Node[Function]) -> Mapping[str, Any]:
    """Where code lies beside the page is not said in the module; environment, permissions and what happens to failed
    events are judged with what the flows add to them."""
    if node.existing is not None:
        return {}
    code = node.spec.code
    said = {"environment": DROPPED, "permissions": DROPPED, "on_failure": DROPPED}
    if code and code.image is not None:
        said |= {"runtime": None, "handler": None}
    if code and (code.directory or code.zip):
        said["code"] = "a zip"
    return {**said, "storage": node.spec.storage or SMALLEST_STORAGE}


def _forms(node: Node[Function]) -> Iterable[Any]:
    from eventgen.forms import of_function

    return of_function(node)


def _dimensions(node: Node[Function]) -> Mapping[str, Value]:
    return {"FunctionName": node["function_name"]}


def _usual_age(around: Any) -> int | None:
    windows = [edge.options.batch.window for edge in around.sources if edge.integration.ages]
    return USUAL_AGE + max(windows) if windows else None


def _alarms() -> Iterable[Any]:
    from eventgen.alarms import Alarm

    return (
        Alarm(
            option="errors",
            ending="errors",
            says="invocations fail",
            namespace="AWS/Lambda",
            metric="Errors",
            statistic="Sum",
            dimensions=_dimensions,
        ),
        Alarm(
            option="throttles",
            ending="throttles",
            says="invocations are throttled",
            namespace="AWS/Lambda",
            metric="Throttles",
            statistic="Sum",
            dimensions=_dimensions,
        ),
        Alarm(
            option="iterator_age",
            ending="iterator-age",
            says="it falls behind what comes through its streams",
            namespace="AWS/Lambda",
            metric="IteratorAge",
            statistic="Maximum",
            dimensions=_dimensions,
            usual=_usual_age,
            times=1000,  # milliseconds
        ),
    )


function = Resource(
    name="function",
    spec=Function,
    main="aws_lambda_function",
    shape="round",
    outputs=("arn", "function_name"),
    longest=64,
    longest_arn=140,  # as the provider's aws_lambda_permission has it
    limit_rule="LMB001",
    arn=arn_pattern("lambda", r"function:[A-Za-z0-9_-]{1,64}(:(\$LATEST|[A-Za-z0-9_-]+))?"),
    slots=frozenset({"role", "invocation", "environment", "key"}),
    waits=frozenset({"role", "environment"}),
    anchor=lambda node: address("aws_cloudwatch_log_group", node.label, "arn"),
    existing=_existing,
    uses=lambda node: {"on_failure": named(node.spec.on_failure, "queue", "topic")},
    settle=_settle,
    attach=_attach,
    grants=lambda node: [(extra.actions, extra.resources) for extra in node.spec.permissions],
    alarms=_alarms,
    view=_view,
    asset=asset,
    stored=lambda node: f"code/{label(node.called)}.zip",
    missing=lambda node: f"Path of the zip with the code of {node.name}.",
    input_suffix="package",
    forms=_forms,
    idle=frozenset(IDLE),
    lift=_lift,
    meaning=_meaning,
    unlinked=frozenset({"on_failure"}),
    tested=frozenset({"fail", "takes", "sends"}),
    decides={
        "timeout": "what takes longer is cut off, and counts as failed",
        "memory": "CPU comes with it; paid for by the millisecond",
        "architecture": "arm64 costs a fifth less; code with parts in machine language has to fit",
    },
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
