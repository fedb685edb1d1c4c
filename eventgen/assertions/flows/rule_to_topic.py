"""EventBridge -> SNS: the target of the rule is the topic."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.targets import target


def rule_to_topic(context: Context) -> Iterator[Assertion]:
    yield from target(context)
