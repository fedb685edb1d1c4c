"""SQS: a queue keeps messages, hides those that are received, and moves those that are received too often."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from eventgen.graph import AnyNode
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message, text
from eventgen.simulate.metrics import LEFT, Metric, Span, at_once, lasted, stays
from eventgen.simulate.notes import Note, What
from eventgen.simulate.recorded import messages
from eventgen.simulate.world import World
from eventgen.testcase import Send

SECOND = 1000
POISON = 3  # sqs-available-cloudwatch-metrics: a message that was received so often counts for no age any more
DEDUPLICATION = 300 * SECOND  # FIFO: a message that comes again within five minutes is taken and not delivered


@dataclass(eq=False, slots=True)
class Entry:
    """A message in a queue."""

    message: Message
    since: int  # when it was sent: its retention counts from here
    group: str | None
    receives: int = 0
    receipt: int = 0  # of the last receive
    hidden: bool = False
    gone: bool = False


class Reader(Protocol):
    """Who polls a queue."""

    def wake(self) -> None:
        """Something has become visible."""


def _lying(world: World, node: AnyNode) -> Iterator[Span]:
    return stays(world, node.name, lambda note: (note.message,) if note.what in LEFT else ())


def _waiting(world: World, node: AnyNode) -> Iterable[Span]:
    """What waits for a function of the page; when others fetch is not known."""

    def ends(note: Note) -> tuple[Message, ...]:
        poison = note.what is What.RETURNED and note.more >= POISON and not node.spec.fifo
        return (note.message,) if poison or note.what in LEFT else ()

    return stays(world, node.name, ends) if world.graph.out_of(node.name) else ()


class QueuePlace:
    """A queue at work."""

    arrivals = What.ARRIVED
    metrics = {"age": Metric(_waiting, lasted), "dead_letters": Metric(_lying, at_once)}

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node, spec = world, node, node.spec
        self.readers: list[Reader] = []
        self.retention = spec.retention * SECOND
        self.visibility = (spec.visibility_timeout or 0) * SECOND
        self.after = spec.dead_letter.after if "dead_letter" in node.links else 0
        self.delay = spec.delay * SECOND
        self.entries: dict[Entry, None] = {}  # in the order of their coming
        self.lanes: dict[str | None, deque[Entry]] = {}  # what is visible; FIFO: by group, the hidden ones too
        self.hidden: deque[tuple[int, int, Entry]] = deque()
        self.busy: dict[str | None, int] = {}  # FIFO: groups with messages in flight
        self.free: dict[str | None, None] = {}  # the lanes that a receive may look into
        self.known: dict[str, int] = {}  # FIFO: when a duplicate was last seen
        self.receipts = 0
        self.watching = self.ageing = False

    def connect(self) -> None:
        """A queue waits for others."""

    def take(self, message: Message, since: int | None = None) -> Refusal | None:
        refusal = self.world.refuses(self, message) or (self._unfit(message) if self.node.spec.fifo else None)
        if refusal:
            return refusal
        if self.node.spec.fifo and since is None and self._known(message):
            self.world.note(What.REPEATED, message, self.node.name)
            return None
        self.world.note(What.ARRIVED, message, self.node.name)
        fifo = self.node.spec.fifo
        entry = Entry(message, self.world.now if since is None or fifo else since, message.group if fifo else None)
        self.entries[entry] = None
        if not self.ageing:
            self._age()
        if self.delay:
            self.world.after(self.delay, self._show, entry)
        else:
            self._show(entry)
        return None

    def _unfit(self, message: Message) -> Refusal | None:
        """SQS022: a FIFO queue wants a group, and an id unless it makes one of the content."""
        lacks = "MessageGroupId" if message.group is None else ""
        if self.node.spec.deduplication == "id" and message.deduplication is None:
            lacks = lacks or "MessageDeduplicationId"
        return self.world.refused(self, message, Refusal.INVALID, f"it lacks {lacks}") if lacks else None

    def _known(self, message: Message) -> bool:
        mark = deduplication(message)
        if self.node.spec.high_throughput:
            mark = f"{message.group}/{mark}"
        last = self.known.get(mark)
        if last is not None and self.world.now - last < DEDUPLICATION:
            return True
        self.known[mark] = self.world.now
        return False

    def _show(self, entry: Entry) -> None:
        self.lanes.setdefault(entry.group, deque()).append(entry)
        if entry.group not in self.busy:
            self.free[entry.group] = None
        self._wake()

    def visible(self) -> bool:
        """Whether a receive may find something."""
        return bool(self.free)

    def receive(self, most: int) -> list[Entry]:
        """Some messages, which are hidden from now on. What comes too often goes to the dead-letter queue instead.
        Of a FIFO queue: as many of one group as there are, then of the next."""
        found: list[Entry] = []
        for group in list(islice(self.free, most)):
            lane = self.lanes[group]
            if group is None:
                while lane and len(found) < most:
                    self._look(lane.popleft(), found)
            else:
                for entry in lane:
                    if len(found) >= most:
                        break
                    self._look(entry, found)
            self._tidy(group)
            if len(found) >= most:
                break
        if found:
            self._hide(found)
        return found

    def _look(self, entry: Entry, found: list[Entry]) -> None:
        """A message is received."""
        if entry.gone:
            return
        if entry.since + self.retention <= self.world.now:
            self._expire(entry)
            return
        entry.receives += 1
        if self.after and entry.receives > self.after:
            self._move(entry)
        else:
            found.append(entry)

    def _hide(self, found: list[Entry]) -> None:
        until = self.world.now + self.visibility
        for entry in found:
            self.receipts += 1
            entry.receipt, entry.hidden = self.receipts, True
            self.hidden.append((until, entry.receipt, entry))
            if entry.group is not None:
                self.busy[entry.group] = self.busy.get(entry.group, 0) + 1
                self.free.pop(entry.group, None)
        if not self.watching:
            self._watch()

    def delete(self, entry: Entry, receipt: int) -> None:
        """Takes a message away. SQS does nothing where it was received again since, and FIFO where it is visible."""
        if entry.receipt == receipt and not entry.gone and (entry.hidden or entry.group is None):
            self._remove(entry)

    def _remove(self, entry: Entry) -> None:
        entry.gone = True
        self.entries.pop(entry, None)
        self._freed(entry)

    def _freed(self, entry: Entry) -> None:
        """A message is in flight no more; when all of a group are so, the group goes on."""
        if entry.hidden and entry.group is not None:
            self.busy[entry.group] -= 1
            if not self.busy[entry.group]:
                del self.busy[entry.group]
                self._tidy(entry.group)
                if entry.group in self.lanes:
                    self.free[entry.group] = None
                    self.world.after(0, self._wake)
        entry.hidden = False

    def _tidy(self, group: str | None) -> None:
        lane = self.lanes.get(group)
        while lane and lane[0].gone:
            lane.popleft()
        if lane is not None and not lane:
            del self.lanes[group]
            self.free.pop(group, None)

    def _wake(self) -> None:
        for reader in self.readers:
            reader.wake()

    def _watch(self) -> None:
        """Shows again what nobody has deleted in time."""
        shown, now = False, self.world.now
        while self.hidden:
            until, receipt, entry = self.hidden[0]
            if entry.receipt != receipt or not entry.hidden:
                self.hidden.popleft()
            elif until <= now:
                self.hidden.popleft()
                self._return(entry)
                shown = True
            else:
                break
        self.watching = bool(self.hidden)
        if self.watching:
            self.world.after(self.hidden[0][0] - now, self._watch)
        if shown:
            self._wake()

    def _return(self, entry: Entry) -> None:
        self._freed(entry)
        self.world.note(What.RETURNED, entry.message, self.node.name, entry.receives)
        if entry.group is None:
            self.lanes.setdefault(None, deque()).append(entry)
            self.free[None] = None

    def _move(self, entry: Entry) -> None:
        """The receive that is one too many: the message leaves. A standard queue keeps its age."""
        self._remove(entry)
        to, why = self.world.places[self.node.links["dead_letter"].name], f"it was received {times(self.after)}"
        self.world.hand_over(entry.message, self.node.name, why, to, entry.since)

    def _expire(self, entry: Entry) -> None:
        self._remove(entry)
        self.world.note(What.EXPIRED, entry.message, self.node.name)

    def _age(self) -> None:
        """Expires the oldest when its time has come, if somebody still looks on then."""
        now = self.world.now
        while self.entries:
            oldest = next(iter(self.entries))
            if oldest.since + self.retention > now:
                self.ageing = True
                self.world.meanwhile(oldest.since + self.retention - now, self._age)
                return
            self._expire(oldest)
        self.ageing = False

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        how = {"attributes": send.attributes, "group": send.group, "deduplication": send.deduplication}
        return [{"made": send.body, **how}]

    def recorded(self, event: Any) -> Iterator[Mapping[str, Any]]:
        """The messages of an event of SQS, or one message."""
        return messages(event, "aws:sqs", lambda record: {"made": record.get("body", "")})

    def held(self) -> Iterable[Message]:
        return (entry.message for entry in self.entries)


def times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def deduplication(message: Message) -> str:
    """What a FIFO queue or topic knows a message by."""
    if message.deduplication is not None:
        return message.deduplication
    return hashlib.sha256(text(message.body).encode()).hexdigest()


queue = QueuePlace
