"""EventBridge: a rule hands the events that match to its targets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from eventgen.filters import eventbridge
from eventgen.graph import AnyNode
from eventgen.resources.rule import pattern, reads
from eventgen.simulate.events import API_CALL
from eventgen.simulate.faults import Refusal
from eventgen.simulate.gates import Gate
from eventgen.simulate.gates import pattern as gate
from eventgen.simulate.messages import Message, data
from eventgen.simulate.metrics import Metric, Span, counted
from eventgen.simulate.nodes.bus import BusPlace
from eventgen.simulate.notes import What
from eventgen.simulate.world import Way, World, flow_name
from eventgen.testcase import Send


def _given_up(world: World, node: AnyNode) -> Iterator[Span]:
    """What a target did not get in the end, whether a dead-letter queue has it or not."""
    flows = {flow_name(edge) for edge in world.graph.out_of(node.name)}
    for note in world.log:
        owner = str(note.more).split(": ")[0] if note.what is What.DEAD else note.place
        if note.what in (What.DEAD, What.LOST) and owner in flows:
            yield Span(note.at)


class RulePlace:
    """A rule at work."""

    arrivals = What.ARRIVED
    metrics = {"failures": Metric(_given_up, counted)}

    def __init__(self, world: World, node: AnyNode) -> None:
        self.world, self.node = world, node
        self.targets: list[Callable[[Message], None]] = []
        made = pattern(node)
        wanted = world.names.plain(made)
        self.reads = reads(made)
        name = f"{node.links['bus'].name if 'bus' in node.links else 'a bus'} -> {node.name}"
        self.gate: Gate = world.gate(gate(name, node.route, [wanted], eventbridge.RULE, lambda m: data(m.body)))

    def connect(self) -> None:
        if "bus" in self.node.links:
            bus = self.node.links["bus"]
            self.world.place(bus, BusPlace).rules.append(self)
            self.world.ways.append(Way(bus.name, self.node.name, self.gate.name, self.node.route))

    def offer(self, message: Message) -> None:
        if not self.gate.lets(message):
            self.world.note(What.KEPT_OUT, message, self.gate.name, self.gate)
        elif _only_reads(message) and not self.reads:
            why = "a rule hears of calls that only read if it asks for one by its name"
            self.world.note(What.KEPT_OUT, message, self.gate.name, why)
        else:
            self.world.carried.add(self.gate.name)
            self.take(message)

    def take(self, message: Message) -> Refusal | None:
        self.world.note(What.ARRIVED, message, self.node.name)
        for target in self.targets:
            target(message)
        return None

    def sent(self, send: Send) -> Iterable[Mapping[str, Any]]:
        return [{"made": send.body}]

    def recorded(self, event: Any) -> Iterable[Mapping[str, Any]]:
        return [{"made": event}]

    def held(self) -> Iterable[Message]:
        return ()


def _only_reads(message: Message) -> bool:
    """CTR002: management events that read reach only rules in the state for all of them."""
    found = data(message.body)
    detail = found.get("detail") if found.get("detail-type") == API_CALL else None
    return isinstance(detail, dict) and bool(detail.get("readOnly"))


rule = RulePlace
