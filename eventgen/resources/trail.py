"""A CloudTrail trail: without one, calls of AWS APIs do not reach EventBridge."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import StrictBool

from eventgen import anchor
from eventgen.hcl import Value, arn_part, text
from eventgen.iam import key_for_service, statement
from eventgen.kinds import Attachment, Derived, Named, Node, NodeSpec, Resource, Slots, Use, arn_pattern, camel, named
from eventgen.resources.bucket import Bucket, granted
from eventgen.values import Matching

SERVICE = "cloudtrail.amazonaws.com"
NodeName = Annotated[str, Matching(r"[a-z][a-z0-9_-]*", "the name of a bucket")]


class Trail(NodeSpec):
    """A trail: it records the calls of AWS APIs."""

    bucket: NodeName | None = None
    """The bucket that it writes to; one of its own, if nothing is said."""
    data_events: list[NodeName] = []
    """Buckets whose objects' calls it records too."""
    multi_region: StrictBool = True
    """Records the calls of every Region."""


def _uses(node: Node[Trail]) -> Mapping[str, Use | None]:
    if node.existing is not None:
        return {}
    own = Derived("bucket", f"{node.name}.log", Bucket())
    watched = {
        f"data_events.{index}": Named(name, ("bucket",), ("data_events", index))
        for index, name in enumerate(node.spec.data_events)
    }
    return {"bucket": named(node.spec.bucket, "bucket") or own, **watched}


def _attach(node: Node[Trail]) -> Iterator[Attachment]:
    if "bucket" in node.links:
        bucket = node.links["bucket"]
        for each in _statements(node, bucket):
            yield Attachment(bucket.name, "policy", each)
        yield from key_for_service(bucket, SERVICE)


def _statements(node: Node[Trail], bucket: Node[Any]) -> list[dict[str, Any]]:
    """What CloudTrail needs of its bucket. Its ARN is made, not referred to: the trail waits for this policy."""
    condition = {"StringEquals": {"aws:SourceArn": anchor.arn_of("cloudtrail", text("trail/", node.title))}}
    owned = {"StringEquals": {**condition["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}}
    logs = text(bucket["arn"], "/AWSLogs/", anchor.ACCOUNT, "/*")
    service = {"Service": SERVICE}
    return [
        statement(f"CloudTrailChecksAclFor{camel(node.name)}", service, "s3:GetBucketAcl", bucket["arn"], condition),
        statement(f"CloudTrailWritesFor{camel(node.name)}", service, "s3:PutObject", logs, owned),
    ]


def _view(node: Node[Trail], graph: Any, slots: Slots) -> Mapping[str, Any]:
    watched = [other for role, other in node.links.items() if role.startswith("data_events")]
    bucket = node.links["bucket"]
    return {
        "bucket": bucket,
        "waits_for": granted(bucket, "aws_s3_bucket_policy"),
        "objects": [text(bucket["arn"], "/") for bucket in watched],
    }


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn, "name": arn_part(arn, 1, "/")}


trail = Resource(
    name="trail",
    spec=Trail,
    main="aws_cloudtrail",
    outputs=("arn", "name"),
    longest=128,
    limit_rule="CTR006",
    pattern=r"[A-Za-z0-9](?!.*[._-]{2})[A-Za-z0-9._-]{1,126}[A-Za-z0-9]",
    arn=arn_pattern("cloudtrail", r"trail/[A-Za-z0-9._-]{3,128}"),
    existing=_existing,
    uses=_uses,
    attach=_attach,
    view=_view,
)
