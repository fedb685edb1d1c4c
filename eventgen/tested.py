"""Graph -> Diagnostics: whether tests speak of nodes of the page, and of each what can be said of it."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.eventpattern import invalid
from eventgen.graph import Graph
from eventgen.load import Document, Route
from eventgen.testcase import BARE, Case
from eventgen.values import listed, shown, some, suggestion

OF_ANY = frozenset({*BARE, "body", "event_file"})  # what may be said of anything that is sent
OF_OBJECTS = "keys"  # what is expected of objects alone
Said = tuple[Route, str, str]  # where, what is wrong, how to mend it


def tested(graph: Graph, document: Document) -> Iterator[Diagnostic]:
    """What is wrong with the tests of a page. Where something else is wrong with it, a derived node or a flow may be
    missing because of that."""
    for index, case in graph.tests.items():
        at: Route = ("tests", index)
        unknown = False
        for name, route in case.names():
            if name not in graph.nodes:
                unknown = True
                if "." in name and not graph.sound:
                    continue
                message = f"test {index + 1}: no node is called {shown(name)}"
                known = some(each for each in graph.nodes if "." not in each)
                fix = suggestion(name, graph.nodes, "did you mean {}?") or f"the page has {known}"
                yield document.diagnostic((*at, *route), Severity.ERROR, "TEST001", message, fix)
        for route, said, fix in () if unknown else _untold(graph, case):
            message = f"test {index + 1}: {said}"
            yield document.diagnostic((*at, *route), Severity.ERROR, "TEST002", message, fix)


def _untold(graph: Graph, case: Case) -> Iterator[Said]:
    for number, send in enumerate(case.send):
        node = graph.nodes[send.to]
        said = send.says() - OF_ANY
        yield from _odd(node, said, ("send", number), OF_ANY)
        for option, (wrong, fix) in node.kind.untold(node, send).items() if node.sound else ():
            if option in node.kind.tested:
                yield ("send", number, option), wrong, fix
    for part in ("fail", "takes", "sends"):
        for name in getattr(case, part):
            yield from _odd(graph.nodes[name], {part}, (part, name), frozenset())
    for name, targets in case.sends.items():
        reached = [edge.target.name for edge in graph.out_of(name)]
        for target in targets if graph.sound and "sends" in graph.nodes[name].kind.tested else ():
            if target not in reached:
                fix = f"{name} sends to {listed(reached)}" if reached else f"write the flow {name} -> {target}"
                yield ("sends", name, target), f"{name} sends nothing to {target}", fix
    yield from _patterns(case)
    for name, wanted in case.expect.items():
        yield from _odd(graph.nodes[name], {OF_OBJECTS} & wanted.model_fields_set, ("expect", name), frozenset())


def _patterns(case: Case) -> Iterator[Said]:
    """A `when` that EventBridge would refuse would never match."""
    for name, fail in case.fail.items():
        if fail.when is not None and (refused := invalid(fail.when)):
            for each in refused.refusals:
                at: Route = ("fail", name, "when", *each.route)
                yield at, f"{'.'.join(map(shown, at))} {each.message}", each.fix


def _odd(node: Any, said: set[str] | frozenset[str], at: Route, also: frozenset[str]) -> Iterator[Said]:
    """The options that are not about nodes of a kind."""
    for option in sorted(said - node.kind.tested):
        kind = node.kind.name.replace("_", " ")
        known = sorted(node.kind.tested | (also - BARE))
        here = at if at[-1] == node.name and option != OF_OBJECTS else (*at, option)
        fix = f"of a {kind} a test can say {listed(known)}" if known else f"take {option} away"
        yield here, f"{option} says nothing of {node.name}, a {kind}", fix
