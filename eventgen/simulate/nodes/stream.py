"""Kinesis: a stream keeps records by shard, for all who read it."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from eventgen.graph import AnyNode
from eventgen.simulate.faults import Refusal
from eventgen.simulate.messages import Message, dig
from eventgen.simulate.notes import What
from eventgen.simulate.recorded import decoded, messages
from eventgen.simulate.world import World
from eventgen.testcase import Send

SECOND = 1000
ON_DEMAND = 4  # kinesis on-demand mode: shards of a new stream
HASHES = 2**128  # what a partition key may hash to
LONGEST_KEY = 256


class Record(NamedTuple):
    """A record in a shard."""

    message: Message
    came: int
    shard: int
    hashed: int


class Reader(Protocol):
    """Who reads a stream."""

    def read(self, record: Record) -> None:
        """A record has come."""


class StreamPlace:
    """A stream at work."""

    arrivals = What.ARRIVED

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.readers: list[Reader] = []
        self.shards = node.spec.shards or ON_DEMAND
        self.retention = node.spec.retention * SECOND
        self.records: deque[Record] = deque()

    def connect(self) -> None:
        """Its readers have found it."""

    def take(self, message: Message) -> Refusal | None:
        world = self.world
        if refusal := world.refuses(self, message):
            return refusal
        key = message.about.get("partition", str(message.number))
        if not 1 <= len(key) <= LONGEST_KEY:
            return world.refused(self, message, Refusal.INVALID, f"its partition key has {len(key)} characters")
        hashed = int.from_bytes(hashlib.md5(key.encode(), usedforsecurity=False).digest())
        record = Record(message, world.now, hashed * self.shards // HASHES, hashed)
        self.records.append(record)
        while self.records[0].came + self.retention <= world.now:
            self.records.popleft()
        world.note(What.ARRIVED, message, self.node.name, f"shard {record.shard + 1}")
        for reader in self.readers:
            reader.read(record)
        return None

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        about = {} if send.partition_key is None else {"partition": send.partition_key}
        return [{"made": send.body, "about": about}]

    def recorded(self, event: Any) -> Iterator[Mapping[str, Any]]:
        """The records of an event of Kinesis, or one record."""
        return messages(event, "aws:kinesis", _record)

    def held(self) -> Iterable[Message]:
        return (record.message for record in self.records)


def _record(record: dict[str, Any]) -> Mapping[str, Any]:
    key = dig(record, "kinesis", "partitionKey")
    return {"made": decoded(dig(record, "kinesis", "data")), "about": {"partition": str(key)}}


stream = StreamPlace
