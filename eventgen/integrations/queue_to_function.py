"""SQS -> Lambda: Lambda polls the queue and invokes the function with batches; what fails comes back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from eventgen.diagnostics import TAKE_AWAY, Edit, Severity
from eventgen.hcl import Expr, Value, address
from eventgen.iam import receive
from eventgen.invariants import Invariant, lift_invariants
from eventgen.invocations import lift_mapping
from eventgen.kinds import Attachment, Edge, Integration, Problem, Spec, rule
from eventgen.resources.function import Function
from eventgen.resources.queue import TRIES_OF_TIMEOUT, Queue
from eventgen.texts import JsonObject
from eventgen.values import BYTES, SECONDS, Duration, Items, Number, spell, wrong

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting

FIFO_BATCH = 10
WINDOWLESS_BATCH = 10
MOST_POLLERS = 2000  # SQS takes 10,000; the AWS provider, 5.x and 6.x, refuses more than these
FIRST_BATCHES = 5  # lambda-sqs-scaling: with so many batches at a time Lambda begins
LONGEST_POLL = 20  # seconds
PAYLOAD = 6 * 1024**2  # bytes of a synchronous invocation
TRIES = 5
ACTIONS = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")


class Batch(Spec):
    """How many messages one invocation gets."""

    size: Annotated[int, Number(1, 10_000, "ESM003")] = 10
    """The most; above 10 only with a window, and never from a FIFO queue."""
    window: Annotated[int, Duration("0s", "5m", "ESM005")] = 0
    """How long Lambda waits for a full batch."""


class Pollers(Spec):
    """Pollers that are kept ready, and paid for, so that a burst of messages need not wait."""

    minimum: Annotated[int, Number(2, 200, "ESM011")] = 2
    """How many are kept ready."""
    maximum: Annotated[int, Number(2, MOST_POLLERS, "ESM011")] = 200
    """How many there may be."""

    def model_check(self, existing: bool) -> None:
        if self.minimum > self.maximum:
            bounds = f"minimum {self.minimum} and maximum {self.maximum}"
            raise wrong("ESM011", f"has {bounds}: the minimum is the larger", f"write `maximum: {self.minimum}`")


class Mapping(Spec):
    """An event source mapping of a queue."""

    batch: Batch = Batch()
    """How many messages one invocation gets."""
    concurrency: Annotated[int | None, Number(2, 1000, "ESM008")] = None
    """Invocations at the same time for this queue."""
    pollers: Pollers | None = None
    """Pollers that are kept ready, where a burst of messages must not wait; not with `concurrency`."""
    filter: Annotated[list[JsonObject], Items(10, "ESM012")] = []
    """Patterns over the messages. One that matches none of them is deleted."""


def _attach(edge: Edge[Queue, Function, Mapping]) -> Iterator[Attachment]:
    yield from receive(edge.target, edge.source, ACTIONS)


def _invariants(edge: Edge[Queue, Function, Mapping]) -> Iterator[Invariant]:
    """Lambda refuses the mapping otherwise. Of a page whose owner has ESM001 ignored nothing is asked."""
    queue, function = edge.source, edge.target
    made = queue.existing is None and function.existing is None
    if made and (queue.spec.visibility_timeout or 0) >= function.spec.timeout:
        hidden = address(queue.kind.main, queue.label, "visibility_timeout_seconds")
        timeout = address(function.kind.main, function.label, "timeout")
        says = f"{queue.name}: its visibility timeout is less than the timeout of {function.name}: Lambda refuses that."
        yield Invariant(Expr(f"{hidden.code} >= {timeout.code}"), says)


def _lift(edge: "EdgeLifting") -> None:
    lift_mapping(edge)
    lift_invariants(edge.main)
    edge.field("concurrency", edge.main.block("scaling_config"), "maximum_concurrency", of=1)
    ready = edge.main.block("provisioned_poller_config")
    edge.set("pollers", None, (ready.file, ready.at, len("provisioned_poller_config")))
    if ready.there:
        edge.values["pollers"] = {}
        edge.field(("pollers", "minimum"), ready, "minimum_pollers", 2)
        edge.field(("pollers", "maximum"), ready, "maximum_pollers", 200)


queue_to_function = Integration(
    name="queue_to_function",
    options=Mapping,
    decides={
        "batch.size": "the most messages of one invocation; those that failed come back alone",
        "batch.window": "how long Lambda waits for a full batch",
    },
    says="Lambda polls the queue and invokes the function with batches; failed messages come back.",
    attach=_attach,
    view=lambda edge: {"invariants": list(_invariants(edge))},
    needs_visibility=lambda edge: TRIES_OF_TIMEOUT * edge.target.spec.timeout + edge.options.batch.window,
    lift=_lift,
)


@rule("ESM001")
def visibility_below_timeout(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A queue hides a message at least as long as its function may take.

    ## Why
    Lambda refuses the mapping otherwise: the message would come back while it is still being handled.

    ## Fix
    Leave `visibility_timeout` away, as `--fix` does: it is then six times the timeout, and the window.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    hidden, timeout = edge.source.spec.visibility_timeout or 0, edge.target.spec.timeout
    if edge.source.existing is None and edge.target.existing is None and hidden < timeout:
        function = edge.target.name
        message = f"{edge.source.name}: visibility_timeout {hidden}s is less than the timeout {timeout}s of {function}"
        fix = f"leave visibility_timeout away, or write {TRIES_OF_TIMEOUT * timeout}s"
        yield Problem(message, fix, ("visibility_timeout",), edge.source, TAKE_AWAY)


@rule("ESM002", Severity.WARNING)
def visibility_without_room(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A queue hides a message six times as long as its function may take, and the batching window besides.

    ## Why
    Lambda needs time to try again when the function is throttled; a message that comes back meanwhile is handled
    twice, and counts a receive.

    ## Fix
    Leave `visibility_timeout` away: it is then just that.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    hidden, timeout = edge.source.spec.visibility_timeout or 0, edge.target.spec.timeout
    window = edge.options.batch.window
    wanted = TRIES_OF_TIMEOUT * timeout + window
    if edge.source.existing is None and edge.target.existing is None and timeout <= hidden < wanted:
        bound = f"{TRIES_OF_TIMEOUT} times the timeout {timeout}s of {edge.target.name}"
        bound += f", and the window {window}s" if window else ""
        message = f"{edge.source.name}: visibility_timeout {hidden}s is less than {bound}"
        fix = f"leave visibility_timeout away, or write {wanted}s"
        yield Problem(message, fix, ("visibility_timeout",), edge.source)


@rule("ESM004")
def batch_without_window(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A batch of more than ten messages needs a window.

    ## Why
    One receive gives ten messages at most: Lambda refuses to promise more without time to collect them.

    ## Fix
    Add `window: 1s` or more.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    """
    batch = edge.options.batch
    if batch.size > WINDOWLESS_BATCH and batch.window < 1 and not edge.source.spec.fifo:
        message = f"{edge.name}: a batch of {batch.size} without a window: more than {WINDOWLESS_BATCH} need one"
        yield Problem(message, f"batch: {{size: {batch.size}, window: 1s}}", ("batch", "size"))


