"""EventBridge -> SNS: the rule publishes each event that matches."""

from collections.abc import Iterator

from eventgen.iam import SENDS, let
from eventgen.kinds import Attachment, Edge, Integration, Problem, encrypted, rule
from eventgen.resources.rule import (
    SERVICE,
    TRIED,
    Delivery,
    Rule,
    delivered,
    failed_deliveries,
    lift_target,
    may_fail,
    target_meaning,
)
from eventgen.resources.topic import Topic

# the encryption context alone: for EventBridge SNS takes neither aws:SourceArn nor aws:SourceAccount
# (sns/latest/dg/sns-key-management.html)
CONTEXT = "kms:EncryptionContext:aws:sns:topicArn"


def _attach(edge: Edge[Rule, Topic, Delivery]) -> Iterator[Attachment]:
    topic = edge.target
    yield let(topic, SERVICE, "sns:Publish", edge.source)
    if encrypted(topic):
        from eventgen.keys import use

        yield use(topic, "EventsToTopics", SERVICE, SENDS, {CONTEXT: topic.kind.spelled(topic)})
    yield from may_fail(edge)


rule_to_topic = Integration(
    name="rule_to_topic",
    options=Delivery,
    decides=TRIED,
    says="The rule publishes each event that matches.",
    uses=failed_deliveries,
    attach=_attach,
    view=delivered,
    lift=lift_target,
    meaning=target_meaning,
)


@rule("SNS024")
def rule_to_fifo_topic(edge: Edge[Rule, Topic, Delivery]) -> Iterator[Problem]:
    """A FIFO topic is no target of a rule.

    ## Why
    A target has no field for the message group that a FIFO topic demands: every event would fail.

    ## Fix
    Hand the events to a FIFO queue with `message_group`, or to a standard topic.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
    """
    if edge.target.spec.fifo:
        message = f"{edge.name}: a rule cannot give the message group that the FIFO topic {edge.target.name} demands"
        yield Problem(message, "hand the events to a FIFO queue with `message_group`, or take `fifo` from the topic")
