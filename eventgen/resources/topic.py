"""An SNS topic, and what its subscriptions have in common."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen import anchor
from eventgen.diagnostics import TAKE_AWAY
from eventgen.filterpolicy import AttributePolicy, BodyPolicy
from eventgen.hcl import Text, Value, arn_part
from eventgen.iam import allow, lift_role, policy, tls_only, trust
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
    rule,
)
from eventgen.resources.queue import dead_letter_queue, is_fifo
from eventgen.texts import Template
from eventgen.thresholds import COUNT, switched
from eventgen.values import DeadLetterTo, OneOf, wrong

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting, NodeLifting


class TopicAlarm(Spec):
    """From where on a topic raises its alarms."""

    dead_letters: Annotated[int | bool | None, COUNT] = None
    """Messages in its dead-letter queue; 1, if nothing is said; false: no alarm."""


class Topic(NodeSpec):
    """A topic: it hands each message to every subscriber."""

    fifo: bool = False
    """Keeps the order within a message group; its subscribers are queues."""
    deduplication: Annotated[str | None, OneOf(("content", "id"))] = None
    """FIFO: a duplicate has the same content, or the same MessageDeduplicationId."""
    encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """managed: SNS's own disk encryption; kms: the module's key."""
    display_name: Annotated[Text | None, Template(100)] = None
    """The sender that e-mails and text messages show."""
    alarm: Annotated[TopicAlarm | None, switched(TopicAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""


class Filter(Spec):
    """Which messages a subscriber gets: by their attributes, or by their body."""

    attributes: AttributePolicy | None = None
    """A filter policy over message attributes."""
    body: BodyPolicy | None = None
    """A filter policy over a JSON body."""

    def model_check(self, existing: bool) -> None:
        if (self.attributes is None) == (self.body is None) or not (self.attributes or self.body):
            both = self.attributes is not None and self.body is not None
            said = "has attributes and body" if both else "filters nothing"
            raise wrong(
                "SNS011",
                f"{said}: it takes one of attributes and body",
                'filter: {body: {total: [{numeric: [">", 100]}]}}',
            )


class Subscription(Spec):
    """What every subscription of a topic can say."""

    filter: Filter | None = None
    """Which messages it gets."""
    dead_letter: Annotated[bool | str, DeadLetterTo()] = True
    """Where messages go that cannot be delivered: a queue, or true for the topic's own dead-letter queue."""


def failed_deliveries(edge: Edge[Any, Any, Any]) -> Mapping[str, Use | None]:
    """The dead-letter queue of a subscription. It has the type of the topic: FIFO subscriptions need FIFO ones."""
    wanted = edge.options.dead_letter
    if wanted is True and not (is_fifo(edge.source) and not is_fifo(edge.target)):
        return {"dead_letter": dead_letter_queue(edge.source, is_fifo(edge.source))}
    return {"dead_letter": named(wanted, "queue")} if isinstance(wanted, str) else {}


def may_deliver(edge: Edge[Any, Any, Any]) -> Iterator[Attachment]:
    """SNS may put what it cannot deliver into the dead-letter queue."""
    if "dead_letter" in edge.links:
        yield from allow(edge.links["dead_letter"], "sns.amazonaws.com", "sqs:SendMessage", edge.source)


def subscribed(edge: Edge[Any, Any, Any]) -> Mapping[str, Any]:
    """What the templates of subscriptions share."""
    wanted: Filter | None = edge.options.filter
    policy = (wanted.attributes or wanted.body) if wanted else None
    scope = "MessageBody" if wanted and wanted.body is not None else "MessageAttributes"
    return {"filter": policy, "scope": scope, "dead_letter": edge.links.get("dead_letter")}


def _settle(node: Node[Topic], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Topic:
    update: dict[str, Any] = {"encryption": node.spec.encryption or defaults.encryption}
    if is_fifo(node):
        update |= {"fifo": True, "deduplication": node.spec.deduplication or "content"}
    return node.spec.model_copy(update=update)


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn, "name": arn_part(arn, 5)}


def _spelled(node: Node[Topic]) -> Value:
    return node["arn"] if node.existing is not None else anchor.arn_of("sns", node.title)


def _view(node: Node[Topic], graph: Any, slots: Slots) -> Mapping[str, Any]:
    # SNS refuses sns:* in the policy of a topic: the action is named
    return {
        "policy": policy([tls_only(node, "sns:Publish"), *slots["policy"]]),
        "trust": trust("sns.amazonaws.com"),
    }


