"""S3 -> Lambda: the function lets S3 in; the notification is the bucket's."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context
from eventgen.assertions.permissions import permission


def bucket_to_function(context: Context) -> Iterator[Assertion]:
    yield from permission(context, "s3.amazonaws.com")
