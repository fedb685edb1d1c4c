"""An S3 bucket, and what its notifications have in common."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from eventgen.diagnostics import Edit
from eventgen.hcl import Expr, Text, Value, address, arn_part, text
from eventgen.iam import policy, tls_only, waits_for
from eventgen.kinds import Attachment, Edge, Node, NodeSpec, Resource, Slots, Spec, arn_pattern
from eventgen.texts import Template
from eventgen.values import Duration, Items, OneOf, listed, rewritten, shown, suggestion, wrong

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting, NodeLifting
    from eventgen.pieces import Piece

# botocore s3.Event, without the leading `s3:`; a family stands for all of its kinds
EVENTS = (
    *("ObjectCreated", "ObjectCreated:Put", "ObjectCreated:Post", "ObjectCreated:Copy"),
    *("ObjectCreated:CompleteMultipartUpload", "ObjectRemoved", "ObjectRemoved:Delete"),
    *("ObjectRemoved:DeleteMarkerCreated", "ObjectRestore", "ObjectRestore:Post", "ObjectRestore:Completed"),
    *("ObjectRestore:Delete", "ReducedRedundancyLostObject", "Replication"),
    *("Replication:OperationFailedReplication", "Replication:OperationNotTracked"),
    *("Replication:OperationMissedThreshold", "Replication:OperationReplicatedAfterThreshold"),
    *("LifecycleExpiration", "LifecycleExpiration:Delete", "LifecycleExpiration:DeleteMarkerCreated"),
    *(
        "LifecycleTransition",
        "IntelligentTiering",
        "ObjectTagging",
        "ObjectTagging:Put",
        "ObjectTagging:Delete",
    ),
    "ObjectAcl:Put",
)
FAMILIES = frozenset(event.split(":")[0] for event in EVENTS if ":" in event and event.split(":")[0] in EVENTS)


class Bucket(NodeSpec):
    """A bucket: it keeps objects, and tells of what happens to them."""

    versioning: bool = False
    """Keeps old versions of objects."""
    encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """managed: keys of S3; kms: the module's key."""
    expire: Annotated[int | None, Duration("1d", "36500d", step=86400)] = None
    """Objects are deleted after so long; whole days."""
    force_destroy: bool = False
    """`terraform destroy` deletes the objects too."""
    tls_only: bool = True
    """Refuses whoever does not come over TLS."""


class Event(OneOf):
    """A type of S3's events, also as S3 itself writes it: `s3:ObjectCreated:*`."""

    def read(self, value: Any) -> str:
        name = value.removeprefix("s3:").removesuffix(":*") if isinstance(value, str) else value
        if name not in self.words or not isinstance(name, str):
            fix = suggestion(name, self.words) or f"S3 knows {', '.join(self.words)}"
            edit = rewritten(name, self.words)
            raise wrong(self.code, f"is {shown(value)}: S3 knows no such event", fix, edit)
        return name

    def json_schema(self) -> dict[str, Any]:
        return {"anyOf": [super().json_schema(), {"type": "string", "pattern": r"^s3:|:\*$"}]}


class FilterValue(Template):
    """The beginning or the end of keys. S3 knows no wildcards there; at the open end one says nothing."""

    def __init__(self, open_end: Literal[0, -1]) -> None:
        super().__init__(1024, "S3006")
        self.open_end = open_end

    def read(self, value: Any) -> Text:
        found = super().read(value)
        if "*" in str(found):
            without = value.replace("*", "")
            edit = Edit(without or None) if value[self.open_end] == "*" and value.count("*") == 1 else None
            message = f"is {shown(value)}: S3 knows no wildcards in a prefix or a suffix"
            raise wrong("S3006", message, f"write {without}" if without else "take it away", edit)
        return found


class Notification(Spec):
    """Which objects and events a notification is about."""

    events: Annotated[list[Annotated[str, Event(EVENTS, "S3005")]], Items(40, "PAGE003", 1)] = ["ObjectCreated"]
    """S3's event types; a family such as ObjectCreated stands for all of its kinds."""
    prefix: Annotated[Any, FilterValue(-1)] = None
    """What the keys start with."""
    suffix: Annotated[Any, FilterValue(0)] = None
    """What the keys end with."""


