"""EventBridge -> EventBridge: the rule sends each event that matches on to another bus."""

from collections.abc import Iterator

from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.bus import Bus
from eventgen.resources.rule import (
    TRIED,
    Delivery,
    Rule,
    by_role,
    delivered_by_role,
    failed_deliveries,
    lift_target,
    target_meaning,
)

rule_to_bus = Integration(
    name="rule_to_bus",
    options=Delivery,
    decides=TRIED,
    says="The rule sends each event that matches on to another bus.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered_by_role,
    lift=lift_target,
    meaning=target_meaning,
)


@rule("EVB102")
def rule_to_its_own_bus(edge: Edge[Rule, Bus, Delivery]) -> Iterator[Problem]:
    """A rule does not send events to the bus that it listens to.

    ## Why
    The event would match the rule again, and again.

    ## Fix
    Send it to another bus.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    if edge.source.links["bus"].name == edge.target.name:
        yield Problem(f"{edge.name}: {edge.source.name} listens to {edge.target.name} itself", "send it to another bus")
