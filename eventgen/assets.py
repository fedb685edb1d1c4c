"""Graph -> the files that it names: code as a reproducible zip, definitions of state machines."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.graph import Graph
from eventgen.kinds import Asset, Node
from eventgen.load import Document
from eventgen.packing import Unfit, packed


def assets(graph: Graph, document: Document) -> tuple[dict[str, bytes | None], list[Diagnostic]]:
    """For each node that names a file its content, or None where it is not there (yet); and what is unfit."""
    found: dict[str, bytes | None] = {}
    wrong: list[Diagnostic] = []
    for node, asset in named(graph):
        route = (*node.route, *asset.option)
        try:
            found[node.name] = content = packed(document.file, asset.path, asset.form)
            for code, says, fix in node.kind.unfit(node, content) if content is not None else ():
                message = f"{node.name}: {asset.path}: {says}"
                wrong.append(document.diagnostic(route, Severity.ERROR, code, message, fix))
        except Unfit as error:
            message = f"{node.name}: {asset.path} {error}"
            wrong.append(document.diagnostic(route, Severity.ERROR, "CODE001", message))
        except OSError as error:
            message = f"{node.name}: {asset.path} cannot be read: {error.strerror or error}"
            wrong.append(document.diagnostic(route, Severity.ERROR, "FILE003", message))
    return found, wrong


def named(graph: Graph) -> Iterator[tuple[Node[Any], Asset]]:
    """The nodes that name a file, each with what it names."""
    for node in graph.nodes.values():
        asset: Asset | None = node.kind.asset(node)
        if asset is not None:
            yield node, asset
