"""Kinesis -> Lambda: each shard is read in order; a batch that fails blocks it."""

from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from eventgen.filters import mappings
from eventgen.graph import AnyEdge
from eventgen.simulate import retries
from eventgen.simulate.messages import Message, text
from eventgen.simulate.nodes.function import FunctionPlace
from eventgen.simulate.nodes.stream import Record, StreamPlace
from eventgen.simulate.notes import Note, What
from eventgen.simulate.polling import criteria, let_through
from eventgen.simulate.retries import SECOND
from eventgen.simulate.world import World, flow_name

POLL = SECOND  # with-kinesis: Lambda polls each shard once a second, where it has caught up
Lane = tuple[int, int]  # a shard, and which of its batches at a time


@dataclass
class Batch:
    """Records that are handled together, and how often that was tried."""

    records: list[Record]
    tries: int = 0
    waits: Iterator[int] = field(default_factory=retries.of_shards)


class Reading:
    """What Lambda does with one stream for one function."""

    def __init__(self, world: World, edge: AnyEdge) -> None:
        self.world, self.edge, self.options = world, edge, edge.options
        self.stream = world.place(edge.source, StreamPlace)
        self.function = world.place(edge.target, FunctionPlace)
        self.stream.readers.append(self)
        self.window = self.options.batch.window * SECOND
        self.max_age = (self.options.max_age or edge.source.spec.retention) * SECOND
        self.gate = criteria(world, edge, mappings.STREAM, _seen)
        self.name = flow_name(edge)
        self.lanes: dict[Lane, deque[Record]] = {}
        self.at_work: dict[Lane, deque[Batch]] = {}  # what blocks a lane: batches, the first of which is tried
        self.polled: set[Lane] = set()

    @staticmethod
    def behind(edge: AnyEdge, came: Note) -> str:
        """Who waits behind a record that fails."""
        part = "" if edge.options.parallel == 1 else f"one of the {edge.options.parallel} lanes of "
        return f"{part}{came.more} of {edge.source.name} is blocked: what comes after it there waits"

    def read(self, record: Record) -> None:
        # a shard has a range of the hashes: its keys are told apart by their last bits
        lane = (record.shard, record.hashed % self.options.parallel)
        self.lanes.setdefault(lane, deque()).append(record)
        self._poll(lane)

    def _poll(self, lane: Lane) -> None:
        """Reads the lane at the next poll, once the window has passed."""
        if lane not in self.polled and lane not in self.at_work and self.lanes[lane]:
            self.polled.add(lane)
            self.world.after(POLL - self.world.now % POLL + self.window, self._begin, lane)

    def _go_on(self, lane: Lane) -> None:
        """While whole batches wait, none has to wait for a poll: Lambda goes on until it has caught up."""
        if len(self.lanes[lane]) >= self.options.batch.size:
            self.polled.add(lane)
            self.world.after(0, self._begin, lane)
        else:
            self._poll(lane)

    def _begin(self, lane: Lane) -> None:
        self.polled.discard(lane)
        waiting = self.lanes[lane]
        found: list[Record] = []
        while waiting and len(found) < self.options.batch.size:
            found.append(waiting.popleft())
        passed = set(let_through(self.world, self.gate, [record.message for record in found]))
        batch = [record for record in found if record.message in passed]
        if batch:
            self.world.carried.add(self.name)
            self.at_work[lane] = deque([Batch(batch)])
            self._go(lane)
        else:
            self._go_on(lane)

    def _go(self, lane: Lane) -> None:
        """Tries the first batch of a lane, without what has become too old."""
        batch = self.at_work[lane][0]
        old = [record for record in batch.records if self.world.now - record.came > self.max_age]
        batch.records = batch.records[len(old) :]
        if old:
            self._discard(old, lane, "their age ended")
        if not batch.records:
            self._next(lane)
        elif self.function.run([r.message for r in batch.records], lambda failed: self._done(lane, failed), _in_order):
            self.world.after(next(batch.waits), self._go, lane)

    def _done(self, lane: Lane, failed: list[Message]) -> None:
        batch = self.at_work[lane][0]
        if not failed:
            self._next(lane)
            return
        came = set(failed)
        batch.records = [record for record in batch.records if record.message in came]
        if self.options.bisect and len(batch.records) > 1:
            # invocation-eventsourcemapping: to split a batch is no retry
            half = (len(batch.records) + 1) // 2
            self.at_work[lane].insert(1, Batch(batch.records[half:], batch.tries))
            batch.records = batch.records[:half]
            self.world.after(0, self._go, lane)
            return
        batch.tries += 1
        if batch.tries > self.options.retries:
            self._discard(batch.records, lane, f"they failed {batch.tries} times")
            self._next(lane)
        else:
            self.world.after(next(batch.waits), self._go, lane)

    def _next(self, lane: Lane) -> None:
        batches = self.at_work[lane]
        batches.popleft()
        if batches:
            self._go(lane)
        else:
            del self.at_work[lane]
            self._go_on(lane)

    def _discard(self, records: list[Record], lane: Lane, why: str) -> None:
        """The dead-letter queue is told where the records lie, not what they are."""
        world, to = self.world, self.edge.links.get("dead_letter")
        said = why if len(records) > 1 else why.replace("they", "it").replace("their", "its")
        if to is None:
            for record in records:
                world.note(What.LOST, record.message, self.name, said)
            return
        info = {
            "shardId": f"shardId-{lane[0]:012}",
            "batchSize": len(records),
            "streamArn": world.names.arn(self.edge.source),
        }
        info["startSequenceNumber"], info["endSequenceNumber"] = (str(records[at].message.number) for at in (0, -1))
        body = {"requestContext": {"condition": "RetryAttemptsExhausted"}, "version": "1.0", "KinesisBatchInfo": info}
        world.bury(world.union((record.message for record in records), body), self.name, to, said)


def _in_order(message: Message) -> object:
    return True


def _seen(message: Message) -> Any:
    """A record as filters see it."""
    data = b64encode(text(message.body).encode()).decode()
    return {"kinesis": {"data": data, "partitionKey": message.about.get("partition", "")}}


stream_to_function = Reading
