"""EventBridge -> SQS: the rule puts each event that matches into the queue."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from eventgen.diagnostics import TAKE_AWAY, Severity
from eventgen.hcl import Text
from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.queue import Queue
from eventgen.resources.rule import (
    TRIED,
    Delivery,
    Rule,
    by_policy,
    delivered,
    failed_deliveries,
    lift_target,
    target_meaning,
)
from eventgen.texts import Template

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting

LARGEST_EVENT = 1024**2  # bytes


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
    decides=TRIED,
    says="The rule puts each event that matches into the queue.",
    uses=failed_deliveries,
    attach=by_policy,
    view=delivered,
    lift=_lift,
    meaning=target_meaning,
)


@rule("EVB020")
def fifo_queue_without_group(edge: Edge[Rule, Queue, QueueDelivery]) -> Iterator[Problem]:
    """A FIFO queue as target needs a message group of up to 128 characters, a standard queue takes none.

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


@rule("SQS011", Severity.INFO)
def queue_for_smaller_events(edge: Edge[Rule, Queue, QueueDelivery]) -> Iterator[Problem]:
    """A queue takes events as large as EventBridge does.

    ## Why
    An event may have 1 MiB. A queue made by Terraform takes 256 KiB unless it says otherwise: what is larger never
    comes in.

    ## Fix
    Keep events small, or write `max_message_size: 1MiB`, for which version 6 of the AWS provider is needed.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
    """
    queue = edge.target
    unsaid = queue.existing is None and "max_message_size" not in queue.written
    if unsaid and queue.spec.max_message_size < LARGEST_EVENT:
        message = f"{queue.name}: it takes 256 KiB, and an event that {edge.source.name} puts there may have 1 MiB"
        yield Problem(message, "keep events small, or write `max_message_size: 1MiB`", (), queue)
