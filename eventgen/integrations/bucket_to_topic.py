"""S3 -> SNS: the bucket's notification publishes each event that its filters let through."""

from collections.abc import Iterator

from eventgen.iam import allow
from eventgen.kinds import Attachment, Edge, Integration, Problem, rule
from eventgen.resources.bucket import Bucket, Notification, granted, lift_notification, notification
from eventgen.resources.topic import Topic


def _attach(edge: Edge[Bucket, Topic, Notification]) -> Iterator[Attachment]:
    yield from notification(edge, "topic", granted(edge.target, "aws_sns_topic_policy"))
    yield from allow(edge.target, "s3.amazonaws.com", "sns:Publish", edge.source)


bucket_to_topic = Integration(
    name="bucket_to_topic",
    options=Notification,
    says="The bucket's notification publishes each event that the filters let through.",
    template=False,
    parallel=True,
    attach=_attach,
    lift=lift_notification,
    seen=lambda edge: edge.source.existing is None,
)


@rule("S3104")
def bucket_to_fifo_topic(edge: Edge[Bucket, Topic, Notification]) -> Iterator[Problem]:
    """S3 does not notify FIFO topics.

    ## Why
    S3 refuses the configuration: "SNS FIFO is not allowed".

    ## Fix
    Use a standard topic, or go through EventBridge to a FIFO queue.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
    """
    if edge.target.spec.fifo:
        message = f"{edge.name}: S3 does not notify FIFO topics, and {edge.target.name} is one"
        yield Problem(message, f"take `fifo` from {edge.target.name}, or go through a rule to a FIFO queue")