# What SNS calls the two parts of a message that a filter is about; the first if nothing is said
SCOPES = {None: "attributes", "MessageAttributes": "attributes", "MessageBody": "body"}
# What SNS calls the kinds that subscribe
PROTOCOLS = {"sqs": "queue", "lambda": "function", "firehose": "delivery_stream", "email": "email"}
SUBSCRIPTION = Hand("topic_arn", "endpoint", kinds=lambda piece: (PROTOCOLS.get(piece.peek("protocol"), ""),))


def _lift(node: "NodeLifting") -> None:
    topic = node.main
    if node.existing is None:
        fifo = node.field("fifo", topic, "fifo_topic", False)
        by_id = "id" if fifo else None
        words = {True: "content", False: by_id, None: by_id}
        node.field("deduplication", topic, "content_based_deduplication", words=words, of=True)
        node.field("display_name", topic, "display_name")
        node.encryption(topic, "kms_master_key_id")
        node.titled()
        node.tagged()
        said = topic if "policy" in topic.attributes else node.one("aws_sns_topic_policy", "arn", "arn")
        said.policy("policy", lambda context: context["policy"])
    if node.has("role"):
        lift_role(node, "sns.amazonaws.com")


def lift_subscription(edge: "EdgeLifting") -> None:
    """What every subscription says; where its messages go that cannot be delivered."""
    subscription = edge.main
    subscription.must("protocol", next(word for word, kind in PROTOCOLS.items() if kind == edge.target.kind.name))
    scope = subscription.peek("filter_policy_scope")
    if "filter_policy" in subscription.attributes and scope in SCOPES:
        subscription.take("filter_policy_scope")
        edge.json(("filter", SCOPES[scope]), subscription, "filter_policy")
    redrive = subscription.json("redrive_policy")
    edge.link("dead_letter", redrive, "deadLetterTargetArn", "arn", "queue")


def subscription_meaning(edge: Edge[Any, Any, Any]) -> Mapping[str, Any]:
    """A link says where messages go; what a function does with those that it has is a setting of its own."""
    return {"dead_letter": DROPPED, "retries": DROPPED, "max_age": DROPPED}


topic = Resource(
    name="topic",
    spec=Topic,
    main="aws_sns_topic",
    shape="hexagon",
    outputs=("arn", "name"),
    longest=256,
    limit_rule="SNS001",
    arn=arn_pattern("sns", r"[A-Za-z0-9_.-]{1,256}"),
    slots=frozenset({"policy", "role", "key"}),
    anchor=lambda node: node["arn"],
    send=("sns:Publish",),
    suffix=lambda spec: ".fifo" if spec.fifo else "",
    own=frozenset({"role"}),
    existing=_existing,
    spelled=_spelled,
    settle=_settle,
    view=_view,
    idle=frozenset({"display_name", "encryption", "was"}),
    lift=_lift,
    hands={"aws_sns_topic_subscription": SUBSCRIPTION},
    tested=frozenset({"fail", "attributes", "group", "deduplication"}),
)


@rule("SNS003", ignorable=False)
def deduplication_of_a_standard_topic(node: Node[Topic]) -> Iterator[Problem]:
    """Deduplication is for FIFO topics.

    ## Why
    SNS refuses ContentBasedDeduplication on a standard topic.

    ## Fix
    Take `deduplication` away, as `--fix` does, or add `fifo: true`.

    ## Source
    https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    """
    if node.spec.deduplication and not node.spec.fifo:
        given = node.spec.deduplication
        message = f"{node.name}: deduplication {given} on a standard topic: only FIFO topics take it"
        yield Problem(message, "add `fifo: true`, or take deduplication away", ("deduplication",), edit=TAKE_AWAY)


@rule("SNS002")
def fifo_topic_with_a_standard_name(node: Node[Topic]) -> Iterator[Problem]:
    """The name of a FIFO topic ends in .fifo.

    ## Why
    SNS has it so: an existing topic without that ending is a standard topic, and keeps no order. The topics that
    eventgen makes get the ending unasked.

    ## Fix
    Name the FIFO topic in `existing`, or take `fifo` away.

    ## Source
    https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    """
    there = node.existing
    if isinstance(there, str) and node.spec.fifo and not there.endswith(".fifo"):
        message = f"{node.name}: fifo is true, and {there} is a standard topic: its name does not end in .fifo"
        yield Problem(message, f"existing: {there}.fifo, or take `fifo` away", ("fifo",))
