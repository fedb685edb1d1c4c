"""EventBridge -> Kinesis: the rule puts each event that matches into the stream as a record."""

from typing import TYPE_CHECKING, Annotated

from eventgen.kinds import Integration
from eventgen.resources.rule import Delivery, by_role, delivered_by_role, failed_deliveries, lift_target, target_meaning
from eventgen.values import Matching

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting


class StreamDelivery(Delivery):
    """A stream as target."""

    partition_key: Annotated[str | None, Matching(r"\$(\.[A-Za-z0-9_-]+)+", "a JSON path such as $.detail.id")] = None
    """Where the event holds its partition key; the event's id, if nothing is said: no order then."""


def _lift(edge: "EdgeLifting") -> None:
    lift_target(edge)
    edge.field("partition_key", edge.main.block("kinesis_target"), "partition_key_path")


rule_to_stream = Integration(
    name="rule_to_stream",
    options=StreamDelivery,
    says="The rule puts each event that matches into the stream as a record.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered_by_role,
    lift=_lift,
    meaning=target_meaning,
)
