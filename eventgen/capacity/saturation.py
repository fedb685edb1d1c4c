"""Rates that grow together -> the first hop that reaches its bound, and when it does."""

from dataclasses import dataclass, replace

from eventgen.capacity.carrier import Question
from eventgen.capacity.limits import Hop, hops, tightest
from eventgen.capacity.traffic import traffic
from eventgen.graph import Graph

MOST_STEPS, NEAR = 60, 1e-9
FARTHEST = 1e12  # times the rates: what is not reached by then never is


@dataclass(frozen=True)
class Saturation:
    """The hop that is the first at its bound, at so many times the rates that were asked about."""

    hop: Hop
    factor: float


def saturation(graph: Graph, asked: Question) -> Saturation | None:
    """Most of what is asked grows as the rates do, and the first step is the last. But objects of a delivery stream
    come at least so often, and a stream on demand gets more shards."""
    found: Saturation | None = None
    factor = 1.0
    for _ in range(MOST_STEPS):
        hop = _tightest(graph, asked, factor)
        if hop is None or factor > FARTHEST:
            break
        if not hop.limit.most:
            return Saturation(hop, 0.0)
        if hop.share >= 1 - NEAR and (found is None or factor < found.factor):
            found = Saturation(hop, factor)
        if abs(hop.share - 1) <= NEAR:
            break
        factor /= hop.share
    return found


def _tightest(graph: Graph, asked: Question, factor: float) -> Hop | None:
    rates = {name: rate * factor for name, rate in asked.rates.items()}
    return tightest(hops(traffic(graph, replace(asked, rates=rates)).uses()))
