"""S3 -> SQS: the bucket's notification puts a message into the queue for each event that its filters let through."""

from collections.abc import Iterator

from eventgen.iam import allow
from eventgen.kinds import Attachment, Edge, Integration, Problem, rule
from eventgen.resources.bucket import Bucket, Notification, granted, lift_notification, notification
from eventgen.resources.queue import Queue


def _attach(edge: Edge[Bucket, Queue, Notification]) -> Iterator[Attachment]:
    yield from notification(edge, "queue", granted(edge.target, "aws_sqs_queue_policy"))
    yield from allow(edge.target, "s3.amazonaws.com", "sqs:SendMessage", edge.source)


bucket_to_queue = Integration(
    name="bucket_to_queue",
    options=Notification,
    says="The bucket's notification puts a message into the queue for each event that the filters let through.",
    template=False,
    parallel=True,
    attach=_attach,
    lift=lift_notification,
    seen=lambda edge: edge.source.existing is None,
)


@rule("S3004")
def bucket_to_fifo_queue(edge: Edge[Bucket, Queue, Notification]) -> Iterator[Problem]:
    """S3 does not notify FIFO queues.

    ## Why
    S3 refuses the configuration: "FIFO queues aren't supported as an Amazon S3 event notification destination".

    ## Fix
    Go through EventBridge: a rule with `bucket:`, and a flow from the rule to the queue with `message_group`.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
    """
    if edge.target.spec.fifo:
        message = f"{edge.name}: S3 does not notify FIFO queues, and {edge.target.name} is one"
        from eventgen.notified import inline, rule_of

        made = rule_of(edge.source.name, edge.options)
        flow = f"{{from: new-objects, to: {edge.target.name}, message_group: uploads}}"
        by_a_bus = f"rules: {{new-objects: {inline(made)}}}, and the flow {flow}"
        yield Problem(message, by_a_bus if made["events"] else "take fifo away: no bus is told of such events")