def notification(edge: Edge[Bucket, Any, Any], kind: str, grants: list[Expr]) -> Iterator[Attachment]:
    """One entry of the bucket's one notification configuration."""
    options: Notification = edge.options
    entry = {
        "kind": kind,
        "id": edge.called,
        "argument": f"{kind}_arn",
        "arn": edge.target["arn"],
        "events": [f"s3:{event}:*" if event in FAMILIES else f"s3:{event}" for event in options.events],
        "prefix": options.prefix,
        "suffix": options.suffix,
        "grants": grants,
    }
    yield Attachment(edge.source.name, "notifications", entry)


def granted(node: Node[Any], policy_type: str) -> list[Expr]:
    """The policies that let S3 in; those of an existing node are not the module's."""
    if node.existing is not None:
        return []
    return [address(policy_type, node.label), *(waits_for(node) or ())]


def _settle(node: Node[Bucket], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Bucket:
    return node.spec.model_copy(update={"encryption": node.spec.encryption or defaults.encryption})


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn, "bucket": arn_part(arn, 5)}


def _view(node: Node[Bucket], graph: Any, slots: Slots) -> Mapping[str, Any]:
    deny = [tls_only(node, "s3:*", text(node["arn"], "/*"))] if node.spec.tls_only else []
    entries = [entry for entry in slots["notifications"] if entry["kind"] != "eventbridge"]
    return {
        "bucket_prefix": text(node.title, "-"),
        "policy": policy([*deny, *slots["policy"]]) if deny or slots["policy"] else None,
        "days": (node.spec.expire or 0) // 86400,
        "entries": sorted(entries, key=lambda entry: entry["kind"]),
        "eventbridge": len(entries) < len(slots["notifications"]),
        "waits_for": _grants(slots),
    }


def _grants(slots: Slots) -> list[Expr]:
    """What lets S3 in has to be there before S3 tries the destinations (S3007)."""
    return list(dict.fromkeys(grant for entry in slots["notifications"] for grant in entry.get("grants", ())))


def _lift(node: "NodeLifting") -> None:
    if node.existing is not None:
        return
    bucket = node.main
    bucket.must("bucket_prefix", lambda context: context["bucket_prefix"])
    node.field("force_destroy", bucket, "force_destroy", False)
    node.tagged()
    closed = node.one("aws_s3_bucket_public_access_block", "bucket", "bucket")
    for argument in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
        closed.must(argument, True)
    _lift_keeping(node)
    policy = node.one("aws_s3_bucket_policy", "bucket", "bucket", wanted=_has_policy)
    statements = policy.policy("policy", lambda context: context["policy"])
    refused = [each for each in statements if each.get("Effect") == "Deny" and SECURE in str(each.get("Condition"))]
    node.set("tls_only", bool(refused), (policy.file, policy.at, 1))
    policy.must("depends_on", [Expr(f"{closed.name}")])
    _lift_notifications(node)


SECURE = "aws:SecureTransport"


def _has_policy(context: Mapping[str, Any]) -> bool:
    return context["policy"] is not None


def _lift_keeping(node: "NodeLifting") -> None:
    """Encryption, versions and the end of objects."""
    rule = node.one("aws_s3_bucket_server_side_encryption_configuration", "bucket", "bucket").block("rule", True)
    default = rule.block("apply_server_side_encryption_by_default", True)
    words = {"aws:kms": "kms", "AES256": "managed"}
    kms = node.field("encryption", default, "sse_algorithm", words=words) == "kms"
    default.must("kms_master_key_id", node.key if kms else None)
    rule.must("bucket_key_enabled", True if kms else None, False)
    versioning = node.one("aws_s3_bucket_versioning", "bucket", "bucket")
    status = versioning.block("versioning_configuration", True)
    kept = {"Enabled": True, "Suspended": False, "Disabled": False}
    node.field("versioning", status, "status", words=kept)
    lifecycle = node.one("aws_s3_bucket_lifecycle_configuration", "bucket", "bucket")
    rules = {rule.peek("id"): rule for rule in lifecycle.several("rule")}
    for rule in rules.values():
        rule.take("id")
        rule.must("status", "Enabled")
        rule.block("filter", True)
    if aborted := rules.get("abort-incomplete-uploads"):
        aborted.block("abort_incomplete_multipart_upload", True).must("days_after_initiation", 7)
    else:
        lifecycle.lacks("the rule abort-incomplete-uploads")
    _lift_expiry(node, rules.get("expire"))
    lifecycle.must("depends_on", [Expr(versioning.name)])


