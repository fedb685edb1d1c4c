"""EventBridge -> Step Functions: the target of the rule is the state machine."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.targets import target


def rule_to_state_machine(context: Context) -> Iterator[Assertion]:
    yield from target(context)
