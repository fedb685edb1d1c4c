"""A graph and a node that fails for a while -> what becomes of an event, for each way into the node."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from eventgen import kinds
from eventgen.graph import Graph
from eventgen.rubbish import uncollected
from eventgen.simulate.faults import Faults
from eventgen.simulate.messages import Message
from eventgen.simulate.notes import GONE, Note, What
from eventgen.simulate.owning import owning
from eventgen.simulate.ringing import Ring, rings
from eventgen.simulate.samples import Sample, samples
from eventgen.simulate.world import Script, Unplayable, Way, World, flow_name
from eventgen.testcase import Fail

SECOND = 1000
STEPS = 5_000  # of one event where nothing fails: what takes more goes in a circle
TRIES = frozenset({What.TRIED, What.REFUSED})
GIVEN_UP = GONE | {What.DEAD}


@dataclass(frozen=True)
class End:
    """Where an event ends, when and why; `own` is what to write on the page so that it is not lost."""

    what: str  # delivered, dead_letter, lost, failed, told
    place: str
    at: int  # milliseconds
    why: str = ""
    own: str = ""


@dataclass(frozen=True)
class Walk:
    """What became of one event on one way into the node."""

    path: tuple[str, ...]  # nodes, from the entry to the one that fails
    start: str = ""  # the node that the event was handed to; empty where none was found that goes this way
    event: Message | None = None
    of: str = ""  # the test that sends it
    tries: tuple[int, ...] = ()  # milliseconds
    ends: tuple[End, ...] = ()
    behind: str = ""  # who waits meanwhile
    rings: tuple[Ring, ...] | None = None  # None: the page has no alarms
    why: str = ""  # why no event was found, if it is known
    notes: tuple[Note, ...] = field(default=(), repr=False)

    @property
    def waits(self) -> int:
        """How long the event waits from the first try on until it is delivered, or given up."""
        return max(end.at for end in self.ends) - self.tries[0] if self.ends and self.tries else 0

    def saved(self, seconds: int) -> int | None:
        """From when on an event lives until the outage ends, where the first one does not: milliseconds."""
        given_up = any(end.what in {"dead_letter", "lost"} for end in self.ends)
        return seconds * SECOND - self.tries[-1] if given_up and 0 < self.tries[-1] < seconds * SECOND else None


@uncollected()
def outage(graph: Graph, node: str, seconds: int) -> list[Walk]:
    """Plays an outage of a node from the first second on. Raises Unplayable."""
    world, circles = World(graph, Script()), dict[str, str]()
    return [_walk(world, path, seconds, node, circles) for path in _paths(world, node) or [()]]


def _paths(world: World, node: str) -> list[tuple[Way, ...]]:
    """For each way into a node, from each node at which events enter: the shortest path that ends with this way."""
    into: dict[str, list[Way]] = {}
    for way in world.ways:
        into.setdefault(way.target, []).append(way)
    paths = []
    for last in into.get(node, []):
        found: dict[str, tuple[Way, ...]] = {last.source: (last,)}
        ring = [last.source]
        while ring:
            ways = [way for name in ring for way in into.get(name, ()) if way.source != node]
            new = {way.source: (way, *found[way.target]) for way in reversed(ways) if way.source not in found}
            found |= new
            ring = list(new)
        entries = [name for name in found if name not in into] or [last.source]
        paths += [found[name] for name in entries]
    return paths


def _walk(world: World, path: tuple[Way, ...], seconds: int, node: str, circles: dict[str, str]) -> Walk:
    """The event begins as far ahead of the node as one can be found for. `circles`: from where events come back, and
    why they were given up."""
    names = (*(way.source for way in path), node)
    why = ""
    for index, start in enumerate(names[:-1] or names):
        for sample in samples(world, start, path[index:]):
            if start in circles:
                why = circles[start]
                break
            try:
                reached = _reaches(world.graph, start, sample, node, path[-1:])
            except Unplayable as error:
                reached, why = False, str(error)
                circles[start] = why
            if reached:
                fail = {node: Faults(Fail.model_validate({"from": 0, "to": seconds}))}
                played, event = _played(world.graph, start, sample, Script(fail, sends=sample.sends))
                return _told(played, Walk(names, start, event, sample.of), path[-1:])
    return Walk(names, why=why)


def _played(graph: Graph, start: str, sample: Sample, script: Script) -> tuple[World, Message]:
    world = World(graph, script)
    event = world.message(**sample.fields)
    world.note(What.SENT, event, start)
    world.places[start].take(event)
    world.run()
    return world, event


def _reaches(graph: Graph, start: str, sample: Sample, node: str, last: tuple[Way, ...]) -> bool:
    """Whether an event comes over the last way to the node, and is taken there, where nothing fails. Raises
    Unplayable."""
    world, _ = _played(graph, start, sample, Script(sends=sample.sends, steps=STEPS))
    went = all(way.name in world.carried for way in last)
    return went and any(note.place == node and note.what is world.places[node].arrivals for note in world.log)


def _told(world: World, walk: Walk, last: tuple[Way, ...]) -> Walk:
    """What the log says of the messages that met the node, of what they came from and what they became."""
    node = walk.path[-1]
    met = {note.message for note in world.log if note.place == node}
    kin = _ancestors(met) | _descendants(met, _ancestors({note.message for note in world.log}))
    concerned = [note for note in world.log if note.message in kin]
    concerned = [n for n in concerned if n.place in walk.path or n.what in GIVEN_UP]  # others may have it too
    tries = tuple(n.at for n in concerned if n.place == node and n.what in _tries(world, node))
    ends = tuple(dict.fromkeys(_ends(world, node, concerned, "".join(way.name for way in last))))
    behind = next(filter(None, (_behind(world.graph, way, concerned) for way in last)), "")
    return replace(walk, tries=tries, ends=ends, behind=behind, rings=rings(world), notes=tuple(concerned))


def _ancestors(messages: set[Message]) -> set[Message]:
    """Messages, and all that they came from."""
    found, ring = set(messages), messages
    while ring:
        ring = {parent for one in ring for parent in one.parents} - found
        found |= ring
    return found


def _descendants(messages: set[Message], among: set[Message]) -> set[Message]:
    """Messages, and all that they became; a message is younger than what it came from."""
    found = set(messages)
    for one in sorted(among, key=lambda message: message.number):
        if not found.isdisjoint(one.parents):
            found.add(one)
    return found


def _tries(world: World, node: str) -> frozenset[What]:
    """What counts as a try of a node: that it runs, or that it takes, or does not take, what is handed to it."""
    runs = world.places[node].arrivals is What.HANDLED
    return TRIES if runs else TRIES | {What.ARRIVED}


def _ends(world: World, node: str, notes: list[Note], way: str) -> Iterator[End]:
    delivered = world.places[node].arrivals
    found = False
    for note in notes:
        place = note.place
        if note.what is What.DEAD:
            yield End("dead_letter", place, note.at, str(note.more))
        elif note.what in GONE:
            yield End("lost", place, note.at, str(note.more or note.what.value), owning(world.graph, place, way))
        elif place == node and note.what is delivered:
            yield End("delivered", node, note.at)
        else:
            continue
        found = True
    if not found:
        yield from _dropped(world, node, notes, way)


def _dropped(world: World, node: str, notes: Iterable[Note], way: str) -> Iterator[End]:
    """Nobody comes back to it: whoever sent it was told, or the node itself gave it up."""
    for note in notes:
        if note.place == node and note.what is What.FAILED:
            yield End("failed", node, note.at, str(note.more), owning(world.graph, node, way))
        elif note.place == node and note.what is What.REFUSED:
            yield End("told", node, note.at, str(note.more))


def _behind(graph: Graph, way: Way, notes: Iterable[Note]) -> str:
    """Who waits behind the event, where the flow says so."""
    came = next((note for note in notes if note.place == way.source and note.what is What.ARRIVED), None)
    for edge in graph.edges:
        if came and flow_name(edge) == way.name:
            told = getattr(kinds.found("simulate.flows", edge.integration.name), "behind", None)
            return str(told(edge, came)) if told else ""
    return ""
