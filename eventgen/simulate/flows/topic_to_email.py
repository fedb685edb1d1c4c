"""SNS -> e-mail: the body of the message is the mail, once the owner of the address has confirmed."""

from eventgen.graph import AnyEdge
from eventgen.simulate import retries
from eventgen.simulate.subscriptions import as_published, subscribe
from eventgen.simulate.world import World


def topic_to_email(world: World, edge: AnyEdge) -> None:
    subscribe(world, edge, as_published, retries.to_customers)
