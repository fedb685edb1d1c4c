"""EventBridge -> Kinesis: the rule puts each event that matches into the stream as a record."""

from typing import Annotated

from eventgen.kinds import Integration
from eventgen.resources.rule import Delivery, by_role, delivered_by_role, failed_deliveries
from eventgen.values import Matching


class StreamDelivery(Delivery):
    """A stream as target."""

    partition_key: Annotated[str | None, Matching(r"\$(\.[A-Za-z0-9_-]+)+", "a JSON path such as $.detail.id")] = None
    """Where the event holds its partition key; the event's id, if nothing is said: no order then."""


rule_to_stream = Integration(
    name="rule_to_stream",
    options=StreamDelivery,
    says="The rule puts each event that matches into the stream as a record.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered_by_role,
)
