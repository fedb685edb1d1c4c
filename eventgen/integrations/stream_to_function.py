"""Kinesis -> Lambda: Lambda reads each shard in order and invokes the function with batches."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.diagnostics import Severity
from eventgen.iam import receive, send
from eventgen.invocations import lift_mapping
from eventgen.kinds import DROPPED, Attachment, Edge, Integration, Problem, Spec, Use, named, rule
from eventgen.resources.function import Function
from eventgen.resources.queue import dead_letter_queue
from eventgen.resources.stream import Stream
from eventgen.texts import JsonObject
from eventgen.values import DeadLetterTo, Duration, Items, Number, OneOf

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting

# d23-lambda-kinesis: what the execution role needs
ACTIONS = (
    *("kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords"),
    *("kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:ListStreams"),
)


class StreamBatch(Spec):
    """How many records one invocation gets."""

    size: Annotated[int, Number(1, 10_000, "ESM003")] = 100
    """The most."""
    window: Annotated[int, Duration("0s", "5m", "ESM005")] = 0
    """How long Lambda waits for a full batch."""


class StreamMapping(Spec):
    """An event source mapping of a stream."""

    batch: StreamBatch = StreamBatch()
    """How many records one invocation gets."""
    starting_position: Annotated[str, OneOf(("latest", "trim_horizon"), "ESM018")] = "trim_horizon"
    """Where a new mapping begins: with what comes, or with the oldest record."""
    retries: Annotated[int, Number(0, 10_000, "ESM020")] = 5
    """How often a failed batch is tried again, before its records go to the dead-letter queue."""
    max_age: Annotated[int | None, Duration("60s", "7d", "ESM020")] = None
    """How old a record may be that is still handed on."""
    bisect: bool = True
    """Halves a failed batch, to find the bad record."""
    parallel: Annotated[int, Number(1, 10, "ESM020")] = 1
    """Batches at the same time for each shard; order is kept for each partition key."""
    filter: Annotated[list[JsonObject], Items(10, "ESM012")] = []
    """Patterns over the records."""
    dead_letter: Annotated[bool | str, DeadLetterTo()] = True
    """Where the address of a failed batch goes: a queue, or true for one of its own."""


def _uses(edge: Edge[Stream, Function, StreamMapping]) -> Mapping[str, Use | None]:
    wanted = edge.options.dead_letter
    return {"dead_letter": dead_letter_queue(edge.source) if wanted is True else named(wanted or None, "queue")}


def _attach(edge: Edge[Stream, Function, StreamMapping]) -> Iterator[Attachment]:
    yield from receive(edge.target, edge.source, ACTIONS)
    if "dead_letter" in edge.links:
        yield from send(edge.target, edge.links["dead_letter"])


def _view(edge: Edge[Stream, Function, StreamMapping]) -> Mapping[str, Any]:
    return {"dead_letter": edge.links.get("dead_letter")}


def _lift(edge: "EdgeLifting") -> None:
    mapping = edge.main
    lift_mapping(edge)
    words = {"LATEST": "latest", "TRIM_HORIZON": "trim_horizon"}
    edge.field("starting_position", mapping, "starting_position", words=words)
    edge.field("parallel", mapping, "parallelization_factor", 1)
    edge.field("retries", mapping, "maximum_retry_attempts", -1)
    edge.field("max_age", mapping, "maximum_record_age_in_seconds", of=1)
    edge.field("bisect", mapping, "bisect_batch_on_function_error", False)
    failed = mapping.block("destination_config").block("on_failure")
    edge.link("dead_letter", failed, "destination_arn", "arn", "queue")


stream_to_function = Integration(
    name="stream_to_function",
    options=StreamMapping,
    decides={
        "starting_position": "where it begins, when it is made",
        "batch.size": "the most records of one invocation",
        "retries": "meanwhile the shard waits",
        "parallel": "invocations at the same time for each shard",
    },
    says="Lambda reads each shard in order and invokes the function with batches.",
    ages=True,
    uses=_uses,
    attach=_attach,
    view=_view,
    lift=_lift,
    meaning=lambda edge: {"dead_letter": DROPPED},
)


@rule("ESM021", Severity.WARNING)
def failed_batches_that_are_lost(edge: Edge[Stream, Function, StreamMapping]) -> Iterator[Problem]:
    """A flow from a stream has a bound of tries, and a dead-letter queue.

    ## Why
    A failed batch blocks its shard until the tries are used up, which eventgen bounds. Without a dead-letter queue
    nothing then tells which records the function has never handled.

    ## Fix
    Take `dead_letter: false` away.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
    """
    if edge.options.dead_letter is False:
        tries = f"after {edge.options.retries} retries"
        message = f"{edge.name}: {tries} the records of a failed batch are lost, and nothing tells which they were"
        yield Problem(message, "take `dead_letter: false` away", ("dead_letter",))
