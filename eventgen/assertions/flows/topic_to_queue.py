"""SNS -> SQS: the queue subscribes to the topic."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.subscriptions import raw, subscription


def topic_to_queue(context: Context) -> Iterator[Assertion]:
    yield from subscription(context, "sqs", context["target"]["arn"])
    yield raw(context)
