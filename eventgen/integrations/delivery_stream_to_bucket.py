"""Firehose -> S3: the delivery stream writes its records to the bucket as objects."""

from collections.abc import Iterator

from eventgen.hcl import camel, text
from eventgen.iam import encrypts, may
from eventgen.kinds import Attachment, Edge, Integration, Spec, encrypted
from eventgen.resources.bucket import Bucket
from eventgen.resources.delivery_stream import DeliveryStream

# d23-fh-perm
BUCKET_ACTIONS = ("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads")
OBJECT_ACTIONS = ("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject")


class Writing(Spec):
    """How objects are written is an option of the delivery stream."""


def _attach(edge: Edge[DeliveryStream, Bucket, Writing]) -> Iterator[Attachment]:
    bucket = edge.target
    yield Attachment(edge.source.name, "destination", bucket)
    yield may(edge.source, f"List{camel(bucket.called)}", BUCKET_ACTIONS, bucket["arn"])
    yield may(edge.source, f"WriteTo{camel(bucket.called)}", OBJECT_ACTIONS, text(bucket["arn"], "/*"))
    if encrypted(bucket):
        yield from encrypts(edge.source, bucket)


delivery_stream_to_bucket = Integration(
    name="delivery_stream_to_bucket",
    options=Writing,
    says="The delivery stream writes its records to the bucket as objects.",
    template=False,
    attach=_attach,
    seen=lambda edge: edge.source.existing is None,
)
