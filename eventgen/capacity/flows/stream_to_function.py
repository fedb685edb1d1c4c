"""Kinesis -> Lambda: each shard gives one batch after the other, or as many at a time as `parallel` says."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Held, Passage
from eventgen.capacity.limits import Limit, Use
from eventgen.capacity.nodes.function import invoked
from eventgen.capacity.nodes.stream import read, shards

ENCODED = 4 / 3  # Lambda hands records over in base64


def batch(call: Call) -> float:
    """Records of an invocation. Lambda cuts what is larger than an invocation takes."""
    fit = call.quotas.value("lambda.payload_sync") // max(call.load.largest * ENCODED, 1)
    return float(max(1, min(call.flow.options.batch.size, fit)))


def _uses(call: Call) -> Iterator[Use]:
    edge, rate = call.flow, call.load.rate
    number, parallel = shards(edge.source, call.quotas, call.load), edge.options.parallel
    says = f"{number} shard" + ("s" if number > 1 else "") + (f", parallel: {parallel}" if parallel > 1 else "")
    lanes = Limit(call.by, "batches at a time", number * parallel, says)
    yield call.use(lanes, rate / batch(call) * call.question.times[edge.target.name])
    yield from read(call)
    yield from invoked(call, edge.target, rate / batch(call))


def _held(call: Call) -> Held:
    edge = call.flow
    ages = [edge.options.max_age] if edge.options.max_age else []
    kept = [edge.source.spec.retention] if edge.source.existing is None else []
    tries = edge.options.retries + 1
    note = f"what fails instead is given up after {tries} " + ("try" if tries == 1 else "tries")
    return Held(edge.source.name, min([*ages, *kept], default=None), note)


stream_to_function = Passage(_uses, _held)
