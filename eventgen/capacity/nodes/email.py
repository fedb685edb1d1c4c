"""E-mail: SNS sends few, from the whole account."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Use


def _takes(call: Call) -> Iterator[Use]:
    yield call.use(call.quotas.limit("sns.email_delivery", "e-mails/s"), call.load.rate)


email = Carrier(takes=_takes)
