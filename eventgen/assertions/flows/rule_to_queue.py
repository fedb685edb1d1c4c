"""EventBridge -> SQS: the target of the rule is the queue, in the message group of the page."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, alone
from eventgen.assertions.targets import TARGET, target


def rule_to_queue(context: Context) -> Iterator[Assertion]:
    yield from target(context)
    edge, group = context["edge"], context["options"].message_group or None
    says = f"{edge.name}: events come in another message group"
    yield alone(f"{TARGET}.{edge.label}", "sqs_target", "message_group_id", group, says)
