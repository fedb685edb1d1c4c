"""Firehose: what is put into a delivery stream, what its function transforms, and the objects that it writes."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Use
from eventgen.capacity.loads import Load, load
from eventgen.capacity.nodes.function import invoked

MIB = 1024**2
TRANSFORMED = MIB  # bytes of an invocation (firehose data-transformation: the usual buffer before the function)


def _takes(call: Call) -> Iterator[Use]:
    """What a stream gives it has no such bounds."""
    quotas, name, load = call.quotas, call.node.name, call.load
    yield call.use(quotas.limit("firehose.direct_put_mb", "MiB/s put", name), load.bytes / MIB)
    yield call.use(quotas.limit("firehose.direct_put_requests", "calls/s, one record in each", name), load.rate)
    yield call.use(quotas.limit("firehose.direct_put_records", "records/s put", name), load.rate)
    yield call.use(quotas.limit("firehose.record_size", "bytes of an event", name, sized=True), load.largest)


def _within(call: Call) -> Iterator[Use]:
    if "transform" in call.node.links:
        yield from invoked(call, call.node.links["transform"], call.load.bytes / TRANSFORMED)


def _gives(call: Call) -> Load:
    """An object whenever the buffer is full, or its time is over."""
    buffer, came = call.node.spec.buffer, call.load
    objects = max(came.bytes / buffer.size, 1 / buffer.interval if buffer.interval else came.rate)
    objects = min(objects, came.rate)
    return load(objects, came.bytes / objects)


delivery_stream = Carrier(takes=_takes, within=_within, gives=_gives, fills=lambda node: ("transform",))
