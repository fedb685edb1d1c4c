"""Graph -> what the page leaves open and what it then is, for the README of a module: what whoever is on call, or pays,
would ask for. Which options these are each kind says itself."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from eventgen.graph import AnyNode, Graph
from eventgen.specs import Spec
from eventgen.values import BYTES, SECONDS, Duration, Size, spell

EVERYWHERE = {  # of the page's defaults
    "encryption": "managed: AWS keeps the keys; kms: a key of the module does, which is paid for",
    "log_retention": "logs are paid for by the month",
    "tracing": "X-Ray, paid for by the trace",
}


class Decision(NamedTuple):
    """Whose it is, how the page would say it, and what it means."""

    of: str
    yaml: str
    means: str


def decided(graph: Graph) -> list[Decision]:
    """All of a page, in its order, what is the same of several once; the defaults of all nodes first."""
    several: dict[tuple[str, str], list[str]] = {}
    for of, *same in _decisions(graph):
        several.setdefault((same[0], same[1]), []).append(of)
    return [Decision(", ".join(of), *same) for same, of in several.items()]


def _decisions(graph: Graph) -> Iterator[Decision]:
    defaults, nodes = graph.header.defaults, [node for node in graph.nodes.values() if _whole(node)]
    for option, means in EVERYWHERE.items():
        if option not in defaults.model_fields_set and any(_open(node, option) for node in nodes):
            yield Decision("every node", f"defaults: {{{_yaml(defaults, (option,))}}}", means)
    for node in nodes:
        for path, means in _options(node.kind.decides):
            if not (path[0] in node.written and _written(node.spec, path)) and (yaml := _yaml(node.spec, path)):
                yield Decision(node.name, yaml, means)
    for edge in graph.edges:
        for path, means in _options(edge.integration.decides):
            if not _written(edge.options, path) and (yaml := _yaml(edge.options, path)):
                yield Decision(edge.name, yaml, means)


def _whole(node: AnyNode) -> bool:
    """Whether the page declares the node, and the module makes it."""
    return node.existing is None and "." not in node.name


def _open(node: AnyNode, option: str) -> bool:
    return option in type(node.spec).model_fields and option not in node.written


@lru_cache
def _paths(options: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(option.split(".")) for option in options)


def _options(decides: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    return zip(_paths((*decides,)), decides.values(), strict=True)


def _written(spec: Any, path: tuple[str, ...]) -> bool:
    """Whether the page says an option, or the one that it is part of is switched off."""
    for step in path:
        if spec is None or step not in spec.model_fields_set:
            return spec is None
        spec = getattr(spec, step)
    return True


def _yaml(spec: Any, path: tuple[str, ...]) -> str:
    """How the page would say it; empty where there is nothing of the kind."""
    *above, option = path
    for step in above:
        spec = getattr(spec, step)
        if spec is None:
            return ""
    value = getattr(spec, option)
    if value is None:
        return ""
    said = f"{option}: {_spelled(value, _unit(spec.__class__, option))}"
    for step in reversed(above):
        said = f"{step}: {{{said}}}"
    return said


@lru_cache(maxsize=1024)
def _unit(spec: type[Spec], option: str) -> str:
    metadata = spec.model_fields[option].metadata
    return next(("s" if isinstance(m, Duration) else "B" for m in metadata if isinstance(m, Duration | Size)), "")


@lru_cache(maxsize=1024, typed=True)  # 1 is no True
def _spelled(value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return spell(value, SECONDS if unit == "s" else BYTES) if unit else str(value)
