"""What all notifications of a bucket have in common: the filter of events and names, and the tries of S3."""

from collections.abc import Callable
from typing import Any

from eventgen.filters.notifications import KeyFilter
from eventgen.graph import AnyEdge
from eventgen.simulate import retries
from eventgen.simulate.delivering import Delivery
from eventgen.simulate.events import notification
from eventgen.simulate.gates import keys
from eventgen.simulate.messages import Message
from eventgen.simulate.nodes.bucket import BucketPlace
from eventgen.simulate.notes import What
from eventgen.simulate.retries import DAY
from eventgen.simulate.world import World, flow_name

Told = Callable[[Message], Any]  # something that happened -> what is told of it; None if S3 does not tell of it


def notify(world: World, edge: AnyEdge) -> None:
    """Has the target of a flow hear of the objects of a bucket."""
    options, bucket = edge.options, world.names.name(edge.source)
    ends = ("" if end is None else world.names.text(end) for end in (options.prefix, options.suffix))
    gate = world.gate(keys(flow_name(edge), edge.route, KeyFilter(tuple(options.events), *ends)))
    tell = telling(world, edge, lambda message: notification(bucket, message.about))

    def told(message: Message) -> None:
        if gate.lets(message):
            tell(message)
        else:
            world.note(What.KEPT_OUT, message, gate.name, gate)

    world.place(edge.source, BucketPlace).told.append(told)


def telling(world: World, edge: AnyEdge, made: Told) -> Callable[[Message], None]:
    """How S3 hands on what it tells of an object."""
    delivery = Delivery(world, edge, retries.of_storage, max_age=DAY)

    def tell(message: Message) -> None:
        said = made(message)
        if said is not None:
            delivery.send(world.child(message, said))

    return tell
