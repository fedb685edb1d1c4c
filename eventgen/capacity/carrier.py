"""What a kind of node and a kind of flow say of events that come to them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from eventgen.capacity.limits import Limit, Use
from eventgen.capacity.loads import Load
from eventgen.capacity.quotas import Quotas
from eventgen.graph import AnyEdge, AnyNode, Graph


@dataclass(frozen=True)
class Question:
    """What is asked about a page."""

    rates: Mapping[str, float]  # node -> events a second that come to it from outside
    size: int  # bytes of an event from outside
    times: Mapping[str, float]  # function -> seconds of an invocation
    stop: int = 3600  # seconds that a consumer stands still
    quotas: Quotas = field(default_factory=Quotas)
    reserved: int = 0  # invocations at a time that functions of the page keep for themselves


@dataclass(frozen=True)
class Call:
    """Events that come to a node: from outside, or by a flow."""

    by: str  # the flow, or the node itself
    node: AnyNode
    load: Load
    question: Question
    graph: Graph
    edge: AnyEdge | None = None

    @property
    def flow(self) -> AnyEdge:
        assert self.edge is not None
        return self.edge

    @property
    def quotas(self) -> Quotas:
        return self.question.quotas

    def use(self, limit: Limit, amount: float) -> Use:
        return Use(limit, self.by, amount)


@dataclass(frozen=True)
class Held:
    """Where events wait for a consumer that has stopped."""

    place: str
    kept: int | None  # seconds; None where nobody knows
    note: str = ""  # what becomes of them if it fails instead; what else delays them
    first: float | None = None  # events a second with which it begins again; None: all that it can
    more: float = 0.0  # and how many more each minute


def _nothing(call: Call) -> Iterable[Use]:
    return ()


def _none(call: Call) -> Held | None:
    return None


@dataclass(frozen=True)
class Carrier:
    """A kind of node: what is used by events that come to it, and what leaves it."""

    takes: Callable[[Call], Iterable[Use]] = _nothing  # what is sent to it uses
    sends: Callable[[Call], Iterable[Use]] = _nothing  # what it sends over a flow uses besides
    within: Callable[[Call], Iterable[Use]] = _nothing  # all that comes to it, however it came
    gives: Callable[[Call], Load] = lambda call: call.load  # what leaves it, to each of its targets
    onward: Callable[[AnyNode, Graph], Iterable[str]] = lambda node, graph: ()  # whom it hands to without a flow
    fills: Callable[[AnyNode], Iterable[str]] = lambda node: ()  # what no events enter because of it: roles of links
    held: Callable[[Call], Held | None] = _none  # where what is sent to it waits for it


@dataclass(frozen=True)
class Passage:
    """A kind of flow that does more than to hand on each event by itself."""

    uses: Callable[[Call], Iterable[Use]] = _nothing
    held: Callable[[Call], Held | None] = _none
    says: Callable[[Call], Iterable[str]] = lambda call: ()  # what else is to be known
