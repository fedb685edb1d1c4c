"""API Gateway: the throttle of the page, and that of the account, which all APIs share."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Limit, Use


def _takes(call: Call) -> Iterator[Use]:
    throttle, quotas = call.node.spec.throttle, call.quotas
    if throttle:
        limit = Limit(call.node.name, "requests/s", throttle.rate, f"throttle: {{rate: {throttle.rate}}}")
        yield call.use(limit, call.load.rate)
    yield call.use(quotas.limit("apigateway.account_rps", "requests/s to all APIs"), call.load.rate)
    yield call.use(
        quotas.limit("apigateway.payload", "bytes of an event", call.node.name, sized=True), call.load.largest
    )


api = Carrier(takes=_takes)
