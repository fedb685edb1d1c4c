"""A Kinesis data stream."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.hcl import Value, arn_part
from eventgen.kinds import POLLED, Node, NodeSpec, Problem, Resource, Spec, arn_pattern, rule
from eventgen.thresholds import COUNT, switched
from eventgen.values import Duration, Number, OneOf

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting


class StreamAlarm(Spec):
    """From where on a stream raises its alarms."""

    dead_letters: Annotated[int | bool | None, COUNT] = None
    """Messages in its dead-letter queue; 1, if nothing is said; false: no alarm."""


class Stream(NodeSpec):
    """A stream: it keeps records in the order of their partition keys, for any number of readers."""

    mode: Annotated[str | None, OneOf(("on_demand", "provisioned"))] = None
    """on_demand scales by itself; provisioned has so many shards. on_demand, unless `shards` is given."""
    shards: Annotated[int | None, Number(1, 20_000, "KDS002")] = None
    """Each takes 1 MB/s and 1,000 records/s, and gives 2 MB/s."""
    retention: Annotated[int, Duration("24h", "8760h", "KDS003", step=3600)] = 86400
    """How long records are kept; whole hours."""
    encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """managed: the key of Kinesis; kms: the module's key."""
    alarm: Annotated[StreamAlarm | None, switched(StreamAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""


def _settle(node: Node[Stream], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Stream:
    mode = node.spec.mode or ("provisioned" if node.spec.shards else "on_demand")
    return node.spec.model_copy(update={"mode": mode, "encryption": node.spec.encryption or defaults.encryption})


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn, "name": arn_part(arn, 1, "/")}


def _lift(node: "NodeLifting") -> None:
    stream = node.main
    if node.existing is not None:
        return
    node.field("shards", stream, "shard_count", of=1)
    node.field("retention", stream, "retention_period", 24, times=3600)
    words = {"ON_DEMAND": "on_demand", "PROVISIONED": "provisioned"}
    node.field("mode", stream.block("stream_mode_details"), "stream_mode", "PROVISIONED", words=words)
    stream.must("encryption_type", "KMS")
    node.encryption(stream, "kms_key_id", "alias/aws/kinesis")
    node.titled()
    node.tagged()


stream = Resource(
    name="stream",
    spec=Stream,
    main="aws_kinesis_stream",
    shape="slanted",
    outputs=("arn", "name"),
    longest=128,
    limit_rule="KDS001",
    arn=arn_pattern("kinesis", r"stream/[a-zA-Z0-9_.-]{1,128}"),
    slots=frozenset({"key"}),
    send=("kinesis:PutRecord", "kinesis:PutRecords"),
    reads=("kinesis:GetRecords", "kinesis:SubscribeToShard"),
    anchor=lambda node: node["arn"],
    existing=_existing,
    settle=_settle,
    view=lambda node, graph, slots: {"hours": node.spec.retention // 3600},
    idle=frozenset({"encryption", "was"}),
    lift=_lift,
    hands={"aws_lambda_event_source_mapping": POLLED},
    tested=frozenset({"fail", "partition_key"}),
    decides={
        "mode": "on_demand scales by itself; shards cost less where the load is even",
        "retention": "what was not read is then lost",
    },
)


@rule("KDS002")
def shards_and_mode(node: Node[Stream]) -> Iterator[Problem]:
    """A provisioned stream has one shard or more, an on-demand stream has none.

    ## Why
    Kinesis refuses a provisioned stream without shards, and an on-demand stream with a number of them.

    ## Fix
    Write `shards: 2`, or `mode: on_demand`.

    ## Source
    https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html
    """
    if node.spec.mode == "on_demand" and node.spec.shards:
        message = f"{node.name}: {node.spec.shards} shards on an on-demand stream: it scales by itself"
        yield Problem(message, "take `shards` away, or write `mode: provisioned`", ("shards",))
    if node.spec.mode == "provisioned" and not node.spec.shards and node.existing is None:
        yield Problem(f"{node.name}: a provisioned stream without `shards`", "write `shards: 1` or more", ("mode",))
