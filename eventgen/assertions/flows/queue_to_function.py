"""SQS -> Lambda: the mapping reads the queue, and no more at a time than the page says."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, alone
from eventgen.assertions.mappings import mapping
from eventgen.kinds import MAPPING


def queue_to_function(context: Context) -> Iterator[Assertion]:
    yield from mapping(context)
    edge = context["edge"]
    says = f"{edge.name}: another number of invocations at the same time"
    yield alone(
        f"{MAPPING}.{edge.label}", "scaling_config", "maximum_concurrency", context["options"].concurrency, says
    )
