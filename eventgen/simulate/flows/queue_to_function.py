"""SQS -> Lambda: pollers receive batches, and delete what the function has handled."""

import json
from typing import Any

from eventgen.filters import mappings
from eventgen.graph import AnyEdge
from eventgen.simulate.messages import Message, text
from eventgen.simulate.nodes.function import THROTTLED, FunctionPlace, no_order
from eventgen.simulate.nodes.queue import Entry, QueuePlace
from eventgen.simulate.notes import Note, What
from eventgen.simulate.polling import criteria, let_through
from eventgen.simulate.retries import of_throttled
from eventgen.simulate.world import World, flow_name

SECOND = 1000
FIRST, MORE, MOST = 5, 300, 1250  # lambda-sqs-scaling: batches at a time, more of them each minute, the most
MINUTE = 60 * SECOND
INVOCATIONS_OF_A_POLLER = 10  # lambda-sqs-scaling
Received = list[tuple[Entry, int]]  # messages with the receipts under which they are deleted


class Pollers:
    """What Lambda does with one queue for one function."""

    def __init__(self, world: World, edge: AnyEdge) -> None:
        self.world, self.edge, options = world, edge, edge.options
        self.queue = world.place(edge.source, QueuePlace)
        self.function = world.place(edge.target, FunctionPlace)
        self.queue.readers.append(self)
        self.size, self.window = options.batch.size, options.batch.window * SECOND
        self.gate = criteria(world, edge, mappings.QUEUE, self._record)
        self.order = _group if edge.source.spec.fifo else no_order
        self.name = flow_name(edge)
        self.running = 0
        self.most, self.grows = FIRST, True
        if options.concurrency or options.pollers:
            pollers = options.pollers
            self.most = options.concurrency or pollers.maximum * INVOCATIONS_OF_A_POLLER
            self.grows = False
        self.growing = False
        self.collected: Received = []
        self.collection = 0  # which one it is
        self.collecting = False

    def _record(self, message: Message) -> Any:
        """A message as filters see it."""
        attributes = {name: _attribute(value) for name, value in message.attributes.items()}
        return {"messageId": str(message.number), "body": text(message.body), "messageAttributes": attributes}

    @staticmethod
    def behind(edge: AnyEdge, came: Note) -> str:
        """Who waits behind a message that fails."""
        if not edge.source.spec.fifo:
            return f"other messages of {edge.source.name} do not wait for it"
        return f"group {came.message.group} of {edge.source.name} waits behind it; its other groups do not"

    def wake(self) -> None:
        while self.running < self.most and self.queue.visible():
            found = self.queue.receive(self.size - len(self.collected))
            if not found:
                break
            self.collected += self._passed(found)
            if not self.collected:
                continue
            if self.window and len(self.collected) < self.size:
                self._collect()
                break
            self._invoke()
        if self.grows and not self.growing and self.running >= self.most and self.queue.visible():
            self.growing = True
            self.world.after(MINUTE, self._grow)

    def _collect(self) -> None:
        """Waits for the rest of a batch, as long as the window says from its first message on."""
        if not self.collecting:
            self.collecting = True
            self.world.after(self.window, self._close, self.collection)

    def _close(self, collection: int) -> None:
        if collection == self.collection:
            self._invoke()
            self.wake()

    def _grow(self) -> None:
        self.growing = False
        if self.queue.visible():
            self.most = min(self.most + MORE, MOST)
            self.grows = self.most < MOST
            self.wake()

    def _passed(self, found: list[Entry]) -> Received:
        """What the filter of the mapping lets through; the rest is deleted (ESM015)."""
        if self.gate is None:
            return [(entry, entry.receipt) for entry in found]
        passed = set(let_through(self.world, self.gate, [entry.message for entry in found]))
        for entry in found:
            if entry.message not in passed:
                self.queue.delete(entry, entry.receipt)
        return [(entry, entry.receipt) for entry in found if entry.message in passed]

    def _invoke(self) -> None:
        batch, self.collected, self.collecting = self.collected, [], False
        self.collection += 1
        self.running += 1
        self.world.carried.add(self.name)
        _Batch(self, batch).go()

    def done(self) -> None:
        self.running -= 1
        self.wake()


class _Batch:
    """Messages on their way through one invocation."""

    def __init__(self, pollers: Pollers, batch: Received) -> None:
        self.pollers, self.batch = pollers, batch
        self.waits = of_throttled()

    def go(self) -> None:
        events = [entry.message for entry, _ in self.batch]
        if self.pollers.function.run(events, self.done, self.pollers.order):
            self._wait()

    def _wait(self) -> None:
        """While the function is throttled Lambda tries again, until the messages are visible again anyway (ESM031)."""
        wait, world = next(self.waits), self.pollers.world
        if any(entry.hidden and entry.receipt == receipt for entry, receipt in self.batch):
            world.after(wait, self.go)
        else:
            for entry, _ in self.batch:
                world.note(What.FAILED, entry.message, self.pollers.edge.target.name, THROTTLED)
            self.pollers.done()

    def done(self, failed: list[Message]) -> None:
        """What is not reported as failed is deleted; the rest stays hidden until its time is over."""
        queue, back = self.pollers.queue, set(failed)
        for entry, receipt in self.batch:
            if entry.message not in back:
                queue.delete(entry, receipt)
        self.pollers.done()


def _group(message: Message) -> object:
    return message.group


def _attribute(value: Any) -> dict[str, Any]:
    """An attribute as an event of SQS has it."""
    if isinstance(value, bool | list):
        return {"stringValue": json.dumps(value), "dataType": "String.Array"}
    return {"stringValue": str(value), "dataType": "Number" if isinstance(value, int | float) else "String"}


queue_to_function = Pollers
