"""EventBridge -> Step Functions: each event that matches starts an execution."""

from eventgen.kinds import Integration
from eventgen.resources.rule import Delivery, by_role, delivered_by_role, failed_deliveries, lift_target, target_meaning

rule_to_state_machine = Integration(
    name="rule_to_state_machine",
    options=Delivery,
    says="Each event that matches starts an execution.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered_by_role,
    lift=lift_target,
    meaning=target_meaning,
)
