"""SNS -> Firehose: the delivery stream subscribes to the topic, which has a role for it."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, same
from eventgen.assertions.subscriptions import SUBSCRIPTION, raw, subscription


def topic_to_delivery_stream(context: Context) -> Iterator[Assertion]:
    yield from subscription(context, "firehose", context["target"]["arn"])
    yield raw(context)
    edge = context["edge"]
    says = f"{edge.name}: the role is not that of {edge.source.name}"
    yield same(f"{SUBSCRIPTION}.{edge.label}", "subscription_role_arn", context["role"], says)
