"""Graph -> the resources that have another address since nodes were renamed, and the blocks that tell Terraform.

The page is rendered with the names that its nodes had before: the same resources come in the same order. A node has a
list of names; what was renamed more often was renamed first, the last renaming was one for all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from eventgen.fmt import fmt
from eventgen.graph import AnyNode, Graph
from eventgen.hcl import Expr
from eventgen.module import Move
from eventgen.plan import plan
from eventgen.render import environment, texts

MOVED = "moved.tf"
_RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)" \{$', re.M)


def moves(graph: Graph, assets: Mapping[str, bytes | None]) -> Sequence[Move]:
    """What each resource was called, and what it is called now, one renaming after the other."""
    most = max(len(_was(node)) for node in graph.nodes.values())
    lists = [list(_addresses(_before(graph, step), assets, step, graph)) for step in range(most, -1, -1)]
    steps = [pair for before, after in pairwise(lists) for pair in zip(before, after, strict=True)]
    return list(dict.fromkeys((before, after) for before, after in steps if before != after))


def written(moved: Sequence[Move]) -> bytes:
    """The blocks."""
    both = [(Expr(before), Expr(after)) for before, after in moved]
    return fmt(environment().get_template("module/moved.tf.j2").render(moves=both).strip("\n")).encode()


def _was(node: AnyNode) -> list[str]:
    was: list[str] = getattr(node.spec, "was", [])
    return was


def _addresses(graph: Graph, assets: Mapping[str, bytes | None], step: int, now: Graph) -> Iterator[str]:
    """The addresses of all resources, in the order of the files."""
    called = {name: content for old, content in assets.items() for name in [_name(now.nodes[old], step)]}
    for _, text in sorted(texts(plan(graph, called)).items()):
        yield from (".".join(found) for found in _RESOURCE.findall(text))


def _name(node: AnyNode, step: int) -> str:
    """What a node was called so many renamings ago."""
    names = [*_was(node), node.name]
    return names[max(0, len(names) - 1 - step)]


def _before(graph: Graph, step: int) -> Graph:
    """The graph as it was so many renamings ago."""
    bare = {name: replace(node, name=_name(node, step)) for name, node in graph.nodes.items()}

    def linked(links: Mapping[str, AnyNode], to: Mapping[str, AnyNode]) -> dict[str, AnyNode]:
        return {role: to[node.name] for role, node in links.items()}

    nodes = {name: replace(bare[name], links=linked(node.links, bare)) for name, node in graph.nodes.items()}
    edges = (
        replace(edge, source=nodes[edge.source.name], target=nodes[edge.target.name], links=linked(edge.links, nodes))
        for edge in graph.edges
    )
    told = nodes[graph.told].name if graph.told in nodes else graph.told
    return replace(graph, nodes={node.name: node for node in nodes.values()}, edges=tuple(edges), told=told)
