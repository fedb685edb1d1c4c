"""A test and what happened -> what of it does not hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eventgen.load import Route
from eventgen.rubbish import uncollected
from eventgen.simulate.messages import Message, matches, text
from eventgen.simulate.notes import Note, What
from eventgen.simulate.tally import Seen, Tally, duplicates, ends, tally
from eventgen.simulate.world import World
from eventgen.testcase import Case, Expect
from eventgen.values import SECONDS, spell

TOLERANCE = 0.005  # of a share
SECOND = 1000
MOST_SHOWN = 3
COUNTED = {What.ARRIVED: "arrivals", What.HANDLED: "handled"}
LONGEST = 60  # characters of a body


@dataclass(frozen=True)
class Broken:
    """An expectation that does not hold: where it stands below the test, and which messages are concerned."""

    message: str
    route: Route
    about: tuple[Message, ...] = ()


@uncollected()
def broken(world: World, case: Case) -> list[Broken]:
    """Everything that does not hold, in the order of the page."""
    told = tally(world)
    found = [each for name, wanted in case.expect.items() for each in _of_node(world, told, name, wanted)]
    if case.within is not None:
        for name in case.expect:
            found += _late(name, told.nodes[name], case.within, ("within",))
    return [*found, *(_anywhere_else(world, told, case) if case.nothing_else else ())]


def _of_node(world: World, told: Tally, name: str, wanted: Expect) -> Iterator[Broken]:
    seen, at = told.nodes[name], ("expect", name)
    messages = tuple(seen.messages())
    lying = tuple(world.places[name].held())
    counted = COUNTED[world.places[name].arrivals]
    numbers: tuple[tuple[str, int | None, int, str, Sequence[Message]], ...] = (
        ("count", wanted.count, len(messages), "{} " + counted, messages),
        ("attempts", wanted.attempts, seen.attempts, "{} attempts", messages or _sent(world)),
        ("left", wanted.left, len(lying), "{} left at the end", lying),
        ("lost", wanted.lost, len(seen.lost), "{} lost", [note.message for note in seen.lost]),
    )
    for option, expected, actual, words, about in numbers:
        if expected is not None and expected != actual:
            yield Broken(
                f"{name}: expected {words.format(expected)}, got {actual}", (*at, option), tuple(about) or _sent(world)
            )
    if wanted.duplicates is not None and (again := duplicates(messages)) != wanted.duplicates:
        message = f"{name}: expected {wanted.duplicates} duplicates, got {again}"
        yield Broken(message, (*at, "duplicates"), messages)
    if wanted.share is not None:
        yield from _share(told, name, wanted.share, messages)
    if wanted.delivered is not None:
        yield from _delivered(name, wanted, messages, _sent(world))
    if wanted.keys is not None:
        yield from _keys(name, wanted.keys, messages)
    if wanted.within is not None:
        yield from _late(name, seen, wanted.within, (*at, "within"))


def _sent(world: World) -> tuple[Message, ...]:
    return tuple(note.message for note in world.log if not note.message.parents)[:MOST_SHOWN]


def _share(told: Tally, name: str, wanted: float, messages: tuple[Message, ...]) -> Iterator[Broken]:
    arrived = len({root.number for message in messages for root in message.roots()})
    share = arrived / told.sent if told.sent else 0.0
    if abs(share - wanted) > TOLERANCE:
        message = f"{name}: expected a share of {wanted:g}, got {share:.4g}: {arrived} of {told.sent}"
        yield Broken(message, ("expect", name, "share"))


def _delivered(name: str, wanted: Expect, messages: tuple[Message, ...], sent: tuple[Message, ...]) -> Iterator[Broken]:
    bodies, at = wanted.delivered or [], ("expect", name, "delivered")
    left, missing = _paired(bodies, messages, matches)
    for index, body in missing:
        came = f", got {_list(left)}" if left else f", got nothing{' more' * bool(messages)}"
        yield Broken(f"{name}: expected {_brief(body)}{came}", (*at, index), tuple(left) or sent)
    if left and not missing:
        yield Broken(f"{name}: expected {len(bodies)} bodies, and got {_list(left)} too", at, tuple(left))
    elif wanted.in_order and not missing and not _ordered(bodies, messages):
        yield Broken(f"{name}: expected {_said(bodies)} in this order, got {_list(messages)}", at, messages)


def _keys(name: str, wanted: list[str], messages: tuple[Message, ...]) -> Iterator[Broken]:
    at = ("expect", name, "keys")
    left, missing = _paired(wanted, messages, _has_key)
    for index, key in missing:
        got = (
            f", got {', '.join(str(m.about.get('key')) for m in left[:MOST_SHOWN])}" if left else ", and got none more"
        )
        yield Broken(f"{name}: expected an object {key}{got}", (*at, index), tuple(left))
    if left and not missing:
        message = f"{name}: expected {len(wanted)} objects, and got {left[0].about.get('key')} too"
        yield Broken(message, at, tuple(left))


def _has_key(wanted: Any, message: Message) -> bool:
    pattern = ".*".join(map(re.escape, str(wanted).split("*")))
    return re.fullmatch(pattern, str(message.about.get("key", "")), re.DOTALL) is not None


def _paired(
    wanted: list[Any], messages: Sequence[Message], fits: Callable[[Any, Message], bool]
) -> tuple[list[Message], list[tuple[int, Any]]]:
    """Each thing that is wanted takes a message that fits, the choosiest first. What is left, and what is missing."""
    choices = {index: [m for m in messages if fits(each, m)] for index, each in enumerate(wanted)}
    left, missing = dict.fromkeys(messages), []
    for index in sorted(choices, key=lambda index: len(choices[index])):
        taken = next((message for message in choices[index] if message in left), None)
        if taken is None:
            missing.append((index, wanted[index]))
        else:
            del left[taken]
    return list(left), sorted(missing, key=lambda each: each[0])


def _ordered(bodies: list[Any], messages: Sequence[Message]) -> bool:
    return all(matches(body, message) for body, message in zip(bodies, messages, strict=True))


def _late(name: str, seen: Seen, within: int, route: Route) -> Iterator[Broken]:
    late = [note for note in seen.arrived if note.at > within * SECOND]
    if late:
        message = f"{name}: expected all within {spell(within, SECONDS)}, got one after {time(late[0])}"
        yield Broken(message, route, (late[0].message,))


def _anywhere_else(world: World, told: Tally, case: Case) -> Iterator[Broken]:
    for name, seen in told.nodes.items():
        if name not in case.expect and (number := ends(world, name, seen)):
            message = f"{name}: expected nothing else, got {number} that end there"
            about = (*seen.messages(), *(note.message for note in seen.lost))
            yield Broken(message, ("nothing_else",), about)
        elif name in case.expect and seen.lost and case.expect[name].lost is None:
            message = f"{name}: expected nothing else, and {len(seen.lost)} were lost there"
            yield Broken(message, ("nothing_else",), tuple(note.message for note in seen.lost))


def time(note: Note) -> str:
    """When something happened, as people say it."""
    return clock(note.at)


def clock(at: int) -> str:
    """Milliseconds: `0.1s`, `3m`, `1h 30m`."""
    seconds, rest = divmod(at, SECOND)
    parts = []
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        number, seconds = divmod(seconds, size)
        parts += [f"{number}{unit}"] if number else []
    last = f"{seconds + rest / SECOND:g}s"
    return " ".join([*parts, last] if last != "0s" or not parts else parts)


def _list(messages: Sequence[Message]) -> str:
    more = f" and {len(messages) - MOST_SHOWN} more" if len(messages) > MOST_SHOWN else ""
    return ", ".join(_brief(message.body) for message in messages[:MOST_SHOWN]) + more


def _said(bodies: list[Any]) -> str:
    return ", ".join(map(_brief, bodies))


def _brief(body: Any) -> str:
    said = text(body)
    return said if len(said) <= LONGEST else said[: LONGEST - 3] + "..."
