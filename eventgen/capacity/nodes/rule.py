"""EventBridge: each target of each rule is an invocation of its own; what is too much is delayed."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Use


def _sends(call: Call) -> Iterator[Use]:
    yield call.use(call.quotas.limit("eventbridge.invocations_tps", "invocations of targets/s"), call.load.rate)


rule = Carrier(sends=_sends)
