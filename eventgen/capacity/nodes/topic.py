"""SNS: messages published, which SNS counts in the whole account, by themselves also where they come in batches."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Use
from eventgen.resources.queue import is_fifo

MB = 1_000_000
FIFO_MB = 20  # a second, of a FIFO topic: the other half of sns.fifo_topic_throughput


def _takes(call: Call) -> Iterator[Use]:
    node, quotas, load = call.node, call.quotas, call.load
    if is_fifo(node):
        yield call.use(quotas.limit("sns.publish_fifo", "messages published/s, all FIFO topics"), load.rate)
        own = "sns.fifo_topic_throughput"
        yield call.use(quotas.limit(own, "messages published/s", node.name), load.rate)
        yield call.use(quotas.limit(own, "MB published/s", node.name, FIFO_MB), load.bytes / MB)
    else:
        yield call.use(quotas.limit("sns.publish_standard", "messages published/s, all topics"), load.rate)
    yield call.use(quotas.limit("sns.message_size_max", "bytes of an event", node.name, sized=True), load.largest)


topic = Carrier(takes=_takes)
