"""An EventBridge rule, and what its targets have in common."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen import anchor
from eventgen.eventpattern import EventPatternObject
from eventgen.filtered import Filtered
from eventgen.hcl import Text, Value, call, text
from eventgen.iam import allow, lift_role, role_arn, send, trust
from eventgen.kinds import (
    DROPPED,
    Attachment,
    Edge,
    Hand,
    Node,
    NodeSpec,
    Problem,
    Resource,
    Slots,
    Spec,
    Use,
    arn_pattern,
    named,
)
from eventgen.kinds import rule as rule_
from eventgen.resources.bus import DEFAULT, is_default, plain_name
from eventgen.resources.queue import dead_letter_queue
from eventgen.texts import Description, JsonValue
from eventgen.thresholds import COUNT, switched
from eventgen.values import DeadLetterTo, Duration, Items, Matching, Number, OneOf, wrong

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting, NodeLifting

SERVICE = "events.amazonaws.com"
# The detail types of S3's events (d23-s3-eb)
OBJECT_EVENTS = (
    *("Object Created", "Object Deleted", "Object Restore Initiated", "Object Restore Completed"),
    *("Object Restore Expired", "Object Storage Class Changed", "Object Access Tier Changed"),
    *("Object ACL Updated", "Object Tags Added", "Object Tags Deleted"),
)
ALL_CALLS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
TRIED = {  # of every target of a rule, where the page leaves it open
    "retries": "tries of a delivery, before the event is a dead letter",
    "max_age": "and the time for them",
}
READ_ONLY = ("Describe", "Get", "List")  # CTR002: such calls need a rule that asks for all management events
NodeName = Annotated[str, Matching(r"[a-z][a-z0-9_-]*", "the name of a node")]


class ApiCalls(Spec):
    """Calls of an AWS API, intercepted through CloudTrail."""

    service: Annotated[str, Matching(r"[a-z0-9-]+", "a service as CloudTrail names it, such as dynamodb")]
    """The service, as in its CloudTrail event source: SERVICE.amazonaws.com."""
    actions: Annotated[
        list[Annotated[str, Matching(r"[A-Za-z0-9]+", "an API action such as DeleteTable")]],
        Items(100, "PAGE003", 1),
    ]
    """The API actions."""


class RuleAlarm(Spec):
    """From where on a rule raises its alarms."""

    failures: Annotated[int | bool | None, COUNT] = None
    """Events that a target did not get within five minutes; 1, if nothing is said; false: no alarm."""
    dead_letters: Annotated[int | bool | None, COUNT] = None
    """Messages in its dead-letter queue; 1, if nothing is said; false: no alarm."""


class Rule(NodeSpec):
    """A rule: it hands the events of a bus that match its pattern to its targets."""

    description: Annotated[Text | None, Description(512)] = None
    """What it is for."""
    bus: NodeName = DEFAULT
    """The bus that it listens to."""
    pattern: EventPatternObject | None = None
    """EventBridge's event pattern."""
    bucket: NodeName | None = None
    """Short for the events of a bucket of the page."""
    events: list[Annotated[str, OneOf(OBJECT_EVENTS, "S3014")]] = []
    """With `bucket`: which events; all, if nothing is said."""
    api_calls: ApiCalls | None = None
    """Short for calls of an AWS API."""
    alarm: Annotated[RuleAlarm | None, switched(RuleAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""


# What EventBridge takes of JSONPath (eb-transform-target-input): names, indexes and `*`, with a dot or in brackets
_NAME = "[A-Za-z0-9_-]+"
INPUT_PATH = rf"""\$(\.({_NAME}|\*)|\[(\d+|\*|'{_NAME}'|"{_NAME}")\])*"""


class Delivery(Spec):
    """What every target of a rule can say."""

    retries: Annotated[int, Number(0, 185, "EVB017")] = 185
    """How often a failed delivery is tried again."""
    max_age: Annotated[int, Duration("1m", "24h", "EVB017")] = 86400
    """How long an event may wait for its last try."""
    dead_letter: Annotated[bool | str, DeadLetterTo()] = True
    """Where events go that cannot be delivered: a queue, or true for the rule's own dead-letter queue."""
    input: Annotated[Any, JsonValue(8192, "EVB027")] = None
    """A constant that the target gets in place of the event: any JSON value."""
    input_path: Annotated[str | None, Matching(INPUT_PATH, "a JSON path such as $.detail.items[0]")] = None
    """The part of the event that the target gets."""

    def model_check(self, existing: bool) -> None:
        if self.input is not None and self.input_path is not None:
            raise wrong("EVB026", "has input and input_path: EventBridge takes one of them", "take one of them away")


def failed_deliveries(edge: Edge[Rule, Any, Any]) -> Mapping[str, Use | None]:
    """EventBridge takes a standard queue, whatever the target is."""
    wanted = edge.options.dead_letter
    return {"dead_letter": dead_letter_queue(edge.source) if wanted is True else named(wanted or None, "queue")}


def by_policy(edge: Edge[Rule, Any, Any]) -> Iterator[Attachment]:
    """The target's own policy lets EventBridge in."""
    yield from allow(edge.target, SERVICE, edge.target.kind.send[0], edge.source)
    yield from may_fail(edge)


def by_role(edge: Edge[Rule, Any, Any]) -> Iterator[Attachment]:
    """The rule's role lets EventBridge in."""
    yield from send(edge.source, edge.target)
    yield from may_fail(edge)


def may_fail(edge: Edge[Rule, Any, Any]) -> Iterator[Attachment]:
    """EventBridge may put what it cannot deliver into the dead-letter queue."""
    if "dead_letter" in edge.links:
        yield from allow(edge.links["dead_letter"], SERVICE, "sqs:SendMessage", edge.source)


def delivered(edge: Edge[Rule, Any, Any]) -> Mapping[str, Any]:
    """What the templates of targets share."""
    shared = {"arn": edge.target["arn"], "bus": bus_name(edge.source), "role": None}
    return {**shared, "dead_letter": edge.links.get("dead_letter")}


def delivered_by_role(edge: Edge[Rule, Any, Any]) -> Mapping[str, Any]:
    """The same, for targets that EventBridge needs a role for."""
    return {**delivered(edge), "role": role_arn(edge.source)}


def bus_name(node: Node[Rule]) -> Value | None:
    """None for the default bus, where Terraform needs no name."""
    listened = node.links.get("bus")
    return None if listened is None or is_default(listened) else listened["name"]


def listened(node: Node[Rule]) -> Value | None:
    """The plain name of the bus; None for the default bus."""
    bus = node.links.get("bus")
    return None if bus is None or is_default(bus) else bus.title if bus.existing is None else plain_name(bus)


def pattern(node: Node[Rule]) -> dict[str, Any]:
    """The page's pattern, and what its short forms stand for."""
    short = short_forms(node)
    made = short.get("api_calls") or _merged(short.get("events", {}), short.get("bucket", {}))
    made = {key: made[key] for key in ("source", "detail-type", "detail") if key in made}
    pattern = node.spec.pattern  # read back out of HCL that was edited, it may be anything
    return _merged(made, pattern) if isinstance(pattern, Mapping) else made


def short_forms(node: Node[Rule]) -> dict[str, dict[str, Any]]:
    """What each short form of a page stands for, as a pattern; `events` are those of a bucket."""
    made: dict[str, dict[str, Any]] = {}
    if "bucket" in node.links:
        made["bucket"] = {"source": ["aws.s3"], "detail": {"bucket": {"name": [node.links["bucket"]["bucket"]]}}}
        if node.spec.events:
            made["events"] = {"detail-type": list(node.spec.events)}
    if calls := node.spec.api_calls:
        made["api_calls"] = {
            "source": [f"aws.{calls.service}"],
            "detail-type": ["AWS API Call via CloudTrail"],
            "detail": {"eventSource": [f"{calls.service}.amazonaws.com"], "eventName": list(calls.actions)},
        }
    return made


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(first)
    for key, value in second.items():
        both = isinstance(made.get(key), dict) and isinstance(value, dict)
        made[key] = _merged(made[key], value) if both else value
    return made


def _view(node: Node[Rule], graph: Any, slots: Slots) -> Mapping[str, Any]:
    made = pattern(node)
    return {"pattern": made, "bus": bus_name(node), "reads": reads(made), "trust": trust(SERVICE)}


def reads(made: Mapping[str, Any]) -> bool:
    """Whether a pattern asks for API calls that only read."""
    detail = made.get("detail")
    wanted = detail.get("eventName") if isinstance(detail, dict) else None
    calls = [call.get("prefix") if isinstance(call, dict) else call for call in wanted or ()]
    return any(isinstance(name, str) and name.startswith(READ_ONLY) for name in calls)


def _patterns(node: Node[Rule]) -> Iterator[Filtered]:
    if node.existing is None:
        short = next((name for name in ("bucket", "api_calls") if getattr(node.spec, name)), "pattern")
        yield Filtered(node, pattern(node), node.spec.pattern or {}, ("pattern",), (short,))


def _existing(arn: Value) -> Mapping[str, Value]:
    # rule/NAME on the default bus, rule/BUS/NAME on another
    return {"arn": arn, "name": call("element", call("reverse", call("split", "/", arn)), 0)}


def _flows(node: Node[Rule]) -> Iterable[tuple[str, str]]:
    return [(node.links["bucket"].name, DEFAULT)] if "bucket" in node.links else []


def _spelled(node: Node[Rule]) -> Value:
    if node.existing is not None:
        return node["arn"]
    bus = listened(node)
    return anchor.arn_of("events", text("rule/", *((bus, "/") if bus else ()), node.title))


TARGET = Hand("rule", "arn", source_attribute="name")


def _lift(node: "NodeLifting") -> None:
    rule = node.main
    if node.existing is None:
        rule.must("description", lambda context: context["spec"].description)
        if node.link("bus", rule, "event_bus_name", "name", "bus") is None:
            node.links["bus"] = node.blocks.usual(DEFAULT)
        rule.must("state", lambda context: ALL_CALLS if context["reads"] else None, "ENABLED")
        node.json("pattern", rule, "event_pattern")
        node.titled()
        node.tagged()
    if node.has("role"):
        lift_role(node, SERVICE)


def lift_target(edge: "EdgeLifting") -> None:
    """What every target says."""
    target = edge.main
    target.must("event_bus_name", lambda context: context["bus"])
    target.must("target_id", lambda context: context["edge"].target.called)
    target.must("role_arn", lambda context: context["role"])
    if "input" in target.attributes:
        edge.json("input", target, "input")
    edge.field("input_path", target, "input_path")
    retry = target.block("retry_policy")
    edge.field("retries", retry, "maximum_retry_attempts", 185)
    edge.field("max_age", retry, "maximum_event_age_in_seconds", 86400)
    edge.link("dead_letter", target.block("dead_letter_config"), "arn", "arn", "queue")


def target_meaning(edge: Edge[Rule, Any, Any]) -> Mapping[str, Any]:
    """A link says where events go that cannot be delivered."""
    return {"dead_letter": DROPPED}


def _meaning(node: Node[Rule]) -> Mapping[str, Any]:
    """Short forms are patterns in the end."""
    if node.existing is not None:
        return {}
    return {"pattern": pattern(node), "bus": DROPPED, "bucket": DROPPED, "events": DROPPED, "api_calls": DROPPED}


def _dimensions(node: Node[Rule]) -> Mapping[str, Value]:
    """The name of the bus too, if it is not the default one (eventbridge/latest/userguide/eb-monitoring.html)."""
    bus = node.links.get("bus")
    of_bus = {} if bus is None or is_default(bus) else {"EventBusName": plain_name(bus)}
    return {**of_bus, "RuleName": node["name"]}


def _alarms() -> Iterable[Any]:
    from eventgen.alarms import Alarm

    return (
        Alarm(
            option="failures",
            ending="failed-invocations",
            says="a target did not get an event",
            namespace="AWS/Events",
            metric="FailedInvocations",
            statistic="Sum",
            dimensions=_dimensions,
        ),
    )


rule = Resource(
    name="rule",
    spec=Rule,
    main="aws_cloudwatch_event_rule",
    shape="octagon",
    outputs=("arn", "name"),
    longest=64,
    limit_rule="EVB001",
    arn=arn_pattern("events", r"rule/[/.A-Za-z0-9_-]+"),
    slots=frozenset({"role"}),
    anchor=lambda node: node["arn"],
    own=frozenset({"role"}),
    existing=_existing,
    spelled=_spelled,
    uses=lambda node: {"bus": named(node.spec.bus, "bus"), "bucket": named(node.spec.bucket, "bucket")},
    flows=_flows,
    alarms=_alarms,
    view=_view,
    patterns=_patterns,
    lift=_lift,
    hands={"aws_cloudwatch_event_target": TARGET},
    meaning=_meaning,
    unlinked=frozenset({"bucket"}),
)


@rule_("EVB002")
def rule_without_pattern(node: Node[Rule]) -> Iterator[Problem]:
    """A rule says which events it is about.

    ## Why
    EventBridge refuses a rule that has neither a pattern nor a schedule.

    ## Fix
    Write `pattern`, or one of the short forms `bucket` and `api_calls`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    if node.existing is None and not pattern(node):
        message = f"{node.name}: a rule without a pattern: EventBridge takes none"
        yield Problem(message, "pattern: {source: [my.app], detail-type: [Order Placed]}")
