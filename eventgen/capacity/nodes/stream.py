"""Kinesis: what the shards of a stream take, and what they give to all readers together."""

from collections.abc import Iterator
from math import ceil

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Limit, Use
from eventgen.capacity.loads import Load
from eventgen.capacity.quotas import Quotas
from eventgen.graph import AnyNode
from eventgen.rules.stream_capacity import FIRST_RECORDS

MB = 1_000_000
READ_OF_WRITE = 2  # an on-demand stream gives twice what it takes
FIRST_SHARDS = 4  # of an on-demand stream that is new
POLLS = 1  # a second, of each shard by each reader (with-kinesis)
GROWN = "https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html"


def needed(quotas: Quotas, load: Load) -> int:
    """The shards that a load takes, if its keys are spread evenly."""
    of_bytes = load.bytes / MB / quotas.value("kinesis.shard_write_mb")
    return max(1, ceil(of_bytes), ceil(load.rate / quotas.value("kinesis.shard_write_records")))


def shards(stream: AnyNode, quotas: Quotas, load: Load) -> int:
    """How many there are; an on-demand stream has those that it needs, once it has grown."""
    return stream.spec.shards or max(FIRST_SHARDS, needed(quotas, load))


def read(call: Call) -> Iterator[Use]:
    """What a reader uses of what all readers share."""
    stream, quotas = call.flow.source, call.quotas
    if stream.spec.shards is None:
        most = READ_OF_WRITE * quotas.value("kinesis.on_demand_max_mb")
        yield call.use(quotas.limit("kinesis.on_demand_max_mb", "MB/s read", stream.name, most), call.load.bytes / MB)
        return
    number = stream.spec.shards
    most = quotas.value("kinesis.shard_read_mb") * number
    yield call.use(
        quotas.limit("kinesis.shard_read_mb", _of(number, "MB/s read"), stream.name, most), call.load.bytes / MB
    )
    most = quotas.value("kinesis.shard_read_tps") * number
    yield call.use(
        quotas.limit("kinesis.shard_read_tps", _of(number, "GetRecords/s"), stream.name, most), POLLS * number
    )


def _of(number: int, what: str) -> str:
    return f"{what}, {number} shard" + ("s" if number > 1 else "")


def _takes(call: Call) -> Iterator[Use]:
    yield from _grown(call) if call.node.spec.shards is None else _provisioned(call, call.node.spec.shards)
    size = call.quotas.limit("kinesis.record_size", "bytes of an event", call.node.name, sized=True)
    yield call.use(size, call.load.largest)


def _provisioned(call: Call, number: int) -> Iterator[Use]:
    quotas, name, load = call.quotas, call.node.name, call.load
    for id_, what, amount in (
        ("kinesis.shard_write_records", "records/s", load.rate),
        ("kinesis.shard_write_mb", "MB/s", load.bytes / MB),
    ):
        yield call.use(quotas.limit(id_, _of(number, what), name, quotas.value(id_) * number), amount)


def _grown(call: Call) -> Iterator[Use]:
    quotas, name, load = call.quotas, call.node.name, call.load
    yield call.use(
        quotas.limit("kinesis.on_demand_initial_mb", "MB/s, a new stream", name, first=True), load.bytes / MB
    )
    records = Limit(name, "records/s, a new stream", FIRST_RECORDS, "mode: on_demand", GROWN, first=True)
    yield call.use(records, load.rate)
    yield call.use(quotas.limit("kinesis.on_demand_max_mb", "MB/s", name), load.bytes / MB)


stream = Carrier(takes=_takes)
