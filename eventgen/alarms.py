"""Alarms: which ones a graph has, from where on each is raised, and whom they tell. For pages with `alarms` only."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from eventgen import anchor, kinds
from eventgen.hcl import Expr, Text, Value, text
from eventgen.iam import statement
from eventgen.kinds import FAILURES, NODE_NAME, Attachment, Edge, Named, Node, encrypted

TYPE, SERVICE = "aws_cloudwatch_metric_alarm", "cloudwatch.amazonaws.com"
TELLS = "alarms.notify"  # the name of the topic that the page knows by its ARN alone
PERIOD = 300  # seconds: SQS tells of a quiet queue every five minutes
AnyNode = Node[Any]
Nodes = Mapping[str, AnyNode]


@dataclass(frozen=True)
class Around:
    """A node, what flows into it, and whether others send to it what they could not handle."""

    node: AnyNode
    sources: tuple[Edge[Any, Any, Any], ...]
    failed: bool


@dataclass(frozen=True)
class Alarm:
    """An alarm that a kind of node may have."""

    option: str  # of the node's `alarm`: its threshold
    ending: str  # of its name
    says: str  # what is the matter when it is raised
    namespace: str
    metric: str
    statistic: str
    dimensions: Callable[[Any], Mapping[str, Value]]
    usual: Callable[[Around], int | None] = lambda around: 1  # where nothing is said; None: there is no such alarm
    times: int = 1  # what the metric counts for one of the page


@dataclass(frozen=True)
class Raised:
    """An alarm of a node, as it is rendered."""

    alarm: Alarm
    node: AnyNode

    @property
    def label(self) -> str:
        return f"{self.node.label}_{self.alarm.ending.replace('-', '_')}"

    @property
    def name(self) -> Text:
        return text(self.node.own_title, f"-{self.alarm.ending}")

    @property
    def description(self) -> str:
        return f"{self.node.name}: {self.alarm.says}"

    @property
    def dimensions(self) -> Mapping[str, Value]:
        return self.alarm.dimensions(self.node)

    @property
    def threshold(self) -> int:
        return int(getattr(self.node.spec.alarm, self.alarm.option)) * self.alarm.times


def raised(nodes: Iterable[AnyNode]) -> list[Raised]:
    """All alarms of settled nodes, in the order of the page."""
    return [
        Raised(alarm, node)
        for node in nodes
        if node.existing is None and getattr(node.spec, "alarm", None)
        for alarm in node.kind.alarms()
        if getattr(node.spec.alarm, alarm.option) is not None
    ]


def told(notify: Text, nodes: Nodes) -> Named | AnyNode:
    """The topic that hears of the alarms: one of the page, by its name, or one that is there already, by its ARN."""
    topic = kinds.resource("topic")
    assert topic
    if notify.literal is not None and re.fullmatch(NODE_NAME, notify.literal):
        return Named(notify.literal, (topic.name,))
    arn = notify if notify.literal is None else notify.literal
    known = (node for node in nodes.values() if node.kind is topic and node.existing == arn)
    return next(known, Node(topic, TELLS, topic.spec(), arn, {}, ("alarms", "notify")))


def settled(nodes: Nodes, edges: Iterable[Edge[Any, Any, Any]]) -> dict[str, AnyNode]:
    """The nodes, each with the thresholds of just the alarms that it has."""
    links = [*(node.links for node in nodes.values()), *(edge.links for edge in edges)]
    failed = {link.name for each in links for role, link in each.items() if role in FAILURES}
    into: dict[str, list[Edge[Any, Any, Any]]] = {}
    for edge in edges:
        into.setdefault(edge.target.name, []).append(edge)
    return {name: _settled(Around(node, tuple(into.get(name, ())), name in failed)) for name, node in nodes.items()}


def _settled(around: Around) -> AnyNode:
    node = around.node
    if "alarm" not in type(node.spec).model_fields:
        return node
    said, made = node.spec.alarm, {}
    for alarm in node.kind.alarms() if node.existing is None else ():
        usual, wanted = alarm.usual(around), getattr(said, alarm.option, None)
        if usual is not None and wanted is not False:
            made[alarm.option] = wanted or usual
    return replace(
        node, spec=node.spec.model_copy(update={"alarm": _model(node).model_construct(**made) if made else None})
    )


def _model(node: AnyNode) -> Any:
    from eventgen.typed import inner_model

    return inner_model(type(node.spec).model_fields["alarm"].annotation)


def attached(topic: AnyNode) -> Iterator[Attachment]:
    """Lets CloudWatch tell the topic, and use the key that encrypts it. The ARNs are made, not referred to: what an
    alarm watches may wait for the policy of the key."""
    alarms = anchor.arn_of("cloudwatch", text("alarm:", Expr("var.name"), "-*"))
    condition = {
        "ArnLike": {"aws:SourceArn": alarms},
        "StringEquals": {"aws:SourceAccount": anchor.ACCOUNT},
    }
    sid, service = "CloudwatchAlarms", {"Service": SERVICE}
    yield Attachment(topic.name, "policy", statement(sid, service, "sns:Publish", topic["arn"], condition))
    if encrypted(topic):
        from eventgen.keys import sent

        yield sent(topic, SERVICE, alarms)
