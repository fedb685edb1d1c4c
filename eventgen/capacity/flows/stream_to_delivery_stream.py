"""Kinesis -> Firehose: the delivery stream reads the shards, and has none of the bounds of what is put into it."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Held, Passage
from eventgen.capacity.limits import Use
from eventgen.capacity.nodes.stream import read


def _uses(call: Call) -> Iterator[Use]:
    yield from read(call)


def _held(call: Call) -> Held:
    stream = call.flow.source
    return Held(stream.name, stream.spec.retention if stream.existing is None else None)


stream_to_delivery_stream = Passage(_uses, _held)
