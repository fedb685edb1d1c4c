"""S3 -> Lambda: the bucket's notification invokes the function asynchronously: three tries, then the DLQ."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eventgen.hcl import address
from eventgen.invocations import Invocation, failed_events, invoked, lift_invoked, lift_permission, permission
from eventgen.kinds import DROPPED, Attachment, Edge, Integration
from eventgen.resources.bucket import Bucket, Notification, lift_notification, notification
from eventgen.resources.function import Function

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting


class FunctionNotification(Notification, Invocation):
    """A notification that invokes a function."""


def _attach(edge: Edge[Bucket, Function, FunctionNotification]) -> Iterator[Attachment]:
    yield from notification(edge, "lambda_function", [address("aws_lambda_permission", edge.label)])
    yield from invoked(edge)


def _lift(edge: "EdgeLifting") -> None:
    lift_notification(edge)
    lift_permission(edge, "s3.amazonaws.com")
    lift_invoked(edge)


bucket_to_function = Integration(
    name="bucket_to_function",
    options=FunctionNotification,
    says="The bucket's notification invokes the function, asynchronously: three tries, then the dead-letter queue.",
    parallel=True,
    uses=failed_events,
    attach=_attach,
    view=permission,
    lift=_lift,
    seen=lambda edge: edge.source.existing is None,
    meaning=lambda edge: {"retries": DROPPED, "max_age": DROPPED, "dead_letter": DROPPED},
    unlinked=frozenset({"on_failure"}),
)