def _lift_expiry(node: "NodeLifting", rule: "Piece | None") -> None:
    if rule is not None:
        days = node.field("expire", rule.block("expiration", True), "days", times=86400)
        old = rule.block("noncurrent_version_expiration", node.values["versioning"])
        old.must("noncurrent_days", days // 86400 if isinstance(days, int) else None)


def _lift_notifications(node: "NodeLifting") -> None:
    """The bucket's one notification: each entry of it is a flow."""
    told = node.one("aws_s3_bucket_notification", "bucket", "bucket", wanted=_has_notifications)
    for kind in ("lambda_function", "queue", "topic"):
        for entry in told.several(kind):
            node.flow(entry, f"{kind}_arn", "arn", kind.removeprefix("lambda_"))
    if told.read("eventbridge", False) is True:
        node.blocks.edge(node, node.blocks.usual("default"), told)
        told.of = node.subject
    told.must("depends_on", lambda context: context["waits_for"] or None)


def _has_notifications(context: Mapping[str, Any]) -> bool:
    return bool(context["entries"] or context["eventbridge"])


def lift_notification(edge: "EdgeLifting") -> None:
    """An entry of the bucket's notification."""
    entry = edge.main
    if not entry.there:
        return
    entry.must("id", lambda context: context["edge"].called)
    at = entry.attributes.get("events")
    events = entry.read("events", [])
    if isinstance(events, list) and _families(events):
        events = [str(e).removeprefix("s3:").removesuffix(":*") for e in events]
    edge.set("events", events, (entry.file, at.at if at else entry.at, len("events")))
    edge.field("prefix", entry, "filter_prefix")
    edge.field("suffix", entry, "filter_suffix")


def _families(events: list[Any]) -> bool:
    """Whether all of a family's kinds are asked for by their family, and single kinds without a star."""
    names = [e.removeprefix("s3:") for e in events if isinstance(e, str) and e.startswith("s3:")]
    return len(names) == len(events) and all(
        name.endswith(":*") == (name.removesuffix(":*") in FAMILIES) for name in names
    )


def _untold(node: Node[Bucket], send: Any) -> Mapping[str, tuple[str, str]]:
    """What happens to an object is a kind of event, not a family of them."""
    kinds = [event for event in EVENTS if event not in FAMILIES]
    if send.event is None or send.event in kinds:
        return {}
    near = suggestion(send.event, kinds, "did you mean {}?")
    return {"event": (f"S3 has no event {shown(send.event)}", near or f"it has {listed(kinds)}")}


bucket = Resource(
    name="bucket",
    spec=Bucket,
    main="aws_s3_bucket",
    shape="cylinder",
    outputs=("arn", "bucket"),
    longest=36,  # bucket_prefix takes 37 with the hyphen at its end, and Terraform adds 26
    limit_rule="S3001",
    bounded="the beginning of its name",
    pattern=r"(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9-]+",
    arn=arn_pattern("s3", r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", ":"),
    slots=frozenset({"policy", "notifications", "key"}),
    send=("s3:PutObject",),
    reads=("s3:GetObject", "s3:GetObjectVersion"),
    existing=_existing,
    settle=_settle,
    view=_view,
    idle=frozenset({"encryption", "expire", "force_destroy", "tls_only", "versioning", "was"}),
    lift=_lift,
    known_by="bucket",
    named="arn:aws:s3:::{}",
    tested=frozenset({"fail", "event", "key", "size", "keys"}),
    decides={
        "versioning": "whether what was overwritten or deleted can be had back",
        "force_destroy": "whether objects go with the bucket when it is destroyed, or keep it",
    },
    untold=_untold,
)
