"""S3: requests that write; what a bucket tells of them is small, however large the objects are."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Use
from eventgen.capacity.loads import Load, load

NOTICE = 1024  # bytes, about: a notification, or an event on a bus, with one record


def _takes(call: Call) -> Iterator[Use]:
    yield call.use(call.quotas.limit("s3.put_rate", "writes/s below one prefix", call.node.name), call.load.rate)


def _gives(call: Call) -> Load:
    return load(call.load.rate, NOTICE)


bucket = Carrier(takes=_takes, gives=_gives)
