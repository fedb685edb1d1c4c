"""EventBridge -> SNS: the rule publishes each event that matches."""

from collections.abc import Iterator

from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.rule import Delivery, Rule, by_policy, delivered, failed_deliveries, lift_target, target_meaning
from eventgen.resources.topic import Topic

rule_to_topic = Integration(
    name="rule_to_topic",
    options=Delivery,
    says="The rule publishes each event that matches.",
    uses=failed_deliveries,
    attach=by_policy,
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
