"""A test -> a world in which it has been played."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

from eventgen.graph import Graph
from eventgen.rubbish import uncollected
from eventgen.simulate.faults import Faults
from eventgen.simulate.nodes.bus import BusPlace
from eventgen.simulate.notes import What
from eventgen.simulate.recorded import MOST_BYTES, parsed
from eventgen.simulate.world import Place, Script, Unplayable, World
from eventgen.testcase import Case, Send

SECOND = 1000
USUAL_RATE = 1000  # a second: what is sent one after the other
NUMBER = "{n}"
BODY = "made"  # the field of a message in which numbers are numbers


@uncollected()
def play(graph: Graph, case: Case, folder: str) -> World:
    """Plays a test until nothing moves. `folder` is where recorded events lie. Raises Unplayable."""
    takes = {name: seconds * SECOND for name, seconds in case.takes.items()}
    faults = {name: Faults(said) for name, said in case.fail.items()}
    until = None if case.until is None else case.until * SECOND
    world = World(graph, Script(faults, takes, case.sends, until))
    for index, send in enumerate(case.send):
        _Sending(world, send, folder).start(index)
    world.run()
    return world


class _Sending:
    """One entry of `send`, while its events are sent."""

    def __init__(self, world: World, send: Send, folder: str) -> None:
        self.world, self.send = world, send
        self.place: Place = world.places[send.to]
        self.number = send.count
        if send.rate is not None and send.over is not None and "count" not in send.model_fields_set:
            self.number = max(1, round(send.rate * send.over))
        self.many = self.number > 1  # only then `{n}` is a number
        self.fields = [dict(each) for each in self._fields(folder)]

    def start(self, index: int) -> None:
        """What is sent at the same time is sent one after the other, as the page has it."""
        self.begin = self.send.at * SECOND + index * SECOND // USUAL_RATE
        self.world.after(self.begin, self._next, 1)

    def _time(self, number: int) -> int:
        """When the event of a number is sent."""
        before = number - 1
        if self.send.over is not None and self.number > 1:
            return self.begin + before * self.send.over * SECOND // self.number
        return self.begin + int(before * SECOND / (self.send.rate or USUAL_RATE))

    def _next(self, number: int) -> None:
        if number < self.number:
            self.world.after(self._time(number + 1) - self.world.now, self._next, number + 1)
        if self.send.replay is not None:
            assert isinstance(self.place, BusPlace)  # TEST003
            self.place.replay(self.send.replay)
            return
        for fields in self.fields:
            told = {n: numbered(value, number, n == BODY) for n, value in fields.items()} if self.many else fields
            message = self.world.message(**told)
            self.world.note(What.SENT, message, self.send.to)
            self.place.take(message)

    def _fields(self, folder: str) -> Iterable[Mapping[str, Any]]:
        if self.send.event_file is not None:
            return self.place.recorded(_recorded(folder, self.send.event_file))
        return self.place.sent(self.send)


def numbered(value: Any, number: int, data: bool = True) -> Any:
    """A value with the event's number where it says `{n}`: as a number where that is all of it and it is data."""
    if isinstance(value, str):
        if NUMBER not in value:
            return value
        return number if data and value == NUMBER else value.replace(NUMBER, str(number))
    if isinstance(value, dict):
        return {key: numbered(inner, number, data) for key, inner in value.items()} if value else value
    return [numbered(inner, number, data) for inner in value] if isinstance(value, list) else value


def _recorded(folder: str, name: str) -> Any:
    """A recorded event. Raises Unplayable where there is none."""
    try:
        with open(os.path.join(folder, name), "rb") as stream:
            return parsed(stream.read(MOST_BYTES + 1), name)
    except OSError as error:
        raise Unplayable(f"{name} cannot be read: {error.strerror}") from error
