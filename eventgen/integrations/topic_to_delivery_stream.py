"""SNS -> Firehose: the topic puts each message into the delivery stream, with a role of its own."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from eventgen.hcl import camel
from eventgen.iam import may, role_arn
from eventgen.kinds import Attachment, Edge, Integration, Problem, rule
from eventgen.resources.delivery_stream import DeliveryStream
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

# d23-sns-firehose: what the subscription's role needs
ACTIONS = (
    *(
        "firehose:DescribeDeliveryStream",
        "firehose:ListDeliveryStreams",
        "firehose:ListTagsForDeliveryStream",
    ),
    *("firehose:PutRecord", "firehose:PutRecordBatch"),
)


class DeliveryStreamSubscription(Subscription):
    """A subscription of a delivery stream."""

    raw: bool = True
    """The message as it was published, without the envelope of SNS."""


def _attach(edge: Edge[Topic, DeliveryStream, DeliveryStreamSubscription]) -> Iterator[Attachment]:
    yield may(edge.source, f"SendTo{camel(edge.target.called)}", ACTIONS, edge.target["arn"])
    yield from may_deliver(edge)


def _view(edge: Edge[Topic, DeliveryStream, DeliveryStreamSubscription]) -> Mapping[str, Any]:
    return {**subscribed(edge), "role": role_arn(edge.source)}


def _lift(edge: "EdgeLifting") -> None:
    lift_subscription(edge)
    edge.main.must("subscription_role_arn", lambda context: context["role"])
    edge.field("raw", edge.main, "raw_message_delivery", False)


topic_to_delivery_stream = Integration(
    name="topic_to_delivery_stream",
    options=DeliveryStreamSubscription,
    says="The topic puts each message into the delivery stream, which writes them to its bucket.",
    uses=failed_deliveries,
    attach=_attach,
    view=_view,
    lift=_lift,
    meaning=subscription_meaning,
)


@rule("SNS107")
def fifo_topic_to_delivery_stream(
    edge: Edge[Topic, DeliveryStream, DeliveryStreamSubscription],
) -> Iterator[Problem]:
    """A FIFO topic delivers to queues only.

    ## Why
    SNS refuses the subscription of a delivery stream.

    ## Fix
    Use a standard topic.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
    """
    if edge.source.spec.fifo:
        yield Problem(f"{edge.name}: a FIFO topic delivers to queues only", "take `fifo` from the topic")
