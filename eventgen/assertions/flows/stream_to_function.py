"""Kinesis -> Lambda: the mapping reads the stream, and puts what fails into the dead-letter queue in the end."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, same
from eventgen.assertions.mappings import mapping
from eventgen.assertions.targets import undelivered
from eventgen.hcl import Expr, hcl
from eventgen.kinds import MAPPING


def stream_to_function(context: Context) -> Iterator[Assertion]:
    yield from mapping(context)
    edge, options, failed = context["edge"], context["options"], context["dead_letter"]
    it, start = f"{MAPPING}.{edge.label}", options.starting_position
    yield same(it, "starting_position", start.upper(), f"{edge.name}: reading does not begin at {start}")
    yield same(
        it, "maximum_retry_attempts", options.retries, f"{edge.name}: a batch is not tried {options.retries} times"
    )
    sent = f"flatten({it}.destination_config[*].on_failure[*].destination_arn)"
    yield Assertion(Expr(f'join(",", {sent}) == {hcl(failed["arn"] if failed else "")}'), undelivered(context))
