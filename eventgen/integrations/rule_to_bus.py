"""EventBridge -> EventBridge: the rule sends each event that matches on to another bus."""

from collections.abc import Iterator

from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.bus import Bus, is_default
from eventgen.resources.rule import Delivery, Rule, by_role, delivered, failed_deliveries

rule_to_bus = Integration(
    name="rule_to_bus",
    options=Delivery,
    says="The rule sends each event that matches on to another bus.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered,
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


@rule("EVB103")
def rule_to_unnamed_default_bus(edge: Edge[Rule, Bus, Delivery]) -> Iterator[Problem]:
    """The default bus as target is named by its ARN.

    ## Why
    A target is an ARN, and the default bus has no resource in Terraform that would give it.

    ## Fix
    Declare it with its ARN: buses: {main: {existing: "arn:aws:events:eu-west-1:123456789012:event-bus/default"}}.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
    """
    if is_default(edge.target):
        fix = 'buses: {main: {existing: "${var.main_bus}"}} with the ARN of the default bus'
        yield Problem(f"{edge.name}: the default bus as target is named by its ARN", fix)
