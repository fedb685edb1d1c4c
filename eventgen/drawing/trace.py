"""A test -> the steps of it that a picture can show: when, where, what was said, and the lines that lit up."""

import os
from collections.abc import Iterator
from typing import Any

from eventgen.kinds import Edge
from eventgen.picture import Picture, Sort
from eventgen.pipeline import Page
from eventgen.simulate.expectations import broken, clock
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import Note, What
from eventgen.simulate.play import play
from eventgen.simulate.story import brief, worded
from eventgen.simulate.world import Unplayable, World, flow_name
from eventgen.testcase import Case

MOST_STEPS = 500  # of one test: nobody looks at more
LONGEST_WAY = 3  # lines that a message takes from one note to the next
BAD = frozenset({What.KEPT_OUT, What.REFUSED, What.FAILED, What.DEAD, What.EXPIRED, What.LOST})


def traces(page: Page, picture: Picture) -> Iterator[dict[str, Any]]:
    """The tests of a page, played; none of a page with errors."""
    for index, case in page.graph.tests.items() if page.sound else ():
        line = page.document.place(("tests", index)).line
        yield {"name": case.name, "line": line, **_played(page, picture, case)}


def _played(page: Page, picture: Picture, case: Case) -> dict[str, Any]:
    try:
        world = play(page.graph, case, os.path.dirname(page.document.file))
    except Unplayable as error:
        return {"wrong": [str(error)], "steps": [], "more": 0}
    steps = list(_Steps(picture).of(world))
    wrong = [each.message for each in broken(world, case)]
    return {"wrong": wrong, "steps": steps[:MOST_STEPS], "more": max(0, len(steps) - MOST_STEPS)}


class _Steps:
    """Follows messages through a picture."""

    def __init__(self, picture: Picture) -> None:
        self.boxes = {box.name: at for at, box in enumerate(picture.boxes)}
        self.lines: dict[str, int] = {}  # by the names that notes have for them
        self.out: dict[tuple[bool, str], list[tuple[str, int]]] = {}
        self.last: dict[int, str] = {}  # where a message was noted last
        for at, line in enumerate(picture.lines):
            fails = line.sort is Sort.FAILURE
            name = flow_name(line.of) if isinstance(line.of, Edge) and not fails else f"{line.source} -> {line.target}"
            self.lines.setdefault(name, at)
            self.out.setdefault((fails, line.source), []).append((line.target, at))

    def of(self, world: World) -> Iterator[dict[str, Any]]:
        for note, words in worded(world.log):
            boxes, lines = self._lit(note)
            about = " + ".join(dict.fromkeys(brief(root) for root in note.message.roots()))
            step = {"at": clock(note.at), "place": note.place, "words": words, "about": about}
            yield {**step, "boxes": boxes, "lines": lines, "bad": note.what in BAD}

    def _lit(self, note: Note) -> tuple[list[int], list[int]]:
        """The box and the lines to show; of a flow that keeps out the flow itself."""
        if note.place not in self.boxes:
            source = note.place.split(" -> ")[0]
            lines = [self.lines[note.place]] if note.place in self.lines else []
            return [self.boxes[source]] if source in self.boxes else [], lines
        before = [self.last[one.number] for one in _line_of(note.message) if one.number in self.last]
        self.last[note.message.number] = note.place
        if note.what is What.DEAD:
            before = [str(note.more).split(": ")[0].split(" -> ")[0], *before]
        if note.what is What.RETURNED:
            return [self.boxes[note.place]], []
        ways = (self._way(one, note.place, note.what is What.DEAD) for one in dict.fromkeys(before))
        return [self.boxes[note.place]], next(filter(None, ways), [])

    def _way(self, source: str, target: str, fails: bool) -> list[int]:
        """The lines from one box to another; none if it is the same or far."""
        ways: list[tuple[str, list[int]]] = [(source, [])]
        for _ in range(LONGEST_WAY if source != target else 0):
            ways = [(end, [*way, at]) for box, way in ways for end, at in self.out.get((fails, box), ())]
            if found := [way for end, way in ways if end == target]:
                return found[0]
        return []


def _line_of(message: Message) -> Iterator[Message]:
    """A message, else those that it was made of."""
    yield message
    yield from message.parents
