"""Kinesis -> Firehose: the delivery stream reads the stream."""

from collections.abc import Iterator

from eventgen.iam import receive
from eventgen.kinds import Attachment, Edge, Integration, Spec
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
