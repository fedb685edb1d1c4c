"""A Firehose delivery stream."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.diagnostics import Edit, Severity
from eventgen.hcl import Text, Value, address, arn_part, text
from eventgen.iam import lift_role, logged, may, trust
from eventgen.kinds import (
    DROPPED,
    Attachment,
    Node,
    NodeSpec,
    Problem,
    Resource,
    Slots,
    Spec,
    arn_pattern,
    named,
    observed,
    rule,
)
from eventgen.processors import lift_processor, processors, query
from eventgen.resources.stream import Stream
from eventgen.texts import Template
from eventgen.thresholds import Threshold, switched
from eventgen.values import Duration, LogRetention, Matching, OneOf, Size

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting
    from eventgen.pieces import Piece

MIB = 1024**2
PARTITIONED = 64 * MIB  # FIR004: the least buffer of dynamic partitioning
LONGEST_TRANSFORM = 300  # FIR016: seconds that Firehose waits for a function
EXPRESSION = "!{"
USUAL_DELAY = 10 * 60  # seconds
# What Firehose calls it
COMPRESSION = {
    "none": "UNCOMPRESSED",
    "gzip": "GZIP",
    "zip": "ZIP",
    "snappy": "Snappy",
    "hadoop_snappy": "HADOOP_SNAPPY",
}


class Buffer(Spec):
    """When an object is written: whichever comes first."""

    size: Annotated[int | None, Size("1MiB", "128MiB", "FIR003", step=MIB)] = None
    """So much has come; 5MiB, and 64MiB with `partition_by`."""
    interval: Annotated[int, Duration("0s", "15m", "FIR003")] = 300
    """So much time has passed."""


class DeliveryStreamAlarm(Spec):
    """From where on a delivery stream raises its alarms."""

    freshness: Annotated[int | bool | None, Threshold(Duration("1m", "7d"))] = None
    """Age of the oldest record that waits; the buffer's interval and 10m, if nothing is said; false: no alarm."""


