"""EventBridge -> Firehose: the target of the rule is the delivery stream."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.targets import target


def rule_to_delivery_stream(context: Context) -> Iterator[Assertion]:
    yield from target(context)
