"""Firehose: a delivery stream collects records, and writes them as objects when there are enough, or it is time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventgen.graph import AnyNode
from eventgen.simulate.faults import Refusal
from eventgen.simulate.keys import Partition, key, partition
from eventgen.simulate.messages import Message, text
from eventgen.simulate.metrics import Metric, Span, lasted, stays
from eventgen.simulate.nodes.function import FunctionPlace
from eventgen.simulate.notes import Note, What
from eventgen.simulate.world import World
from eventgen.testcase import Send

SECOND = 1000
TRIES_OF_TRANSFORM = 3  # firehose data-transformation-failure-handling: retries of the function
METADATA, PROCESSING = "metadata-extraction-failed", "processing-failed"


@dataclass
class Buffer:
    """Records of one partition that wait to be written."""

    records: list[Message] = field(default_factory=list)
    size: int = 0


def _unwritten(world: World, node: AnyNode) -> Iterator[Span]:
    """Records, until the object that they are part of is written, or given up."""
    buckets = {edge.target.name for edge in world.graph.out_of(node.name)}

    def ends(note: Note) -> tuple[Message, ...]:
        written = note.what is What.ARRIVED and note.place in buckets
        return note.message.parents if written or note.what is What.LOST else ()

    return stays(world, node.name, ends)


class DeliveryStreamPlace:
    """A delivery stream at work."""

    arrivals = What.ARRIVED
    metrics = {"freshness": Metric(_unwritten, lasted)}

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node, spec = world, node, node.spec
        self.write: Callable[[Message], None] | None = None
        self.most, self.interval = spec.buffer.size, spec.buffer.interval * SECOND
        self.prefix, self.error_prefix = (world.names.text(each or "") for each in (spec.prefix, spec.error_prefix))
        self.buffers: dict[Partition, Buffer] = {}
        self.transformed: dict[Message, None] = {}  # what the function has at the moment
        self.transform: FunctionPlace | None = None
        self.objects = 0

    def connect(self) -> None:
        if "transform" in self.node.links:
            self.transform = self.world.place(self.node.links["transform"], FunctionPlace)

    def take(self, message: Message) -> Refusal | None:
        if refusal := self.world.refuses(self, message):
            return refusal
        self.world.note(What.ARRIVED, message, self.node.name)
        self._put(message, partition(self.node.spec.partition_by, message.body))
        return None

    def _put(self, message: Message, of: Partition | None) -> None:
        """Into the buffer of its partition, or of those that have none."""
        place: Partition = (("", METADATA),) if of is None else of
        buffer = self.buffers.get(place)
        if buffer is None:
            buffer = self.buffers[place] = Buffer()
            self.world.after(self.interval, self._flush, place, buffer)
        buffer.records.append(message)
        buffer.size += len(text(message.body).encode()) + self.node.spec.newline
        if buffer.size >= self.most:
            self._flush(place, buffer)

    def _flush(self, place: Partition, buffer: Buffer) -> None:
        if self.buffers.get(place) is not buffer:
            return  # it was full before its time
        del self.buffers[place]
        if self.transform is None:
            self._write(buffer.records, place)
        else:
            self.transformed |= dict.fromkeys(buffer.records)
            self._transform(buffer.records, place, TRIES_OF_TRANSFORM)

    def _transform(self, records: list[Message], place: Partition, left: int) -> None:
        assert self.transform

        def done(failed: list[Message]) -> None:
            fine = [record for record in records if record not in set(failed)]
            if fine:
                self._write(fine, place)
            if failed and left:
                self._transform(failed, place, left - 1)
            elif failed:
                self._write(failed, (("", PROCESSING),))

        if self.transform.run(records, done):
            self.world.after(SECOND, self._transform, records, place, left)

    def _write(self, records: list[Message], place: Partition) -> None:
        """One object of all of them."""
        for record in records:
            self.transformed.pop(record, None)
        end = "\n" if self.node.spec.newline else ""
        content = "".join(text(record.body) + end for record in records)
        self.objects += 1
        name = f"{self.world.names.name(self.node)}-1-{self.objects:04}"
        where = key(self.prefix, self.error_prefix, place, self.world.now)
        about = {"key": where + name + (".gz" if self.node.spec.compression == "gzip" else "")}
        made = self.world.union(records, content, about=about)
        if self.write is None:
            self.world.note(What.LOST, made, self.node.name, "it has no bucket")
        else:
            self.write(made)

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": send.body}]

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        return [{"made": event}]

    def held(self) -> Iterable[Message]:
        yield from (record for buffer in self.buffers.values() for record in buffer.records)
        yield from self.transformed


delivery_stream = DeliveryStreamPlace
