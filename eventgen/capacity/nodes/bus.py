"""EventBridge: PutEvents, each event in a call of its own, and the rules that listen."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Carrier
from eventgen.capacity.limits import Use
from eventgen.graph import AnyNode, Graph


def _takes(call: Call) -> Iterator[Use]:
    quotas = call.quotas
    yield call.use(quotas.limit("eventbridge.put_events_tps", "PutEvents/s, one event in each"), call.load.rate)
    size = quotas.limit("eventbridge.event_size_max", "bytes of an event", call.node.name, sized=True)
    yield call.use(size, call.load.largest)


def _onward(node: AnyNode, graph: Graph) -> Iterator[str]:
    """The rules that listen to it."""
    return (each.name for each in graph.nodes.values() if "bus" in each.links and each.links["bus"].name == node.name)


bus = Carrier(takes=_takes, onward=_onward)
