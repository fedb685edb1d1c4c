"""An EventBridge bus, and its archive."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen import anchor
from eventgen.eventpattern import EventPatternObject
from eventgen.filtered import Filtered
from eventgen.hcl import Text, Value, arn_part, text
from eventgen.iam import SENDS, waits_for
from eventgen.kinds import Attachment, Node, NodeSpec, Resource, Slots, Spec, arn_pattern, encrypted
from eventgen.texts import Description
from eventgen.values import Duration, OneOf

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting
    from eventgen.pieces import Piece

DEFAULT = "default"
SERVICE = "events.amazonaws.com"
ARCHIVE = ("aws_cloudwatch_event_archive", "event_source_arn", "arn")


class Archive(Spec):
    """Events that are kept, to be replayed."""

    retention: Annotated[int, Duration("0d", "36500d", "EVB029", step=86400)] = 0
    """How long; 0: for ever."""
    pattern: EventPatternObject | None = None
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


def _existing(arn: Value) -> Mapping[str, Value]:
    """The default bus has no resource that would tell its ARN. Where AWS asks for the name of a bus it takes its ARN
    too, which says the account and the Region besides."""
    return {"arn": anchor.arn_of("events", "event-bus/default") if arn == DEFAULT else arn, "name": arn}


def _settle(node: Node[Bus], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Bus:
    return node.spec.model_copy(update={"encryption": node.spec.encryption or defaults.encryption})


def _attach(node: Node[Bus]) -> Iterable[Attachment]:
    if encrypted(node):
        from eventgen.keys import ACCOUNT, use

        context = {"kms:EncryptionContext:aws:events:event-bus:arn": _spelled(node)}
        yield use(node, "EventsOnBuses", SERVICE, SENDS, context)
        # it says nothing of a bus (eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html)
        yield use(node, "EventsDescribe", SERVICE, ("kms:DescribeKey",), {ACCOUNT: anchor.ACCOUNT})


def _spelled(node: Node[Bus]) -> Value:
    return node["arn"] if node.existing is not None else anchor.arn_of("events", text("event-bus/", node.title))


def plain_name(node: Node[Bus]) -> Value:
    """Its name alone, also where Terraform calls it by its ARN."""
    return node["name"] if node.existing is None else arn_part(node["arn"], 1, ":event-bus/")


def _view(node: Node[Bus], graph: Any, slots: Slots) -> Mapping[str, Any]:
    archive = node.spec.archive
    days = archive.retention // 86400 if archive else 0
    return {"archive": archive, "days": days, "bus_arn": node["arn"] if archive else None}


def _patterns(node: Node[Bus]) -> Iterator[Filtered]:
    if (archive := node.spec.archive) and archive.pattern:
        yield Filtered(node, archive.pattern, archive.pattern, ("archive", "pattern"), kept=True)


def _lift(node: "NodeLifting") -> None:
    bus = node.main
    if node.existing is None:
        bus.must("description", lambda context: context["spec"].description)
        node.encryption(bus, "kms_key_identifier")
        node.titled()
        node.tagged()
        bus.must("depends_on", lambda context: waits_for(context["node"]))
    node.set("archive", None, (bus.file, bus.at, 1))
    archive = _archive(node)
    if archive and archive.there:
        node.values["archive"] = {"pattern": None}
        archive.must("name", lambda context: context["node"].own_title)
        archive.take("event_source_arn")
        node.field(("archive", "retention"), archive, "retention_days", 0, times=86400)
        if "event_pattern" in archive.attributes:
            node.json(("archive", "pattern"), archive, "event_pattern")


def _archive(node: "NodeLifting") -> "Piece | None":
    """The archive of a bus; of one that exists already its ARN tells."""
    if node.existing is None:
        return node.one(*ARCHIVE, wanted=None)
    blocks = node.blocks
    from eventgen.meaning import value  # what reads HCL is loaded where it is read

    for file, block in blocks.of_type.get(ARCHIVE[0], ()):
        if value(block.body.attributes[ARCHIVE[1]].value) == node.attribute("arn"):
            return blocks.open((file, block), node.subject)
    return None


def _meaning(node: Node[Bus]) -> Mapping[str, Any]:
    """An empty pattern is none."""
    archive = node.spec.archive
    return {"archive": archive and {"retention": archive.retention, "pattern": archive.pattern or None}}


def _untold(node: Node[Bus], send: Any) -> Mapping[str, tuple[str, str]]:
    """Only what is kept can come again."""
    if send.replay and node.spec.archive is None:
        return {"replay": (f"{node.name} has no archive", "write `archive: {}` for it")}
    return {}


bus = Resource(
    name="bus",
    spec=Bus,
    main="aws_cloudwatch_event_bus",
    shape="bar",
    outputs=("arn", "name"),
    longest=256,
    limit_rule="EVB030",
    arn=arn_pattern("events", r"event-bus/[/.A-Za-z0-9_-]{1,256}"),
    slots=frozenset({"key"}),
    apart=frozenset({"archive"}),
    send=("events:PutEvents",),
    seals=True,  # eventbridge/latest/userguide/eb-encryption-key-policy.html: EventBridge itself uses the key
    anchor=lambda node: node["arn"],
    existing=_existing,
    spelled=_spelled,
    touches=lambda node: node.spec.archive is not None,
    settle=_settle,
    attach=_attach,
    view=_view,
    patterns=_patterns,
    idle=frozenset({"encryption", "was"}),
    lift=_lift,
    found_by=ARCHIVE,
    meaning=_meaning,
    tested=frozenset({"fail", "event", "source", "replay"}),
    untold=_untold,
)
