"""EventBridge -> SQS: the rule puts each event that matches into the queue."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from eventgen.diagnostics import TAKE_AWAY
from eventgen.hcl import Text
from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.queue import Queue
from eventgen.resources.rule import Delivery, Rule, by_policy, delivered, failed_deliveries, lift_target, target_meaning
from eventgen.texts import Template

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting


class QueueDelivery(Delivery):
    """A queue as target."""

    message_group: Annotated[Text | None, Template(128, "EVB020")] = None
    """FIFO: the message group of every event."""


def _lift(edge: "EdgeLifting") -> None:
    lift_target(edge)
    edge.field("message_group", edge.main.block("sqs_target"), "message_group_id")


rule_to_queue = Integration(
    name="rule_to_queue",
    options=QueueDelivery,
    says="The rule puts each event that matches into the queue.",
    uses=failed_deliveries,
    attach=by_policy,
    view=delivered,
    lift=_lift,
    meaning=target_meaning,
)


@rule("EVB020")
def fifo_queue_without_group(edge: Edge[Rule, Queue, QueueDelivery]) -> Iterator[Problem]:
    """A FIFO queue as target needs a message group, a standard queue takes none.

    ## Why
    SQS refuses every event that comes to a FIFO queue without MessageGroupId: all end in the dead-letter queue.

    ## Fix
    Add `message_group: uploads`. To a standard queue it says nothing: `--fix` takes it away.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_SqsParameters.html
    """
    fifo, group = edge.target.spec.fifo, edge.options.message_group
    if fifo and group is None:
        message = f"{edge.name}: {edge.target.name} is a FIFO queue, and the flow names no message_group"
        yield Problem(message, f"add `message_group: {edge.source.name}`")
    if group is not None and not fifo:
        message = f"{edge.name}: message_group is for FIFO queues, and {edge.target.name} is a standard queue"
        yield Problem(message, "take `message_group` away", ("message_group",), edit=TAKE_AWAY)


@rule("EVB021")
def fifo_queue_without_content_deduplication(edge: Edge[Rule, Queue, QueueDelivery]) -> Iterator[Problem]:
    """A FIFO queue as target deduplicates by content.

    ## Why
    EventBridge sends no MessageDeduplicationId: without content-based deduplication SQS refuses every event.

    ## Fix
    Write `deduplication: content`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_SqsParameters.html
    """
    if edge.target.spec.fifo and edge.target.spec.deduplication == "id":
        message = f"{edge.name}: {edge.target.name} deduplicates by id, and EventBridge sends none"
        yield Problem(message, f"write `deduplication: content` for {edge.target.name}")
