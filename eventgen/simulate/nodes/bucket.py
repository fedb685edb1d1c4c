"""S3: a bucket keeps objects, and tells of what happens to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

from eventgen.graph import AnyNode
from eventgen.notified import ON_THE_BUS
from eventgen.simulate.events import PUT
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message, dig, text
from eventgen.simulate.notes import What
from eventgen.simulate.recorded import messages
from eventgen.simulate.world import World
from eventgen.testcase import Send


class BucketPlace:
    """A bucket at work. A message to it is something that happens to an object; its body is the object's."""

    arrivals = What.ARRIVED

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.told: list[Callable[[Message], None]] = []
        self.objects: dict[str, Message] = {}

    def connect(self) -> None:
        """Its notifications have found it."""

    def take(self, message: Message) -> Refusal | None:
        world, given = self.world, message.about
        if refusal := world.refuses(self, message):
            return refusal
        key = given.get("key") or f"{message.number}"
        size = given.get("size")
        size = len(text(message.body).encode()) if size is None else size
        message.about = {**given, "event": given.get("event") or PUT, "key": key, "size": size}
        world.note(What.ARRIVED, message, self.node.name)
        if message.about["event"].startswith(("ObjectRemoved", "LifecycleExpiration")):
            self.objects.pop(key, None)
        else:
            self.objects[key] = message
        for tell in self.told:
            tell(message)
        return None

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        about = {"event": send.event, "key": send.key, "size": send.size}
        return [{"made": "" if send.body is None else send.body, "about": about}]

    def recorded(self, event: Any) -> Iterator[Mapping[str, Any]]:
        """What happened to objects, of a notification or of an event of S3 on a bus."""
        if isinstance(event, dict) and event.get("source") == "aws.s3":
            yield {"made": "", "about": _on_a_bus(event)}
        else:
            yield from messages(event, "aws:s3", lambda record: {"made": "", "about": _notified(record)})

    def held(self) -> Iterable[Message]:
        return self.objects.values()


def _notified(record: dict[str, Any]) -> dict[str, Any]:
    thing = _object(dig(record, "s3", "object"))
    return {**thing, "event": record.get("eventName"), "key": unquote_plus(thing["key"])}


def _on_a_bus(event: dict[str, Any]) -> dict[str, Any]:
    """S3's own name of what an event of a bus tells."""
    detail = event.get("detail")
    kind = event.get("detail-type"), dig(detail, "reason"), dig(detail, "deletion-type")
    names = [
        name
        for name, (type_, more) in ON_THE_BUS.items()
        if kind == (type_, more.get("reason"), more.get("deletion-type"))
    ]
    return {**_object(dig(detail, "object")), "event": names[0] if names else PUT}


def _object(thing: Any) -> dict[str, Any]:
    size = dig(thing, "size")
    return {"key": str(dig(thing, "key") or ""), "size": size if isinstance(size, int) else 0}


bucket = BucketPlace
