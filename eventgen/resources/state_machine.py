"""A Step Functions state machine, its role and its log group."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.hcl import Expr, Text, Value, address, arn_part, call, label, text
from eventgen.iam import lift_role, logged, statement, trust
from eventgen.kinds import (
    DROPPED,
    Asset,
    Attachment,
    Node,
    NodeSpec,
    Problem,
    Resource,
    Slots,
    Spec,
    arn_pattern,
    observed,
    rule,
)
from eventgen.resources.function import Permission
from eventgen.texts import Definition, encoded
from eventgen.thresholds import COUNT, switched
from eventgen.values import LogRetention, OneOf, wrong

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting
    from eventgen.statefields import Fault

# What Step Functions needs to write its log; none of these has a resource level
LOG_DELIVERY = (
    *("logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"),
    *(
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
    ),
)
TRACING = (
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
)


class Logging(Spec):
    """What the machine writes to its log group."""

    level: Annotated[str, OneOf(("all", "error", "fatal", "off"))] = "error"
    """Which events."""
    include_data: bool = False
    """With input and output."""


class StateMachineAlarm(Spec):
    """From where on a state machine raises its alarms."""

    failures: Annotated[int | bool | None, COUNT] = None
    """Executions that failed within five minutes; 1, if nothing is said; false: no alarm."""


class StateMachine(NodeSpec):
    """A state machine: an event starts an execution."""

    definition: Annotated[str | dict[str, Any] | None, Definition()] = None
    """Its definition in the Amazon States Language: a JSON file beside the page, or the definition itself."""
    type: Annotated[str, OneOf(("standard", "express"), "SFN002")] = "standard"
    """standard: up to a year, exactly once; express: five minutes, at least once."""
    logging: Logging = Logging()
    """What it writes to its log group."""
    log_retention: Annotated[int | None, LogRetention()] = None
    """How long its logs are kept."""
    log_encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """Who keeps the keys of its logs: CloudWatch Logs, or the module."""
    permissions: list[Permission] = []
    """What its role may do."""
    tracing: bool | None = None
    """X-Ray."""
    alarm: Annotated[StateMachineAlarm | None, switched(StateMachineAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""

    def model_check(self, existing: bool) -> None:
        if self.definition is None and not existing:
            raise wrong("PAGE004", "lacks `definition`", "definition: machine.asl.json")


def _settle(node: Node[StateMachine], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> StateMachine:
    return node.spec.model_copy(update=observed(node.spec, defaults))


def _attach(node: Node[StateMachine]) -> Iterator[Attachment]:
    if node.existing is not None:
        return
    if node.spec.logging.level != "off":
        yield from logged(node, _log_group(node))
        yield Attachment(node.name, "role", statement("WriteLogs", None, list(LOG_DELIVERY), "*"))
    if node.spec.tracing:
        yield Attachment(node.name, "role", statement("WriteTraces", None, list(TRACING), "*"))
    for number, extra in enumerate(node.spec.permissions, 1):
        yield Attachment(node.name, "role", statement(f"Permission{number}", None, extra.actions, extra.resources))


def _log_group(node: Node[StateMachine]) -> Text:
    return text("/aws/vendedlogs/states/", node.title)


def _view(node: Node[StateMachine], graph: Any, slots: Slots) -> Mapping[str, Any]:
    inline = node.spec.definition
    return {
        "trust": trust("states.amazonaws.com"),
        "inline": inline if isinstance(inline, dict) else None,
        "days": (node.spec.log_retention or 0) // 86400,
        "logged": node.spec.logging.level != "off",
        "log_label": f"{node.label}_execution",
        "log_group": _log_group(node),
    }


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn, "name": arn_part(arn, 6)}


def _asset(node: Node[StateMachine]) -> Asset | None:
    path = node.spec.definition
    return Asset(path, ("definition",), "json") if isinstance(path, str) and node.existing is None else None


def _unfit(node: Node[StateMachine], content: bytes) -> Iterator[tuple[str, str, str]]:
    """What Step Functions refuses of a definition that lies in a file."""
    import json

    from eventgen import states
    from eventgen.statefields import Fault

    definition = json.loads(content)
    try:
        found = [("SFN003", fault) for fault in states.faults(definition)]
        if node.spec.type == "express":
            found += [("SFN005", fault) for fault in states.waits(definition)]
    except RecursionError:
        found = [("SFN003", Fault("its states are nested too deeply", "nest fewer"))]
    if len(content) > states.LARGEST:
        found.append(("SFN003", _too_large(len(content))))
    for code, fault in found:
        yield code, fault.says, fault.fix


def _too_large(size: int) -> "Fault":
    from eventgen.statefields import Fault
    from eventgen.states import LARGEST

    return Fault(f"it has {size} bytes: Step Functions takes {LARGEST}", "start a second state machine from it")


def _lift(node: "NodeLifting") -> None:
    if node.existing is not None:
        return
    machine, label = node.main, node.label
    node.titled()
    node.tagged()
    machine.must("role_arn", address("aws_iam_role", label, "arn"))
    node.field("type", machine, "type", "STANDARD", words={"STANDARD": "standard", "EXPRESS": "express"})
    _lift_definition(node)
    logging = machine.block("logging_configuration")
    levels = {"ALL": "all", "ERROR": "error", "FATAL": "fatal", "OFF": "off"}
    node.field(("logging", "level"), logging, "level", "OFF", words=levels)
    node.field(("logging", "include_data"), logging, "include_execution_data", False)
    if node.values["logging"]["level"] != "off":
        group = address("aws_cloudwatch_log_group", f"{label}_execution", "arn")
        logging.must("log_destination", text(group, ":*"))
        node.logged(f"{label}_execution")
    tracing = machine.block("tracing_configuration")
    node.field("tracing", tracing, "enabled", False)
    lift_role(node, "states.amazonaws.com")
    machine.must("depends_on", [address("aws_iam_role_policy", label)] if node.has("role") else None)


def _lift_definition(node: "NodeLifting") -> None:
    """The definition itself, or that it lies in a file of the module or is an input of it."""
    machine, given = node.main, f"{node.label}_definition"
    node.blocks.inputs.add(given)
    if node.context and node.context["inline"] is None:
        stored = call("file", text(Expr("path.module"), f"/definitions/{node.called}.asl.json"))
        machine.must("definition", node.context["given"] or stored)
        node.values["definition"] = given
    else:
        node.json("definition", machine, "definition")


def _meaning(node: Node[StateMachine]) -> Mapping[str, Any]:
    """Which file a definition comes from is not said in the module; without a log nothing says how long it is kept."""
    if node.existing is not None:
        return {}
    said: dict[str, Any] = {"permissions": DROPPED}
    if not isinstance(node.spec.definition, dict):
        said["definition"] = "a file"
    if node.spec.logging.level == "off":
        said |= {"log_retention": DROPPED, "log_encryption": DROPPED, "logging": "off"}
    return said


def _alarms() -> Iterable[Any]:
    from eventgen.alarms import Alarm

    return (
        Alarm(
            option="failures",
            ending="failed-executions",
            says="executions fail",
            namespace="AWS/States",
            metric="ExecutionsFailed",
            statistic="Sum",
            dimensions=lambda node: {"StateMachineArn": node["arn"]},
        ),
    )


state_machine = Resource(
    name="state_machine",
    spec=StateMachine,
    main="aws_sfn_state_machine",
    shape="double",
    outputs=("arn", "name"),
    longest=64,  # of its role; the machine itself takes 80
    limit_rule="IAM001",
    bounded="the name of its role",
    arn=arn_pattern("states", r"stateMachine:[A-Za-z0-9_-]{1,80}"),
    slots=frozenset({"role", "key"}),
    waits=frozenset({"role"}),
    labels=lambda node: [f"{node.label}_execution"],
    send=("states:StartExecution",),
    anchor=lambda node: node["arn"],
    existing=_existing,
    settle=_settle,
    attach=_attach,
    alarms=_alarms,
    view=_view,
    asset=_asset,
    stored=lambda node: f"definitions/{label(node.called)}.asl.json",
    unfit=_unfit,
    missing=lambda node: f"Definition of {node.name} in the Amazon States Language.",
    input_suffix="definition",
    idle=frozenset({"log_encryption", "log_retention", "logging", "permissions", "tracing", "was"}),
    lift=_lift,
    meaning=_meaning,
    tested=frozenset({"fail", "takes"}),
    decides={
        "type": "standard: up to a year, paid for by the step; express: five minutes, at least once",
        "logging.level": "what its log tells",
    },
)


@rule("SFN003")
def invalid_definition(node: Node[StateMachine]) -> Iterator[Problem]:
    """The definition of a state machine is one that Step Functions takes.

    ## Why
    Step Functions refuses a definition in which a state leads nowhere, nothing leads to a state, or a state lacks what
    its type needs or has what it does not take, and one of more than 1 MB. Terraform does not look into it before it
    asks AWS.

    ## Fix
    Mend the state that is named. In a file it is found by `eventgen render`, which reads the files of a page.

    ## Source
    https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
    https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
    https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
    https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    """
    if isinstance(node.spec.definition, dict):
        from eventgen.states import LARGEST, faults

        found = [*faults(node.spec.definition)]
        if (size := len(encoded(node.spec.definition).encode())) > LARGEST:
            found.append(_too_large(size))
        for fault in found:
            yield Problem(f"{node.name}: {fault.says}", fault.fix, ("definition", *fault.at))


@rule("SFN005")
def express_machine_that_waits(node: Node[StateMachine]) -> Iterator[Problem]:
    """An express state machine waits for nobody.

    ## Why
    An express execution ends after five minutes: Step Functions refuses `.sync`, `.waitForTaskToken`, activities and
    distributed maps in it.

    ## Fix
    Write `type: standard`, or call the service without waiting for it.

    ## Source
    https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
    """
    if node.spec.type == "express" and isinstance(node.spec.definition, dict):
        from eventgen.states import waits

        for fault in waits(node.spec.definition):
            message = f"{node.name}: {fault.says}, and an express machine ends after 5m"
            yield Problem(message, fault.fix, ("definition", *fault.at))
