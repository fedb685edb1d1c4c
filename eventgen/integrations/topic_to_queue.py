"""SNS -> SQS: every queue that subscribes gets every message that its filter lets through."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eventgen.hcl import Expr
from eventgen.iam import allow
from eventgen.invariants import Invariant, lift_invariants
from eventgen.kinds import Attachment, Edge, Integration, Problem, rule
from eventgen.resources.queue import Queue
from eventgen.resources.topic import (
    Subscription,
    Topic,
    failed_deliveries,
    lift_subscription,
    may_deliver,
    subscribed,
    subscription_meaning,
)

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting


class QueueSubscription(Subscription):
    """A subscription of a queue."""

    raw: bool = False
    """The message as it was published, without the envelope of SNS."""


def _attach(edge: Edge[Topic, Queue, QueueSubscription]) -> Iterator[Attachment]:
    yield from allow(edge.target, "sns.amazonaws.com", "sqs:SendMessage", edge.source)
    yield from may_deliver(edge)


def _invariants(edge: Edge[Topic, Queue, QueueSubscription]) -> Iterator[Invariant]:
    """What SNS asks of FIFO topics and FIFO queues."""
    topic, queue = edge.source, edge.target
    if topic.existing is not None or not topic.spec.fifo:
        return
    fifo = f"{topic.kind.main}.{topic.label}.fifo_topic"
    if queue.existing is None and queue.spec.fifo:
        says = f"{queue.name} is a FIFO queue: it takes messages of a FIFO topic alone, and {topic.name} has to be one."
        yield Invariant(Expr(f"{fifo} == true"), says)
    failed = edge.links.get("dead_letter")
    if failed and failed.existing is None:
        says = f"{failed.name} takes what {topic.name} cannot deliver: both are FIFO, or neither is."
        yield Invariant(Expr(f"{fifo} == {failed.kind.main}.{failed.label}.fifo_queue"), says)


def _lift(edge: "EdgeLifting") -> None:
    lift_subscription(edge)
    lift_invariants(edge.main)
    edge.field("raw", edge.main, "raw_message_delivery", False)


topic_to_queue = Integration(
    name="topic_to_queue",
    options=QueueSubscription,
    says="The topic puts each message that the filter lets through into the queue.",
    uses=failed_deliveries,
    attach=_attach,
    view=lambda edge: {**subscribed(edge), "invariants": list(_invariants(edge))},
    lift=_lift,
    meaning=subscription_meaning,
)


@rule("SNS005")
def standard_topic_to_fifo_queue(edge: Edge[Topic, Queue, QueueSubscription]) -> Iterator[Problem]:
    """A standard topic cannot feed a FIFO queue.

    ## Why
    SNS refuses the subscription: "FIFO SQS Queues can not be subscribed to standard SNS topics".

    ## Fix
    Make the topic FIFO too, or the queue standard.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
    """
    if edge.target.spec.fifo and not edge.source.spec.fifo:
        message = f"{edge.name}: SNS subscribes no FIFO queue to a standard topic, and {edge.source.name} is one"
        yield Problem(message, f"add `fifo: true` to {edge.source.name}, or take it from {edge.target.name}")
