"""An EventBridge rule, and what its targets have in common."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from eventgen.diagnostics import Severity
from eventgen.hcl import Text, Value, call
from eventgen.iam import allow, role_arn, send, trust
from eventgen.kinds import Attachment, Edge, Node, NodeSpec, Problem, Resource, Slots, Spec, Use, arn_pattern, named
from eventgen.kinds import rule as rule_
from eventgen.resources.bus import DEFAULT, is_default
from eventgen.resources.queue import dead_letter_queue
from eventgen.texts import Description, JsonObject, JsonValue, encoded
from eventgen.values import DeadLetterTo, Duration, Items, Matching, Number, OneOf

SERVICE = "events.amazonaws.com"
MOST_OF_PATTERN, QUOTA_OF_PATTERN = 4096, 2048  # botocore events.EventPattern; eb-quota
# The detail types of S3's events (d23-s3-eb)
OBJECT_EVENTS = (
    *("Object Created", "Object Deleted", "Object Restore Initiated", "Object Restore Completed"),
    *("Object Restore Expired", "Object Storage Class Changed", "Object Access Tier Changed"),
    *("Object ACL Updated", "Object Tags Added", "Object Tags Deleted"),
)
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


class Rule(NodeSpec):
    """A rule: it hands the events of a bus that match its pattern to its targets."""

    description: Annotated[Text | None, Description(512)] = None
    """What it is for."""
    bus: NodeName = DEFAULT
    """The bus that it listens to."""
    pattern: JsonObject | None = None
    """EventBridge's event pattern."""
    bucket: NodeName | None = None
    """Short for the events of a bucket of the page."""
    events: list[Annotated[str, OneOf(OBJECT_EVENTS, "S3014")]] = []
    """With `bucket`: which events; all, if nothing is said."""
    api_calls: ApiCalls | None = None
    """Short for calls of an AWS API."""


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
    input_path: Annotated[str | None, Matching(r"\$(\.[A-Za-z0-9_-]+)*", "a JSON path such as $.detail")] = None
    """The part of the event that the target gets."""


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


def pattern(node: Node[Rule]) -> dict[str, Any]:
    """The page's pattern, and what its short forms stand for."""
    made: dict[str, Any] = {}
    if "bucket" in node.links:
        made = {"source": ["aws.s3"], "detail": {"bucket": {"name": [node.links["bucket"]["bucket"]]}}}
        if node.spec.events:
            made = {"source": made["source"], "detail-type": list(node.spec.events), "detail": made["detail"]}
    if calls := node.spec.api_calls:
        made = {
            "source": [f"aws.{calls.service}"],
            "detail-type": ["AWS API Call via CloudTrail"],
            "detail": {"eventSource": [f"{calls.service}.amazonaws.com"], "eventName": list(calls.actions)},
        }
    return _merged(made, node.spec.pattern or {})


def _size(node: Node[Rule]) -> int:
    return len(encoded(pattern(node)).encode())


def _merged(first: dict[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(first)
    for key, value in second.items():
        both = isinstance(made.get(key), dict) and isinstance(value, dict)
        made[key] = _merged(made[key], value) if both else value
    return made


def _view(node: Node[Rule], graph: Any, slots: Slots) -> Mapping[str, Any]:
    calls = node.spec.api_calls
    reads = bool(calls) and any(action.startswith(READ_ONLY) for action in calls.actions) if calls else False
    return {"pattern": pattern(node), "bus": bus_name(node), "reads": reads, "trust": trust(SERVICE)}


def _existing(arn: Value) -> Mapping[str, Value]:
    # rule/NAME on the default bus, rule/BUS/NAME on another
    return {"arn": arn, "name": call("element", call("reverse", call("split", "/", arn)), 0)}


def _flows(node: Node[Rule]) -> Iterable[tuple[str, str]]:
    return [(node.links["bucket"].name, DEFAULT)] if "bucket" in node.links else []


rule = Resource(
    name="rule",
    spec=Rule,
    main="aws_cloudwatch_event_rule",
    outputs=("arn", "name"),
    longest=64,
    limit_rule="EVB001",
    arn=arn_pattern("events", r"rule/([/.A-Za-z0-9_-]+/)?[.A-Za-z0-9_-]{1,64}"),
    slots=frozenset({"role"}),
    anchor=lambda node: node["arn"],
    own=frozenset({"role"}),
    existing=_existing,
    uses=lambda node: {"bus": named(node.spec.bus, "bus"), "bucket": named(node.spec.bucket, "bucket")},
    flows=_flows,
    view=_view,
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


@rule_("EVB039", Severity.WARNING)
def aws_events_on_a_custom_bus(node: Node[Rule]) -> Iterator[Problem]:
    """Events of AWS services arrive on the default bus only.

    ## Why
    A rule for them on a bus of its own is valid, and never matches.

    ## Fix
    Take `bus` away.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event.html
    """
    if bus_name(node) is not None and (node.spec.bucket or node.spec.api_calls):
        message = (
            f"{node.name}: events of AWS services arrive on the default bus, and this rule listens to {node.spec.bus}"
        )
        yield Problem(message, "take `bus` away", ("bus",))


@rule_("EVB003")
def pattern_too_long(node: Node[Rule]) -> Iterator[Problem]:
    """An event pattern has 4,096 bytes at most.

    ## Why
    EventBridge refuses a longer one. What `bucket` and `api_calls` stand for counts too.

    ## Fix
    Use `prefix`, `suffix` or `wildcard`, or write two rules.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    if (size := _size(node)) > MOST_OF_PATTERN:
        message = f"{node.name}: its pattern has {size} bytes: EventBridge takes {MOST_OF_PATTERN}"
        yield Problem(message, "use prefix, suffix or wildcard, or write two rules")


@rule_("EVB103", Severity.WARNING)
def pattern_above_the_quota(node: Node[Rule]) -> Iterator[Problem]:
    """An event pattern of more than 2,048 bytes needs a higher quota.

    ## Why
    An account takes patterns of 2,048 bytes, until AWS raises its quota "Event pattern size".

    ## Fix
    Use `prefix`, `suffix` or `wildcard`, write two rules, or have the quota raised.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    """
    if QUOTA_OF_PATTERN < (size := _size(node)) <= MOST_OF_PATTERN:
        message = f"{node.name}: its pattern has {size} bytes, and an account's quota is {QUOTA_OF_PATTERN} at first"
        yield Problem(message, "use prefix, suffix or wildcard, write two rules, or have the quota raised")
