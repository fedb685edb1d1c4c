"""An EventBridge bus, and its archive."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from eventgen import anchor
from eventgen.hcl import Text, Value, arn_part
from eventgen.kinds import Attachment, Node, NodeSpec, Resource, Slots, Spec, arn_pattern
from eventgen.texts import Description, Json
from eventgen.values import Duration, OneOf

DEFAULT = "default"
SERVICE = "events.amazonaws.com"


class Archive(Spec):
    """Events that are kept, to be replayed."""

    retention: Annotated[int, Duration("0d", "36500d", "EVB029", step=86400)] = 0
    """How long; 0: for ever."""
    pattern: Annotated[dict[str, Any], Json(4096, "EVB003")] | None = None
    """Which events; all, if nothing is said."""


class Bus(NodeSpec):
    """A bus: rules pick events from it. `default` is always there."""

    description: Annotated[Text | None, Description(512)] = None
    """What it is for."""
    archive: Archive | None = None
    """Events that are kept, to be replayed."""
    encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """managed: keys of EventBridge; kms: the module's key."""


def is_default(node: Node[Any]) -> bool:
    """The account's default bus, which has no resource of its own."""
    return node.existing == DEFAULT


def bus_arn(node: Node[Bus]) -> Value:
    """The default bus has no resource that would tell its ARN."""
    return anchor.arn_of("events", "event-bus/default") if is_default(node) else node["arn"]


def _existing(arn: Value) -> Mapping[str, Value]:
    # the default bus is called by its name wherever Terraform takes a bus, save where it insists on an ARN
    return {"arn": arn, "name": DEFAULT if arn == DEFAULT else arn_part(arn, 1, ":event-bus/")}


def _settle(node: Node[Bus], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Bus:
    return node.spec.model_copy(update={"encryption": node.spec.encryption or defaults.encryption})


def _attach(node: Node[Bus]) -> Iterable[Attachment]:
    if node.existing is None and node.spec.encryption == "kms":
        yield Attachment(node.name, "key", SERVICE)


def _view(node: Node[Bus], graph: Any, slots: Slots) -> Mapping[str, Any]:
    archive = node.spec.archive
    days = archive.retention // 86400 if archive else 0
    return {"archive": archive, "days": days, "bus_arn": bus_arn(node) if archive else None}


bus = Resource(
    name="bus",
    spec=Bus,
    main="aws_cloudwatch_event_bus",
    outputs=("arn", "name"),
    longest=256,
    limit_rule="EVB030",
    arn="default|" + arn_pattern("events", r"event-bus/[/.A-Za-z0-9_-]{1,256}"),
    slots=frozenset({"key"}),
    apart=frozenset({"archive"}),
    send=("events:PutEvents",),
    anchor=lambda node: node["arn"],
    existing=_existing,
    touches=lambda node: node.spec.archive is not None,
    settle=_settle,
    attach=_attach,
    view=_view,
)
