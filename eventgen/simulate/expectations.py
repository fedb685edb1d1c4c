"""A test and what happened -> what of it does not hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eventgen.load import Route
from eventgen.rubbish import uncollected
from eventgen.simulate.concerned import concerned, missing
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
    yield from _numbers(world, name, wanted, seen)
    if wanted.duplicates is not None and len(again := duplicates(messages)) != wanted.duplicates:
        message = f"{name}: expected {wanted.duplicates} duplicates, got {len(again)}"
        yield Broken(message, (*at, "duplicates"), (*again, *messages))
    if wanted.share is not None:
        yield from _share(world, told, name, wanted.share)
    if wanted.delivered is not None:
        yield from _delivered(world, name, wanted, messages)
    if wanted.keys is not None:
        yield from _keys(world, name, wanted.keys, messages)
    if wanted.within is not None:
        yield from _late(name, seen, wanted.within, (*at, "within"))


def _numbers(world: World, name: str, wanted: Expect, seen: Seen) -> Iterator[Broken]:
    counted = COUNTED[world.places[name].arrivals]
    numbers: tuple[tuple[str, int | None, str, Sequence[Message]], ...] = (
        ("count", wanted.count, "{} " + counted, tuple(seen.messages())),
        ("attempts", wanted.attempts, "{} attempts", seen.tried),
        ("left", wanted.left, "{} left at the end", tuple(world.places[name].held())),
        ("lost", wanted.lost, "{} lost", [note.message for note in seen.lost]),
    )
    for option, expected, words, found in numbers:
        if expected is not None and expected != (actual := len(found)):
            about = concerned(world, name, found, actual < expected)
            yield Broken(f"{name}: expected {words.format(expected)}, got {actual}", ("expect", name, option), about)


def _share(world: World, told: Tally, name: str, wanted: float) -> Iterator[Broken]:
    messages = tuple(told.nodes[name].messages())
    arrived = len({root.number for message in messages for root in message.roots()})
    share = arrived / told.sent if told.sent else 0.0
    if abs(share - wanted) > TOLERANCE:
        message = f"{name}: expected a share of {wanted:g}, got {share:.4g}: {arrived} of {told.sent}"
        yield Broken(message, ("expect", name, "share"), concerned(world, name, messages, share < wanted))


def _delivered(world: World, name: str, wanted: Expect, messages: tuple[Message, ...]) -> Iterator[Broken]:
    bodies, at = wanted.delivered or [], ("expect", name, "delivered")
    left, lacking = _paired(bodies, messages, matches)
    for index, body in lacking:
        came = f", got {_list(left)}" if left else f", got nothing{' more' * bool(messages)}"
        absent = missing(world, name, messages)
        about = (*(message for message in absent if matches(body, message)), *left, *absent)
        yield Broken(f"{name}: expected {_brief(body)}{came}", (*at, index), about)
    if left and not lacking:
        yield Broken(f"{name}: expected {len(bodies)} bodies, and got {_list(left)} too", at, tuple(left))
    elif wanted.in_order and not lacking and (odd := _disordered(bodies, messages)):
        yield Broken(f"{name}: expected {_said(bodies)} in this order, got {_list(messages)}", at, odd)


def _keys(world: World, name: str, wanted: list[str], messages: tuple[Message, ...]) -> Iterator[Broken]:
    at = ("expect", name, "keys")
    left, lacking = _paired(wanted, messages, _has_key)
    for index, key in lacking:
        got = (
            f", got {', '.join(str(m.about.get('key')) for m in left[:MOST_SHOWN])}" if left else ", and got none more"
        )
        about = (*left, *missing(world, name, messages))
        yield Broken(f"{name}: expected an object {key}{got}", (*at, index), about)
    if left and not lacking:
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


def _disordered(bodies: list[Any], messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """What came from the first message on that is not the one whose turn it was."""
    turns = enumerate(zip(bodies, messages, strict=True))
    return next((messages[at:] for at, (body, message) in turns if not matches(body, message)), ())


def _late(name: str, seen: Seen, within: int, route: Route) -> Iterator[Broken]:
    late = [note for note in seen.arrived if note.at > within * SECOND]
    if late:
        message = f"{name}: expected all within {spell(within, SECONDS)}, got one after {time(late[0])}"
        yield Broken(message, route, (late[0].message,))


def _anywhere_else(world: World, told: Tally, case: Case) -> Iterator[Broken]:
    for name, seen in told.nodes.items():
        if name not in case.expect and (ended := ends(world, name, seen)):
            message = f"{name}: expected nothing else, got {len(ended)} that end there"
            yield Broken(message, ("nothing_else",), tuple(ended))
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
