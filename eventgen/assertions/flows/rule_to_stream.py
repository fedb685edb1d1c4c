"""EventBridge -> Kinesis: the target of the rule is the stream, with the partition key of the page."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, alone
from eventgen.assertions.targets import TARGET, target


def rule_to_stream(context: Context) -> Iterator[Assertion]:
    yield from target(context)
    edge, key = context["edge"], context["options"].partition_key
    says = f"{edge.name}: records have another partition key"
    yield alone(f"{TARGET}.{edge.label}", "kinesis_target", "partition_key_path", key, says)
