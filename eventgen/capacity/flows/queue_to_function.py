"""SQS -> Lambda: full batches, as many at a time as pollers there are."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Call, Held, Passage
from eventgen.capacity.limits import Limit, Use
from eventgen.capacity.nodes.function import WHAT, invoked
from eventgen.capacity.nodes.queue import calls
from eventgen.resources.queue import is_fifo
from eventgen.simulate.expectations import clock

RECEIVED = 10  # messages of one receive, and of one delete


def batch(call: Call) -> float:
    """Messages of an invocation. Lambda cuts what is larger than an invocation takes."""
    fit = call.quotas.value("lambda.payload_sync") // max(call.load.largest, 1)
    return float(max(1, min(call.flow.options.batch.size, fit)))


def _most(call: Call) -> Limit | None:
    """What bounds the batches at a time; of a FIFO queue nothing but its groups do, if the page says nothing."""
    options, pollers = call.flow.options, call.flow.options.pollers
    if options.concurrency:
        return Limit(call.by, WHAT, options.concurrency, f"concurrency: {options.concurrency}")
    if pollers:
        each = call.quotas.value("lambda.esm_sqs_provisioned_poller")
        return Limit(call.by, WHAT, pollers.maximum * each, f"pollers: {{maximum: {pollers.maximum}}}")
    return None if is_fifo(call.flow.source) else call.quotas.limit("lambda.esm_sqs_max_concurrency", WHAT, call.by)


def _uses(call: Call) -> Iterator[Use]:
    edge, quotas, rate = call.flow, call.quotas, call.load.rate
    time, each = call.question.times[edge.target.name], batch(call)
    if most := _most(call):
        yield call.use(most, rate / each * time)
    quota = "sqs.in_flight_fifo" if is_fifo(edge.source) else "sqs.in_flight_standard"
    flying = rate * (time + edge.options.batch.window)
    yield call.use(quotas.limit(quota, "messages in flight", edge.source.name), flying)
    for action in ("ReceiveMessage", "DeleteMessage"):
        yield from calls(call, edge.source, action, rate / min(each, RECEIVED))
    yield from invoked(call, edge.target, rate / each)


def _held(call: Call) -> Held:
    edge, spec = call.flow, call.flow.source.spec
    kept = spec.retention if edge.source.existing is None else None
    first = more = None
    if not (edge.options.concurrency or edge.options.pollers or is_fifo(edge.source)):
        speed = batch(call) / call.question.times[edge.target.name]
        first = speed * call.quotas.value("lambda.esm_sqs_start")
        more = speed * call.quotas.value("lambda.esm_sqs_scale_per_minute")
    return Held(edge.source.name, kept, _failing(call), first, more or 0.0)


def _failing(call: Call) -> str:
    """What fails, and does not wait, leaves after its last receive."""
    queue = call.flow.source
    if "dead_letter" not in queue.links:
        return ""
    after = clock(queue.spec.dead_letter.after * queue.spec.visibility_timeout * 1000)
    return f"what fails instead is in {queue.links['dead_letter'].name} after {after}"


def _says(call: Call) -> Iterator[str]:
    edge, time = call.flow, call.question.times[call.flow.target.name]
    busy = call.load.rate / batch(call) * time
    if is_fifo(edge.source):
        one = batch(call) / time
        yield f"{call.by}: a group of messages has one batch at a time, {one:,.4g}/s: more come only of several groups"
    elif busy > (start := call.quotas.value("lambda.esm_sqs_start")) and _held(call).more:
        minutes = -(-(busy - start) // call.quotas.value("lambda.esm_sqs_scale_per_minute"))
        yield f"{call.by}: begins with {start:.0f} batches at a time, and has enough after {minutes:.0f}m"


queue_to_function = Passage(_uses, _held, _says)
