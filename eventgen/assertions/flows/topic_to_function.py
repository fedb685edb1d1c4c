"""SNS -> Lambda: the function subscribes to the topic, and lets SNS in."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.permissions import permission
from eventgen.assertions.subscriptions import subscription


def topic_to_function(context: Context) -> Iterator[Assertion]:
    yield from subscription(context, "lambda", context["target"]["arn"])
    yield from permission(context, "sns.amazonaws.com")
