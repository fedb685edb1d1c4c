"""What all subscriptions of a topic have in common: the filter, the envelope, the tries, the dead-letter queue."""

from collections.abc import Mapping
from typing import Any

from eventgen.filters import sns
from eventgen.graph import AnyEdge
from eventgen.simulate import retries
from eventgen.simulate.delivering import Delivery
from eventgen.simulate.gates import Gate, pattern
from eventgen.simulate.messages import Maker, Message, text
from eventgen.simulate.names import START
from eventgen.simulate.nodes.queue import deduplication
from eventgen.simulate.nodes.topic import TopicPlace
from eventgen.simulate.notes import What
from eventgen.simulate.retries import Waits
from eventgen.simulate.world import World, flow_name


def subscribe(world: World, edge: AnyEdge, made: Maker, waits: Waits = retries.to_managed, raw: bool = False) -> None:
    """Has the target of a flow get the messages of a topic. `made` makes the body of what is delivered."""
    topic = world.place(edge.source, TopicPlace)
    delivery = Delivery(world, edge, waits, edge.links.get("dead_letter"))
    gate = _gate(world, edge)

    def deliver(message: Message) -> None:
        if gate is not None and not gate.lets(message):
            world.note(What.KEPT_OUT, message, gate.name, gate)
            return
        child = world.child(message, made)
        if message.group is not None:
            child.group = message.group
            child.deduplication = deduplication(message) if edge.source.spec.fifo else None
        if raw:
            child.attributes = message.attributes
        delivery.send(child)

    topic.subscribers.append(deliver)


def _gate(world: World, edge: AnyEdge) -> Gate | None:
    wanted = edge.options.filter
    if wanted is None:
        return None
    name, route = flow_name(edge), (*edge.route, "filter")
    if wanted.body is not None:
        policy = world.names.plain(wanted.body)
        return world.gate(pattern(name, route, [policy], sns.BODY, lambda message: text(message.body)))
    policy = world.names.plain(wanted.attributes)
    return world.gate(pattern(name, route, [policy], sns.ATTRIBUTES, lambda m: published(m.attributes)))


def published(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes of a test as they are published."""
    return {name: _attribute(value) for name, value in attributes.items()}


def _attribute(value: Any) -> dict[str, str]:
    if isinstance(value, dict) and "Type" in value and "Value" in value:
        return {"Type": str(value["Type"]), "Value": text(value["Value"])}
    if isinstance(value, bool | list):
        return {"Type": "String.Array", "Value": text(value)}
    return {"Type": "Number" if isinstance(value, int | float) else "String", "Value": str(value)}


def as_published(message: Message) -> Any:
    """Raw delivery: the body alone."""
    return message.parents[0].body


def envelope(topic: str) -> Maker:
    """A notification of SNS, as a queue gets it."""

    def made(message: Message) -> Any:
        origin = message.parents[0]
        found = {
            "Type": "Notification",
            "MessageId": str(origin.number),
            "TopicArn": topic,
            "Message": text(origin.body),
            "Timestamp": START,
            "SignatureVersion": "1",
        }
        return {**found, "MessageAttributes": published(origin.attributes)} if origin.attributes else found

    return made


def invocation(topic: str) -> Maker:
    """A notification of SNS, as a function gets it."""
    notification = envelope(topic)

    def made(message: Message) -> Any:
        record = {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": topic}
        return {"Records": [{**record, "Sns": notification(message)}]}

    return made
