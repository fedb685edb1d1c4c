"""Step Functions: each event starts an execution; what happens in it is not reckoned."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Use


def _takes(call: Call) -> Iterator[Use]:
    quotas, type_ = call.quotas, call.node.spec.type
    what = f"StartExecution/s, all of type {type_}"
    yield call.use(quotas.limit(f"stepfunctions.start_{type_}", what), call.load.rate)
    size = quotas.limit("stepfunctions.payload", "bytes of an event", call.node.name, sized=True)
    yield call.use(size, call.load.largest)


state_machine = Carrier(takes=_takes)
