"""EventBridge -> Lambda: the target of the rule is the function, which lets EventBridge in."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.permissions import permission
from eventgen.assertions.targets import target
from eventgen.resources.rule import SERVICE


def rule_to_function(context: Context) -> Iterator[Assertion]:
    yield from target(context)
    yield from permission(context, SERVICE)