class DeliveryStream(NodeSpec):
    """A delivery stream: it collects records, and writes them to a bucket as objects."""

    buffer: Buffer = Buffer()
    """When an object is written."""
    compression: Annotated[str, OneOf((*COMPRESSION,), "FIR018")] = "none"
    """How objects are compressed."""
    prefix: Annotated[Text | None, Template(1024)] = None
    """What the keys start with; `!{timestamp:...}` and `!{partitionKeyFromQuery:...}` are Firehose's."""
    error_prefix: Annotated[Text | None, Template(1024)] = None
    """What the keys of failed records start with."""
    newline: bool = False
    """Puts a line break after each record."""
    partition_by: dict[
        Annotated[str, Matching(r"[A-Za-z_][A-Za-z0-9_]*", "a name")],
        Annotated[str, Matching(r"\.[^\x00-\x1f]*", "a jq expression such as .user_id")],
    ] = {}
    """Name -> jq expression over a JSON record: objects are kept apart by their values."""
    transform: Annotated[str | None, Matching(r"[a-z][a-z0-9_-]*", "the name of a function")] = None
    """A function that each batch of records goes through."""
    encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """Of records that wait: managed: a key of Firehose; kms: the module's key. Behind a stream they wait there."""
    log_retention: Annotated[int | None, LogRetention()] = None
    """How long its logs are kept."""
    log_encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """Who keeps the keys of its logs: CloudWatch Logs, or the module."""
    alarm: Annotated[DeliveryStreamAlarm | None, switched(DeliveryStreamAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""


def _settle(node: Node[DeliveryStream], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> DeliveryStream:
    spec = node.spec
    size = spec.buffer.size or (PARTITIONED if spec.partition_by else 5 * MIB)
    keys = "".join(f"{name}=!{{partitionKeyFromQuery:{name}}}/" for name in spec.partition_by)
    prefix = spec.prefix or (Text((keys,)) if keys else None)
    error_prefix = spec.error_prefix
    if not str(error_prefix or "") and prefix and EXPRESSION in str(prefix):
        error_prefix = Text(("errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",))
    return spec.model_copy(
        update={
            "buffer": spec.buffer.model_copy(update={"size": size}),
            "prefix": prefix,
            "error_prefix": error_prefix,
            "encryption": spec.encryption or (None if _reads(incoming) else defaults.encryption),
            **observed(spec, defaults),
        }
    )


def _reads(incoming: Iterable[Any]) -> bool:
    """Whether it reads a stream, and so keeps no records itself."""
    return any(isinstance(edge.source.spec, Stream) for edge in incoming)


def _attach(node: Node[DeliveryStream]) -> Iterator[Attachment]:
    if node.existing is not None:
        return
    yield from logged(node, _log_group(node))
    logs = address("aws_cloudwatch_log_group", _log_label(node), "arn")
    yield may(node, "WriteLogs", ["logs:PutLogEvents"], text(logs, ":*"))
    if "transform" in node.links:
        function = node.links["transform"]["arn"]
        actions = ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"]
        yield may(node, "Transform", actions, function, text(function, ":*"))


def _log_label(node: Any) -> str:
    return f"{node.label}_delivery"


def _log_group(node: Node[DeliveryStream]) -> Text:
    return text("/aws/kinesisfirehose/", node.title)


def _view(node: Node[DeliveryStream], graph: Any, slots: Slots) -> Mapping[str, Any]:
    spec = node.spec
    return {
        "trust": trust("firehose.amazonaws.com"),
        "log_label": _log_label(node),
        "log_group": _log_group(node),
        "days": (spec.log_retention or 0) // 86400,
        "processors": list(processors(node)),
        "compression": COMPRESSION[spec.compression],
        "megabytes": (spec.buffer.size or 0) // MIB,
    }


def _existing(arn: Value) -> Mapping[str, Value]:
    return {"arn": arn, "name": arn_part(arn, 1, "/")}


def _lift(node: "NodeLifting") -> None:
    if node.existing is not None:
        return
    stream, role = node.main, address("aws_iam_role", node.label, "arn")
    node.titled()
    node.tagged()
    stream.must("destination", "extended_s3")
    source = stream.block("kinesis_source_configuration")
    if source.there:
        source.must("role_arn", role)
        node.notes["source"] = source
        if read := node.blocks.end(source, "kinesis_stream_arn", ("arn",), ("stream",)):
            node.blocks.edge(read, node, source)
    _lift_encryption(node, stream.block("server_side_encryption", not source.there))
    written = stream.block("extended_s3_configuration", True)
    written.must("role_arn", role)
    _lift_writing(node, written)
    if "bucket_arn" in written.attributes and node.flow(written, "bucket_arn", "arn", "bucket"):
        written.of = node.subject
    stream.must("depends_on", [address("aws_iam_role_policy", node.label)])
    lift_role(node, "firehose.amazonaws.com")


def _lift_encryption(node: "NodeLifting", waiting: "Piece") -> None:
    """Of records that wait; there is none where they wait in a stream."""
    if not waiting.there:
        return
    waiting.must("enabled", True)
    key = node.encryption(waiting, "key_arn")
    waiting.must("key_type", "CUSTOMER_MANAGED_CMK" if key == "kms" else "AWS_OWNED_CMK", "AWS_OWNED_CMK")


def _lift_writing(node: "NodeLifting", written: "Piece") -> None:
    """How records become objects."""
    node.field(("buffer", "size"), written, "buffering_size", 5, times=MIB)
    node.field(("buffer", "interval"), written, "buffering_interval", 300)
    words = {word: option for option, word in COMPRESSION.items()}
    node.field("compression", written, "compression_format", "UNCOMPRESSED", words=words)
    node.field("prefix", written, "prefix")
    node.field("error_prefix", written, "error_output_prefix")
    node.values |= {"partition_by": {}, "newline": False}
    processing = written.block("processing_configuration")
    processing.must("enabled", True)
    types: list[Any] = []
    for each in processing.several("processors"):
        types.append(each.peek("type"))
        if types[-1] in types[:-1]:
            each.more()
        lift_processor(node, each)
    partitioned = bool(node.values["partition_by"])
    written.block("dynamic_partitioning_configuration", partitioned).must("enabled", True if partitioned else None)
    label = _log_label(node)
    logging = written.block("cloudwatch_logging_options", True)
    logging.must("enabled", True)
    logging.must("log_group_name", address("aws_cloudwatch_log_group", label, "name"))
    logging.must("log_stream_name", address("aws_cloudwatch_log_stream", label, "name"))
    node.logged(label)
    log = node.own("aws_cloudwatch_log_stream", label)
    log.must("name", "delivery")
    log.must("log_group_name", address("aws_cloudwatch_log_group", label, "name"))


def _meaning(node: Node[DeliveryStream]) -> Mapping[str, Any]:
    """The partition keys are one jq expression; a link says what transforms."""
    if node.existing is not None:
        return {}
    keys = node.spec.partition_by
    return {"partition_by": keys.get("") or (query(keys) if keys else None), "transform": DROPPED}


def _alarms() -> Iterable[Any]:
    from eventgen.alarms import Alarm

    return (
        Alarm(
            option="freshness",
            ending="freshness",
            says="records do not reach the bucket",
            namespace="AWS/Firehose",
            metric="DeliveryToS3.DataFreshness",
            statistic="Maximum",
            dimensions=lambda node: {"DeliveryStreamName": node["name"]},
            usual=lambda around: around.node.spec.buffer.interval + USUAL_DELAY,
        ),
    )


delivery_stream = Resource(
    name="delivery_stream",
    spec=DeliveryStream,
    main="aws_kinesis_firehose_delivery_stream",
    shape="slanted",
    outputs=("arn", "name"),
    longest=64,
    limit_rule="FIR001",
    arn=arn_pattern("firehose", r"deliverystream/[a-zA-Z0-9_.-]{1,64}"),
    slots=frozenset({"role", "source", "destination", "key"}),
    waits=frozenset({"role", "source", "destination"}),
    labels=lambda node: [_log_label(node)],
    send=("firehose:PutRecord", "firehose:PutRecordBatch"),
    # by a grant of its own: firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html
    seals=True,
    anchor=lambda node: address("aws_cloudwatch_log_group", _log_label(node), "arn"),
    existing=_existing,
    uses=lambda node: {"transform": named(node.spec.transform, "function")},
    settle=_settle,
    attach=_attach,
    alarms=_alarms,
    view=_view,
    idle=frozenset({"encryption", "log_encryption", "log_retention", "was"}),
    lift=_lift,
    meaning=_meaning,
    tested=frozenset({"fail"}),
    decides={
        "buffer.interval": "an object is written at least so often",
        "buffer.size": "and whenever so much has come",
        "compression": "gzip is a fraction to store and to query",
    },
)


@rule("FIR004")
def partitioning_buffer(node: Node[DeliveryStream]) -> Iterator[Problem]:
    """Dynamic partitioning needs a buffer of 64 MiB or more.

    ## Why
    Firehose refuses a smaller buffer: it keeps one buffer for each partition.

    ## Fix
    Write `buffer: {size: 64MiB}`, as `--fix` does, or leave `size` away.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html
    """
    size = node.spec.buffer.size or 0
    if node.spec.partition_by and size < PARTITIONED:
        message = f"{node.name}: a buffer of {size // MIB}MiB with partition_by: Firehose takes 64MiB or more"
        yield Problem(message, "write `size: 64MiB`", ("buffer", "size"), edit=Edit("64MiB"))


@rule("FIR011")
def partitioning_without_buffer(node: Node[DeliveryStream]) -> Iterator[Problem]:
    """Dynamic partitioning needs a buffer that waits.

    ## Why
    Firehose has no zero buffering with dynamic partitioning: it collects the records of each partition.

    ## Fix
    Write `interval: 60s` or more, or leave `interval` away.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/buffering.html
    """
    if node.spec.partition_by and node.spec.buffer.interval == 0:
        message = f"{node.name}: a buffer of 0s with partition_by: Firehose collects the records of each partition"
        yield Problem(message, "write `interval: 60s` or more", ("buffer", "interval"))


@rule("FIR016", Severity.WARNING)
def slow_transform(node: Node[DeliveryStream]) -> Iterator[Problem]:
    """A function that transforms records is done within five minutes.

    ## Why
    Firehose waits five minutes for the function, and tries the batch again three times: a longer timeout only makes the
    function go on for nobody.

    ## Fix
    Write `timeout: 5m` or less.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
    """
    function = node.links.get("transform")
    if function and function.existing is None and function.spec.timeout > LONGEST_TRANSFORM:
        takes = f"timeout {function.spec.timeout}s is more than the 5m that {node.name} waits for its transform"
        yield Problem(f"{function.name}: {takes}", "write `timeout: 5m`", ("timeout",), on=function)


@rule("FIR019", Severity.INFO)
def records_without_line_breaks(node: Node[DeliveryStream]) -> Iterator[Problem]:
    """Records in an object are told from each other.

    ## Why
    Firehose writes one record right behind the other: JSON objects of several records are one long line.

    ## Fix
    Add `newline: true`, if neither the producer nor a function puts one in.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html
    """
    if node.existing is None and not node.spec.newline and "transform" not in node.links:
        yield Problem(f"{node.name}: nothing stands between the records of an object", "add `newline: true`")
