"""Lambda: invocations at the same time, of one function and of all; its own queue keeps what has to wait."""

from collections.abc import Iterator

from eventgen import invocations
from eventgen.capacity.carrier import Call, Carrier, Held
from eventgen.capacity.limits import Limit, Use
from eventgen.graph import AnyNode

WHAT = "invocations at a time"


def invoked(call: Call, function: AnyNode, rate: float) -> Iterator[Use]:
    """What so many invocations a second use."""
    quotas, reserved = call.quotas, function.spec.reserved_concurrency
    busy = rate * call.question.times[function.name]
    if reserved is not None:
        yield call.use(Limit(function.name, WHAT, reserved, f"reserved_concurrency: {reserved}"), busy)
    else:
        left = quotas.value("lambda.concurrency") - call.question.reserved
        yield call.use(quotas.limit("lambda.concurrency", f"{WHAT}, all functions", most=max(0.0, left)), busy)
    yield call.use(quotas.limit("lambda.scaling_rate", "new invocations within 10s", function.name, first=True), busy)
    all_ = quotas.value("lambda.sync_rps_factor") * quotas.value("lambda.concurrency")
    yield call.use(quotas.limit("lambda.sync_rps_factor", "invocations/s, all functions", most=all_), rate)


def _takes(call: Call) -> Iterator[Use]:
    """Invoked with each event by itself."""
    yield from invoked(call, call.node, call.load.rate)
    size = call.quotas.limit("lambda.payload_async", "bytes of an event", call.node.name, sized=True)
    yield call.use(size, call.load.largest)


def _held(call: Call) -> Held:
    kept = invocations.setting(call.graph, call.node)["max_age"]
    return Held(f"Lambda's own queue for {call.node.name}", kept, "an event waits up to 5m between two tries besides")


function = Carrier(takes=_takes, held=_held)
