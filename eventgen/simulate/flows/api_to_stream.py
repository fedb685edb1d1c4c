"""API Gateway -> Kinesis: the body becomes a record; its partition key is read out of it, or is the request's id."""

from eventgen.graph import AnyEdge
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message, data
from eventgen.simulate.nodes.api import ApiPlace
from eventgen.simulate.targets import at
from eventgen.simulate.world import World, flow_name


def api_to_stream(world: World, edge: AnyEdge) -> None:
    path, stream = edge.options.partition_key, world.places[edge.target.name]

    def hand(request: Message) -> Refusal | None:
        world.carried.add(flow_name(edge))
        found = at(request.body, path) if path else request.number
        # What the body lacks is an empty text in the template's language, which Kinesis does not take
        partition = "" if found is None else str(found)
        return stream.take(world.child(request, data(request.body), about={"partition": partition}))

    world.place(edge.source, ApiPlace).routes.append((edge.options.route, hand))
