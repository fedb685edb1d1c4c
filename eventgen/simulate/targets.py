"""What all targets of a rule have in common: what they get of the event, the tries, the dead-letter queue."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from eventgen.graph import AnyEdge
from eventgen.simulate import retries
from eventgen.simulate.delivering import SECOND, Delivery
from eventgen.simulate.messages import Message, data
from eventgen.simulate.nodes.rule import RulePlace
from eventgen.simulate.world import World

_STEP = re.compile(r"""(?P<every>\.\*|\[\*\])|\[(?P<index>\d+)\]|\.(?P<name>[^.[]+)|\[['"](?P<quoted>[^'"]+)['"]\]""")
Composed = Callable[[Message], Mapping[str, Any]]  # an event -> fields of what the target gets, save its body


def nothing_more(event: Message) -> Mapping[str, Any]:
    return {}


def target(
    world: World,
    edge: AnyEdge,
    composed: Composed = nothing_more,
    lets: Callable[[Message], bool] | None = None,
) -> None:
    """Has the target of a flow get what a rule lets through."""
    options = edge.options
    waits, age = retries.of_rules, options.max_age * SECOND
    delivery = Delivery(world, edge, waits, edge.links.get("dead_letter"), options.retries, age)

    def deliver(event: Message) -> None:
        if lets is None or lets(event):
            delivery.send(world.child(event, given(world, edge, event), **composed(event)))

    world.place(edge.source, RulePlace).targets.append(deliver)


def given(world: World, edge: AnyEdge, event: Message) -> Any:
    """The event, a part of it, or a constant in its place."""
    if edge.options.input is not None:
        return world.names.plain(edge.options.input)
    if edge.options.input_path is not None:
        return at(event.body, edge.options.input_path)
    return event.body


def at(body: Any, path: str) -> Any:
    """What stands at a JSON path such as $.detail.items[0]; nothing, if there is nothing; a list, if it has a `*`."""
    found = [data(body)]
    for step in _STEP.finditer(path):
        found = [below for each in found for below in _below(each, step)]
    return found if "*" in path else next(iter(found), None)


def _below(body: Any, step: re.Match[str]) -> Iterable[Any]:
    """What a step of a path leads to."""
    if step["every"]:
        return body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    if step["index"]:
        return body[int(step["index"]) :][:1] if isinstance(body, list) else ()
    name = step["name"] or step["quoted"]
    return [body[name]] if isinstance(body, dict) and name in body else ()
