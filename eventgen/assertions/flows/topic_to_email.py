"""SNS -> e-mail: the address subscribes to the topic."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.subscriptions import subscription


def topic_to_email(context: Context) -> Iterator[Assertion]:
    yield from subscription(context, "email", context["target"].spec.address)
