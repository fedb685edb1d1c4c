"""SNS -> Lambda: the topic invokes the function asynchronously; three tries, then the dead-letter queue."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from eventgen.hcl import address
from eventgen.invocations import Invocation, failed_events, invoked, lift_invoked, lift_permission, permission
from eventgen.kinds import Attachment, Edge, Integration, Problem, Use, rule
from eventgen.resources.function import Function
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


class FunctionSubscription(Subscription, Invocation):
    """A subscription of a function."""


def _uses(edge: Edge[Topic, Function, FunctionSubscription]) -> Mapping[str, Use | None]:
    return {**failed_deliveries(edge), **failed_events(edge)}


def _attach(edge: Edge[Topic, Function, FunctionSubscription]) -> Iterator[Attachment]:
    yield from may_deliver(edge)
    yield from invoked(edge)


def _lift(edge: "EdgeLifting") -> None:
    lift_subscription(edge)
    lift_permission(edge, "sns.amazonaws.com")
    lift_invoked(edge)
    edge.main.must("depends_on", lambda context: [address("aws_lambda_permission", context["edge"].label)])


topic_to_function = Integration(
    name="topic_to_function",
    options=FunctionSubscription,
    says="The topic invokes the function with each message, asynchronously: three tries, then the dead-letter queue.",
    uses=_uses,
    attach=_attach,
    view=lambda edge: {**subscribed(edge), **permission(edge)},
    lift=_lift,
    meaning=subscription_meaning,
    unlinked=frozenset({"on_failure"}),
)


@rule("SNS006")
def fifo_topic_to_function(edge: Edge[Topic, Function, FunctionSubscription]) -> Iterator[Problem]:
    """A FIFO topic delivers to queues only.

    ## Why
    SNS refuses the subscription of a function: an asynchronous invocation keeps no order.

    ## Fix
    Put a FIFO queue between: topic -> queue -> function.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
    """
    if edge.source.spec.fifo:
        message = f"{edge.name}: a FIFO topic delivers to queues only, not to functions"
        yield Problem(message, f"{edge.source.name} -> a-fifo-queue -> {edge.target.name}")
