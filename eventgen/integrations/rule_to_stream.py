"""EventBridge -> Kinesis: the rule puts each event that matches into the stream as a record."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.diagnostics import Severity
from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.rule import (
    TRIED,
    Delivery,
    Rule,
    by_role,
    delivered_by_role,
    failed_deliveries,
    lift_target,
    pattern,
    target_meaning,
)
from eventgen.resources.stream import Stream
from eventgen.values import Matching

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting


class StreamDelivery(Delivery):
    """A stream as target."""

    partition_key: Annotated[str | None, Matching(r"\$(\.[A-Za-z0-9_-]+)+", "a JSON path such as $.detail.id")] = None
    """Where the event holds its partition key; the event's id, if nothing is said: no order then."""


def _lift(edge: "EdgeLifting") -> None:
    lift_target(edge)
    edge.field("partition_key", edge.main.block("kinesis_target"), "partition_key_path")


rule_to_stream = Integration(
    name="rule_to_stream",
    options=StreamDelivery,
    decides=TRIED,
    says="The rule puts each event that matches into the stream as a record.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered_by_role,
    lift=_lift,
    meaning=target_meaning,
)


@rule("KDS005", Severity.WARNING)
def one_partition_for_all(edge: Edge[Rule, Stream, StreamDelivery]) -> Iterator[Problem]:
    """A partition key has more than one value.

    ## Why
    Records with one key land in one shard, which takes 1 MB/s and 1,000 records a second: the others stay empty. A
    field that the pattern holds to one value is the same in every event.

    ## Fix
    Name a field that tells events from each other, such as `$.detail.customer`, or leave `partition_key` away: then
    it is the id of the event.

    ## Source
    https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
    https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
    """
    path, one_shard = edge.options.partition_key, edge.target.existing is None and edge.target.spec.shards == 1
    if path is None or one_shard or edge.source.existing is not None:
        return
    same = _only(pattern(edge.source), path.split(".")[1:])
    if same is not None:
        message = f"{edge.name}: partition_key {path} is {same} in every event: all of them land in one shard"
        yield Problem(message, "name another field, or leave `partition_key` away", ("partition_key",))


def _only(pattern: Any, steps: list[str]) -> str | None:
    """The one value that a field has in every event that matches."""
    if steps == ["version"]:
        return "0"
    for step in steps:
        pattern = pattern.get(step) if isinstance(pattern, dict) else None
    if isinstance(pattern, list) and len(pattern) == 1 and not isinstance(pattern[0], dict):
        return str(pattern[0])
    return None
