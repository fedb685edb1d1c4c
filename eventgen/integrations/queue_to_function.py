"""SQS -> Lambda: Lambda polls the queue and invokes the function with batches; what fails comes back."""

from collections.abc import Iterator
from typing import Annotated

from eventgen.iam import receive
from eventgen.kinds import Attachment, Edge, Integration, Problem, Spec, rule
from eventgen.resources.function import Function, Pattern
from eventgen.resources.queue import TRIES_OF_TIMEOUT, Queue
from eventgen.values import Duration, Items, Number

FIFO_BATCH = 10
WINDOWLESS_BATCH = 10
ACTIONS = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")


class Batch(Spec):
    """How many messages one invocation gets."""

    size: Annotated[int, Number(1, 10_000, "ESM003")] = 10
    """The most; above 10 only with a window, and never from a FIFO queue."""
    window: Annotated[int, Duration("0s", "5m", "ESM005")] = 0
    """How long Lambda waits for a full batch."""


class Mapping(Spec):
    """An event source mapping of a queue."""

    batch: Batch = Batch()
    """How many messages one invocation gets."""
    concurrency: Annotated[int | None, Number(2, 1000, "ESM008")] = None
    """Invocations at the same time for this queue."""
    filter: Annotated[list[Pattern], Items(10, "ESM012")] = []
    """Patterns over the messages. One that matches none of them is deleted."""


def _attach(edge: Edge[Queue, Function, Mapping]) -> Iterator[Attachment]:
    yield from receive(edge.target, edge.source, ACTIONS)


queue_to_function = Integration(
    name="queue_to_function",
    options=Mapping,
    says="Lambda polls the queue and invokes the function with batches; failed messages come back.",
    attach=_attach,
    needs_visibility=lambda edge: TRIES_OF_TIMEOUT * edge.target.spec.timeout + edge.options.batch.window,
)


@rule("ESM001")
def visibility_below_timeout(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A queue hides a message at least as long as its function may take.

    ## Why
    Lambda refuses the mapping otherwise: the message would come back while it is still being handled.

    ## Fix
    Leave `visibility_timeout` away: it is then six times the timeout, and the window.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    hidden, timeout = edge.source.spec.visibility_timeout or 0, edge.target.spec.timeout
    if edge.source.existing is None and edge.target.existing is None and hidden < timeout:
        function = edge.target.name
        message = f"{edge.source.name}: visibility_timeout {hidden}s is less than the timeout {timeout}s of {function}"
        fix = f"leave visibility_timeout away, or write {TRIES_OF_TIMEOUT * timeout}s"
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
    Write `size: 10` or less.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    """
    if edge.source.spec.fifo and edge.options.batch.size > FIFO_BATCH:
        message = f"{edge.name}: a batch of {edge.options.batch.size} from a FIFO queue: {FIFO_BATCH} is the most"
        yield Problem(message, f"write `size: {FIFO_BATCH}`", ("batch", "size"))


@rule("ESM007")
def fifo_batch_window(edge: Edge[Queue, Function, Mapping]) -> Iterator[Problem]:
    """A FIFO queue has no batching window.

    ## Why
    Lambda refuses a mapping with one.

    ## Fix
    Take `window` away.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    if edge.source.spec.fifo and edge.options.batch.window:
        message = f"{edge.name}: a window of {edge.options.batch.window}s on a FIFO queue: it takes none"
        yield Problem(message, "take `window` away", ("batch", "window"))
