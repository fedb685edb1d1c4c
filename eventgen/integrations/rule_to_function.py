"""EventBridge -> Lambda: the rule invokes the function asynchronously with each event that matches."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from eventgen.invocations import failed_events, invoked, lift_permission, permission
from eventgen.kinds import Attachment, Edge, Integration, Use
from eventgen.resources.function import Function
from eventgen.resources.rule import (
    SERVICE,
    TRIED,
    Delivery,
    Rule,
    delivered,
    failed_deliveries,
    lift_target,
    may_fail,
    target_meaning,
)

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting


def _uses(edge: Edge[Rule, Function, Delivery]) -> Mapping[str, Use | None]:
    return {**failed_deliveries(edge), **failed_events(edge)}


def _attach(edge: Edge[Rule, Function, Delivery]) -> Iterator[Attachment]:
    # `retries` and `max_age` are EventBridge's here; what the function does with an event it has is Lambda's default
    yield from may_fail(edge)
    yield from invoked(edge, own_retries=False)


def _lift(edge: "EdgeLifting") -> None:
    lift_target(edge)
    lift_permission(edge, SERVICE)


rule_to_function = Integration(
    name="rule_to_function",
    options=Delivery,
    decides=TRIED,
    says="The rule invokes the function with each event that matches, asynchronously.",
    uses=_uses,
    attach=_attach,
    view=lambda edge: {**delivered(edge), **permission(edge)},
    lift=_lift,
    meaning=target_meaning,
    unlinked=frozenset({"on_failure"}),
)
