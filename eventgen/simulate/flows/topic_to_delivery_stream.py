"""SNS -> Firehose: each message is a record."""

from eventgen.graph import AnyEdge
from eventgen.simulate.subscriptions import as_published, envelope, subscribe
from eventgen.simulate.world import World


def topic_to_delivery_stream(world: World, edge: AnyEdge) -> None:
    subscribe(world, edge, as_published if edge.options.raw else envelope(world.names.arn(edge.source)))
