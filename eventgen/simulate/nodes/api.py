"""API Gateway: requests come to routes, which hand them on while the client waits."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from eventgen.graph import AnyNode
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message
from eventgen.simulate.metrics import Metric, Span, counted, notes
from eventgen.simulate.notes import What
from eventgen.simulate.world import World
from eventgen.testcase import Send

SECOND = 1000


def _errors(world: World, node: AnyNode) -> Iterator[Span]:
    """Answers of 500 and more: it fails itself, or what it hands requests to does."""
    came = {note.message for note in notes(world, node.name, What.ARRIVED)}
    for note in world.log:
        own = note.place == node.name or any(parent in came for parent in note.message.parents)
        if own and note.what is What.REFUSED and note.more == Refusal.ERROR.value:
            yield Span(note.at)


class ApiPlace:
    """An API at work."""

    arrivals = What.ARRIVED
    metrics = {"errors": Metric(_errors, counted)}

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.routes: list[tuple[str, Callable[[Message], Refusal | None]]] = []
        self.tokens = float(node.spec.throttle.burst) if node.spec.throttle else 0.0
        self.filled = 0

    def connect(self) -> None:
        """Its routes have found it."""

    def take(self, message: Message) -> Refusal | None:
        world = self.world
        if refusal := world.refuses(self, message):
            return refusal
        if self._busy():
            return world.refused(self, message, Refusal.THROTTLED, "429: more requests than its throttle lets in")
        asked = message.about.get("route")
        handed = next((hand for route, hand in self.routes if asked is None or fits(route, asked)), None)
        if handed is None:
            return world.refused(self, message, Refusal.INVALID, f"403: it has no route {asked or ''}".rstrip())
        world.note(What.ARRIVED, message, self.node.name)
        return handed(message)

    def _busy(self) -> bool:
        """Whether the bucket of tokens, which the rate fills and each request takes one from, is empty."""
        throttle, now = self.node.spec.throttle, self.world.now
        if throttle is None:
            return False
        self.tokens = min(throttle.burst, self.tokens + (now - self.filled) * throttle.rate / SECOND)
        self.filled = now
        if self.tokens < 1:
            return True
        self.tokens -= 1
        return False

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": send.body, "about": {} if send.route is None else {"route": send.route}}]

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        return [{"made": event}]

    def held(self) -> Iterable[Message]:
        return ()


def fits(route: str, asked: str) -> bool:
    """Whether a request is for a route: `GET /orders/7` is for `ANY /orders/{id}`."""
    method, path = route.split(" ")
    wanted_method, _, wanted = asked.partition(" ")
    steps = [r"[^/]+" if step.startswith("{") else re.escape(step) for step in path.split("/")]
    return method in ("ANY", wanted_method) and bool(re.fullmatch("/".join(steps), wanted))


api = ApiPlace
