"""SNS -> SQS: the body as it is, or in the envelope of SNS."""

from eventgen.graph import AnyEdge
from eventgen.simulate.subscriptions import as_published, envelope, subscribe
from eventgen.simulate.world import World


def topic_to_queue(world: World, edge: AnyEdge) -> None:
    raw = edge.options.raw
    subscribe(world, edge, as_published if raw else envelope(world.names.arn(edge.source)), raw=raw)