@rule("ESM006")
def fifo_batch_size(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A batch from a FIFO queue has ten messages at most.

    ## Why
    Lambda refuses a mapping with a larger one.

    ## Fix
    Write `size: 10`, as `--fix` does, or less.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    """
    if edge.source.spec.fifo and edge.options.batch.size > FIFO_BATCH:
        message = f"{edge.name}: a batch of {edge.options.batch.size} from a FIFO queue: {FIFO_BATCH} is the most"
        yield Problem(message, f"write `size: {FIFO_BATCH}`", ("batch", "size"), edit=Edit(FIFO_BATCH))


@rule("ESM007")
def fifo_batch_window(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A FIFO queue has no batching window.

    ## Why
    Lambda refuses a mapping with one.

    ## Fix
    Take `window` away: `--fix` does.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    if edge.source.spec.fifo and edge.options.batch.window:
        message = f"{edge.name}: a window of {edge.options.batch.window}s on a FIFO queue: it takes none"
        yield Problem(message, "take `window` away", ("batch", "window"), edit=TAKE_AWAY)


@rule("ESM010")
def concurrency_and_pollers(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A flow from a queue has a maximum of concurrency or provisioned pollers, not both.

    ## Why
    Lambda refuses a mapping with both; the number of pollers bounds the concurrency already.

    ## Fix
    Take `concurrency` away, and bound it with `pollers.maximum`, of which each makes ten invocations at most.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    """
    if edge.options.pollers and edge.options.concurrency:
        message = f"{edge.name}: concurrency {edge.options.concurrency} and pollers: Lambda takes one of the two"
        yield Problem(message, "take `concurrency` away", ("concurrency",))


@rule("ESM026")
def queue_of_another_region(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A function works off queues of its own Region.

    ## Why
    Lambda refuses a mapping to a queue of another Region; another account it takes.

    ## Fix
    Put a topic between, or a function in the Region of the queue.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    """
    ours, theirs = _region(edge.source.existing), _region(edge.target.existing)
    if ours and theirs and ours != theirs:
        message = f"{edge.name}: {edge.source.name} is in {ours}, and {edge.target.name} in {theirs}: one Region it is"
        yield Problem(message, "name a queue of the same Region, or put a topic between")


def _region(existing: Value | None) -> str:
    """Of an ARN that is written out."""
    return existing.split(":")[3] if isinstance(existing, str) else ""


@rule("ESM028", Severity.INFO)
def batch_beyond_the_payload(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A batch of the largest messages fits into one invocation.

    ## Why
    An invocation takes 6 MB, with all that Lambda adds to a message: it cuts a larger batch, so that the function may
    get far fewer messages than `size` says.

    ## Fix
    Plan with fewer messages for each invocation, or bound the messages with `max_message_size`.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    size, largest = edge.options.batch.size, edge.source.spec.max_message_size
    refused = edge.source.spec.fifo and size > FIFO_BATCH  # of which ESM006 tells
    if edge.source.existing is None and not refused and size * largest > PAYLOAD:
        message = (
            f"{edge.name}: {size} messages of up to {spell(largest, BYTES)} are more than 6MiB: Lambda cuts the batch"
        )
        yield Problem(message, f"write `size: {max(1, PAYLOAD // largest)}`, or expect fewer", ("batch", "size"))


@rule("ESM029", Severity.INFO)
def window_below_the_poll(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A batching window of less than twenty seconds may take twenty.

    ## Why
    Where few messages come, Lambda waits up to 20 seconds for a poll to end, whatever the window.

    ## Fix
    Where messages must not wait, write `window: 0s`, and `size: 10` or less.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    """
    window = edge.options.batch.window
    if 0 < window < LONGEST_POLL and not edge.source.spec.fifo:  # which takes none: ESM007
        message = f"{edge.name}: a window of {window}s may take {LONGEST_POLL}s where few messages come"
        yield Problem(message, f"write `window: {LONGEST_POLL}s`, or none at all", ("batch", "window"))


@rule("SQS016", Severity.WARNING)
def few_receives(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A message is received five times at least before it counts as failed.

    ## Why
    A receive counts even if the function was throttled and never saw the message. A FIFO queue may want fewer, for its
    group is blocked meanwhile.

    ## Fix
    Write `after: 5` or more.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    failed, queue = edge.source.spec.dead_letter, edge.source
    exempt = queue.existing is not None or queue.spec.fifo or _throttled(edge)  # of which ESM031 tells
    if failed and not exempt and failed.after < TRIES:
        tries = f"{failed.after} receive" + ("s" if failed.after > 1 else "")
        message = f"{queue.name}: after {tries} a message is a dead letter: {TRIES} is the least that AWS advises"
        yield Problem(message, f"dead_letter: {{after: {TRIES}}}", ("dead_letter", "after"), queue)


@rule("SQS020", Severity.WARNING)
def poison_without_end(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A queue that a function works off has a dead-letter queue.

    ## Why
    A message that always fails comes back after each visibility timeout, until it expires and is lost. In a FIFO queue
    that may be meant: it keeps the order.

    ## Fix
    Take `dead_letter: false` away.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    """
    queue = edge.source
    derived = "." in queue.name  # a dead-letter queue itself
    if queue.existing is None and not queue.spec.dead_letter and not queue.spec.fifo and not derived:
        kept = spell(queue.spec.retention, SECONDS)
        message = f"{queue.name}: without a dead-letter queue, what {edge.target.name} fails on comes back for {kept}"
        yield Problem(message, "take `dead_letter: false` away", ("dead_letter",), queue)


@rule("ESM031", Severity.WARNING)
def receives_that_no_code_has_seen(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A function that is throttled leaves its messages time to be handled.

    ## Why
    A receive counts even if the function was throttled. With few invocations at a time and few receives, messages are
    dead letters before any code has seen them.

    ## Fix
    Write `after: 5` or more, and bound the flow with `concurrency` rather than the function.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    failed, reserved = edge.source.spec.dead_letter, edge.target.spec.reserved_concurrency
    if failed and edge.source.existing is None and _throttled(edge) and failed.after < TRIES:
        tries = f"after {failed.after} receive" + ("s" if failed.after > 1 else "")
        limit = f"reserved_concurrency {reserved} of {edge.target.name} throttles it"
        message = f"{edge.source.name}: {tries} a message is a dead letter, and {limit}: some it never sees"
        yield Problem(message, f"dead_letter: {{after: {TRIES}}}", ("dead_letter", "after"), edge.source)


def _throttled(edge: Edge[Queue, Function, Mapping]) -> bool:
    """Whether Lambda fetches more batches than the function may handle."""
    reserved, concurrency = edge.target.spec.reserved_concurrency, edge.options.concurrency
    return reserved is not None and reserved < (concurrency or FIRST_BATCHES)
