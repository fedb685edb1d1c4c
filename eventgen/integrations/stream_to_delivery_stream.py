"""Kinesis -> Firehose: the delivery stream reads the stream."""

from collections.abc import Iterator

from eventgen.diagnostics import TAKE_AWAY
from eventgen.iam import receive
from eventgen.kinds import Attachment, Edge, Integration, Problem, Spec, rule
from eventgen.resources.delivery_stream import DeliveryStream
from eventgen.resources.stream import Stream

# d23-fh-perm
ACTIONS = ("kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards")


class Reading(Spec):
    """Firehose reads the whole stream."""


def _attach(edge: Edge[Stream, DeliveryStream, Reading]) -> Iterator[Attachment]:
    yield Attachment(edge.target.name, "source", edge.source)
    yield from receive(edge.target, edge.source, ACTIONS)


stream_to_delivery_stream = Integration(
    name="stream_to_delivery_stream",
    options=Reading,
    says="The delivery stream reads the stream.",
    template=False,
    attach=_attach,
    seen=lambda edge: edge.target.existing is None,
)


@rule("FIR103", ignorable=False)
def encryption_of_what_a_stream_keeps(edge: Edge[Stream, DeliveryStream, Reading]) -> Iterator[Problem]:
    """A delivery stream that reads a stream has no encryption of its own.

    ## Why
    Firehose keeps no records that it reads from a stream: they wait there, encrypted as the stream is. The provider
    refuses the one beside the other.

    ## Fix
    Take `encryption` away, as `--fix` does, and write it for the stream.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/encryption.html
    """
    if "encryption" in edge.target.written and edge.target.existing is None:
        message = f"{edge.target.name}: encryption of what it reads from {edge.source.name}: it keeps none of it"
        yield Problem(message, "take `encryption` away", ("encryption",), edge.target, TAKE_AWAY)
