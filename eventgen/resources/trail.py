"""A CloudTrail trail: without one, calls of AWS APIs do not reach EventBridge."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen import anchor
from eventgen.diagnostics import Severity
from eventgen.hcl import Text, Value, arn_part, camel, text
from eventgen.iam import statement
from eventgen.kinds import (
    DROPPED,
    Attachment,
    Derived,
    Named,
    Node,
    NodeSpec,
    Problem,
    Resource,
    Slots,
    Use,
    arn_pattern,
    encrypted,
    named,
    rule,
)
from eventgen.resources.bucket import Bucket, granted
from eventgen.values import Matching

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting

SERVICE = "cloudtrail.amazonaws.com"
# awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html: Decrypt because of the bucket's own key
KEY_ACTIONS = ("kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey")
NodeName = Annotated[str, Matching(r"[a-z][a-z0-9_-]*", "the name of a bucket")]


class Trail(NodeSpec):
    """A trail: it records the calls of AWS APIs."""

    bucket: NodeName | None = None
    """The bucket that it writes to; one of its own, if nothing is said."""
    data_events: list[NodeName] = []
    """Buckets whose objects' calls it records too."""
    multi_region: bool = True
    """Records the calls of every Region."""


def _uses(node: Node[Trail]) -> Mapping[str, Use | None]:
    if node.existing is not None:
        return {}
    own = Derived("bucket", f"{node.name}.log", Bucket(versioning=True))  # nobody changes a log unseen
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
        if encrypted(bucket):
            from eventgen.keys import SOURCE, use

            yield use(bucket, "Cloudtrail", SERVICE, KEY_ACTIONS, {SOURCE: _spelled(node)})


def _spelled(node: Node[Trail]) -> Value:
    """Its ARN, made and not referred to: the trail waits for the policies that name it."""
    return node["arn"] if node.existing is not None else anchor.arn_of("cloudtrail", text("trail/", node.title))


def _statements(node: Node[Trail], bucket: Node[Any]) -> list[dict[str, Any]]:
    """What CloudTrail needs of its bucket."""
    condition = {"StringEquals": {"aws:SourceArn": _spelled(node)}}
    owned = {"StringEquals": {**condition["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}}
    logs = text(bucket["arn"], "/AWSLogs/", anchor.ACCOUNT, "/*")
    service = {"Service": SERVICE}
    return [
        statement(f"CloudTrailChecksAclFor{camel(node.called)}", service, "s3:GetBucketAcl", bucket["arn"], condition),
        statement(f"CloudTrailWritesFor{camel(node.called)}", service, "s3:PutObject", logs, owned),
    ]


def _view(node: Node[Trail], graph: Any, slots: Slots) -> Mapping[str, Any]:
    watched = [other for role, other in node.links.items() if role.startswith("data_events")]
    bucket = node.links["bucket"]
    return {
        "bucket": bucket,
        "key": bucket.key if encrypted(bucket) else None,
        "waits_for": granted(bucket, "aws_s3_bucket_policy"),
        "objects": [text(bucket["arn"], "/") for bucket in watched],
    }


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn, "name": arn_part(arn, 1, "/")}


def _lift(node: "NodeLifting") -> None:
    if node.existing is not None:
        return
    trail = node.main
    node.titled()
    node.tagged()
    node.link("bucket", trail, "s3_bucket_name", "bucket", "bucket")
    trail.must("kms_key_id", lambda context: context["key"])
    node.field("multi_region", trail, "is_multi_region_trail", False)
    trail.must("include_global_service_events", True, True)
    trail.must("enable_log_file_validation", True)
    trail.must("depends_on", lambda context: context["waits_for"] or None)
    selector = trail.block("event_selector", lambda context: context["objects"])
    selector.must("read_write_type", "All", "All")
    selector.must("include_management_events", True, True)
    objects = selector.block("data_resource", True)
    objects.must("type", "AWS::S3::Object")
    values = objects.peek("values")
    for index, arn in enumerate(values if isinstance(values, list) else ()):
        bucket = arn.parts[0] if isinstance(arn, Text) else str(arn).removesuffix("/")
        if watched := node.blocks.node(bucket, ("arn",), ("bucket",)):
            node.links[f"data_events.{index}"] = watched
    objects.must("values", lambda context: context["objects"])


def _meaning(node: Node[Trail]) -> Mapping[str, Any]:
    """Links say which buckets they are."""
    return {} if node.existing is not None else {"bucket": DROPPED, "data_events": DROPPED}


trail = Resource(
    name="trail",
    spec=Trail,
    main="aws_cloudtrail",
    shape="note",
    outputs=("arn", "name"),
    longest=128,
    limit_rule="CTR006",
    pattern=r"[A-Za-z0-9](?!.*[._-]{2})[A-Za-z0-9._-]{1,126}[A-Za-z0-9]",
    arn=arn_pattern("cloudtrail", r"trail/[A-Za-z0-9._-]{3,128}"),
    late=True,
    existing=_existing,
    spelled=_spelled,
    uses=_uses,
    attach=_attach,
    view=_view,
    lift=_lift,
    meaning=_meaning,
    tested=frozenset({"fail", "event", "source"}),
    decides={"multi_region": "whether calls of other Regions are recorded too"},
)


@rule("CTR012", Severity.WARNING)
def trail_that_records_itself(node: Node[Trail]) -> Iterator[Problem]:
    """A trail does not record what it writes.

    ## Why
    Each file that CloudTrail writes into its bucket is a call about an object there: where the trail records those, it
    writes the next file about the last one, for ever, and each is paid for.

    ## Fix
    Take the bucket out of `data_events`, or let the trail write into another one.

    ## Source
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-recursive-logging.html
    """
    bucket = node.spec.bucket
    for index, name in enumerate(node.spec.data_events if bucket else ()):
        if name == bucket:
            message = f"{node.name}: it writes into {name}, and records what is written there: a loop"
            yield Problem(
                message, f"take {name} out of data_events, or write into another bucket", ("data_events", index)
            )
