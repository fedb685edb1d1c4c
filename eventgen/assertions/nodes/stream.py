"""A Kinesis stream."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, alone, keyed, main, named, same


def _of(context: Context) -> Iterator[Assertion]:
    node, spec = context["node"], context["spec"]
    yield named(node)
    says = f"{node.name}: its mode is not {spec.mode}"
    yield alone(main(node), "stream_mode_details", "stream_mode", spec.mode.upper(), says)
    if spec.shards:
        yield same(main(node), "shard_count", spec.shards, f"{node.name}: it has not {spec.shards} shards")
    if spec.encryption == "kms":
        yield keyed(node, "kms_key_id")


stream = Asserted(arn="arn:aws:kinesis:eu-west-1:123456789012:stream/{}", of=_of)
