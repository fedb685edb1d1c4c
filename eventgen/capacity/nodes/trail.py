"""CloudTrail: a trail tells the default bus of every call, which counts as no PutEvents."""

from collections.abc import Iterator

from eventgen.capacity.carrier import Carrier
from eventgen.graph import AnyNode, Graph
from eventgen.resources.bus import DEFAULT


def _onward(node: AnyNode, graph: Graph) -> Iterator[str]:
    if DEFAULT in graph.nodes:
        yield DEFAULT


trail = Carrier(onward=_onward, fills=lambda node: ("bucket",))
