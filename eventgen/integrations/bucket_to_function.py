"""S3 -> Lambda: the bucket's notification invokes the function asynchronously: three tries, then the DLQ."""

from collections.abc import Iterator

from eventgen.hcl import address
from eventgen.kinds import Attachment, Edge, Integration
from eventgen.resources.bucket import Bucket, Notification, notification
from eventgen.resources.function import Function, Invocation, failed_events, invoked, statement_id


class FunctionNotification(Notification, Invocation):
    """A notification that invokes a function."""


def _attach(edge: Edge[Bucket, Function, FunctionNotification]) -> Iterator[Attachment]:
    yield from notification(edge, "lambda_function", [address("aws_lambda_permission", edge.label)])
    yield from invoked(edge)


bucket_to_function = Integration(
    name="bucket_to_function",
    options=FunctionNotification,
    says="The bucket's notification invokes the function, asynchronously: three tries, then the dead-letter queue.",
    parallel=True,
    uses=failed_events,
    attach=_attach,
    view=lambda edge: {"statement_id": statement_id(edge)},
)
