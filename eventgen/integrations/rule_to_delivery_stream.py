"""EventBridge -> Firehose: the rule puts each event that matches into the delivery stream."""

from eventgen.kinds import Integration
from eventgen.resources.rule import (
    TRIED,
    Delivery,
    by_role,
    delivered_by_role,
    failed_deliveries,
    lift_target,
    target_meaning,
)

rule_to_delivery_stream = Integration(
    name="rule_to_delivery_stream",
    options=Delivery,
    decides=TRIED,
    says="The rule puts each event that matches into the delivery stream.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered_by_role,
    lift=lift_target,
    meaning=target_meaning,
)
