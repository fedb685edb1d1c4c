"""EventBridge -> EventBridge: the rule sends each event that matches on to another bus."""

from collections.abc import Iterator

from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Integration, Problem, rule
from eventgen.resources.bus import Bus, bus_arn
from eventgen.resources.rule import Delivery, Rule, delivered_by_role, failed_deliveries, may_fail


def _attach(edge: Edge[Rule, Bus, Delivery]) -> Iterator[Attachment]:
    yield from send(edge.source, edge.target, bus_arn(edge.target))
    yield from may_fail(edge)


rule_to_bus = Integration(
    name="rule_to_bus",
    options=Delivery,
    says="The rule sends each event that matches on to another bus.",
    uses=failed_deliveries,
    attach=_attach,
    view=lambda edge: {**delivered_by_role(edge), "arn": bus_arn(edge.target)},
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
