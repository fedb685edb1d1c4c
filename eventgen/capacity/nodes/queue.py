"""SQS: a standard queue takes any number of calls; a FIFO queue does not."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Limit, Use
from eventgen.graph import AnyNode
from eventgen.resources.queue import is_fifo
from eventgen.values import BYTES, spell


def calls(call: Call, queue: AnyNode, action: str, rate: float, each: str = "") -> Iterator[Use]:
    """So many calls of an action a second, which SQS counts each by itself."""
    if is_fifo(queue):
        quota = "sqs.fifo_high_throughput_tps" if queue.spec.high_throughput else "sqs.fifo_tps"
        yield call.use(call.quotas.limit(quota, f"{action}/s{each}", queue.name), rate)


def _takes(call: Call) -> Iterator[Use]:
    node = call.node
    yield from calls(call, node, "SendMessage", call.load.rate, ", one message in each")
    if node.existing is None:
        most = node.spec.max_message_size
        limit = Limit(node.name, "bytes of an event", most, f"max_message_size: {spell(most, BYTES)}", sized=True)
        yield call.use(limit, call.load.largest)


queue = Carrier(takes=_takes)
