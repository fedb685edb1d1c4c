"""An S3 bucket, and what its notifications have in common."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StrictBool

from eventgen.diagnostics import Edit
from eventgen.hcl import Expr, Text, Value, address, arn_part, text
from eventgen.iam import KEY_POLICY, policy, tls_only
from eventgen.kinds import Attachment, Edge, Node, NodeSpec, Resource, Slots, Spec, encrypted
from eventgen.texts import Template
from eventgen.values import Duration, Items, OneOf, rewritten, shown, suggestion, wrong

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

    versioning: StrictBool = False
    """Keeps old versions of objects."""
    encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """managed: keys of S3; kms: the module's key."""
    expire: Annotated[int | None, Duration("1d", "36500d", step=86400)] = None
    """Objects are deleted after so long; whole days."""
    force_destroy: StrictBool = False
    """`terraform destroy` deletes the objects too."""
    tls_only: StrictBool = True
    """Refuses whoever does not come over TLS."""


def _event(value: Any) -> str:
    name = value.removeprefix("s3:").removesuffix(":*") if isinstance(value, str) else value
    if name not in EVENTS or not isinstance(name, str):
        fix = suggestion(name, EVENTS) or f"S3 knows {', '.join(EVENTS)}"
        raise wrong("S3005", f"is {shown(value)}: S3 knows no such event", fix, rewritten(name, EVENTS))
    return name


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

    events: Annotated[list[Annotated[str, BeforeValidator(_event)]], Items(40, "PAGE003", 1)] = ["ObjectCreated"]
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
        "id": edge.label,
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
    return [address(policy_type, node.label), *([KEY_POLICY] if encrypted(node) else [])]


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


bucket = Resource(
    name="bucket",
    spec=Bucket,
    main="aws_s3_bucket",
    outputs=("arn", "bucket"),
    longest=36,  # bucket_prefix takes 37 with the hyphen at its end, and Terraform adds 26
    limit_rule="S3001",
    bounded="the beginning of its name",
    pattern=r"(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9-]+",
    arn=r"arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    slots=frozenset({"policy", "notifications", "key"}),
    send=("s3:PutObject",),
    existing=_existing,
    settle=_settle,
    view=_view,
)
