"""What a function reserves of the account's concurrency, and what its queues ask of it."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, Problem, rule

QUOTA, UNRESERVED = 1000, 100  # gettingstarted-limits: of an account, where nothing was raised
FIRST_BATCHES = 5  # lambda-sqs-scaling: with so many batches at a time Lambda begins
OPTION = "reserved_concurrency"


def _reserving(graph: Graph) -> Iterator[tuple[Node[Any], int]]:
    """The functions that reserve concurrency, and how much."""
    for node in graph.nodes.values():
        if node.kind.name == "function" and node.existing is None and node.spec.reserved_concurrency is not None:
            yield node, node.spec.reserved_concurrency


def _queues(graph: Graph, function: Node[Any]) -> list[Edge[Any, Any, Any]]:
    return [edge for edge in graph.into(function.name) if edge.source.kind.name == "queue"]


@rule("LMB010", Severity.WARNING)
def reserved_beyond_the_account(graph: Graph) -> Iterator[Problem]:
    """What functions reserve leaves a hundred concurrent invocations to all others.

    ## Why
    Lambda refuses a reservation that leaves fewer than 100 of the account's concurrency, which is 1,000 in a Region
    unless it was raised.

    ## Fix
    Reserve less, or have the quota raised first.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    """
    reserving = list(_reserving(graph))
    total = sum(reserved for _, reserved in reserving)
    if total > QUOTA - UNRESERVED:
        names = " and ".join(node.name for node, _ in reserving)
        message = f"{names}: {OPTION} {total} in all: an account has {QUOTA}, of which {UNRESERVED} stay unreserved"
        fix = f"reserve {QUOTA - UNRESERVED} at most, or have the account's quota raised first"
        yield Problem(message, fix, (*reserving[-1][0].route, OPTION))


@rule("LMB011", Severity.WARNING)
def reserved_below_the_first_batches(graph: Graph) -> Iterator[Problem]:
    """A function that works off a queue reserves five concurrent invocations at least.

    ## Why
    Lambda begins with five batches at a time. Those that are throttled come back after the visibility timeout, and
    each time count a receive, until the messages are dead letters that no code has seen.

    ## Fix
    Bound the flow instead: `concurrency: 2`.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    """
    for node, reserved in _reserving(graph):
        for edge in _queues(graph, node):
            if reserved < FIRST_BATCHES and edge.options.concurrency is None:
                message = (
                    f"{node.name}: {OPTION} {reserved} is less than the {FIRST_BATCHES} batches that Lambda fetches"
                )
                fix = f"take {OPTION} away, and add `concurrency: {max(2, reserved)}` to {edge.name}"
                yield Problem(f"{message} from {edge.source.name} at first", fix, (*node.route, OPTION))


@rule("ESM009", Severity.WARNING)
def concurrency_beyond_the_reserved(graph: Graph) -> Iterator[Problem]:
    """The concurrency of all flows from queues to a function is no more than what it reserves.

    ## Why
    Lambda fetches as many batches as the flows allow, and then throttles what the function has not reserved: receives
    count, and messages become dead letters that no code has seen.

    ## Fix
    Reserve the sum, or lower `concurrency`.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    """
    for node, reserved in _reserving(graph):
        bounds = [edge.options.concurrency for edge in _queues(graph, node) if edge.options.concurrency is not None]
        if sum(bounds) > reserved:
            asked = " + ".join(map(str, bounds))
            message = f"{node.name}: {OPTION} {reserved} is less than the concurrency {asked} of its queues"
            yield Problem(message, f"{OPTION}: {sum(bounds)}, or lower the concurrency", (*node.route, OPTION))


@rule("ASY011", Severity.INFO)
def function_that_is_off(graph: Graph) -> Iterator[Problem]:
    """A function that reserves no concurrency at all is switched off.

    ## Why
    Lambda throttles every invocation. An asynchronous event goes to the dead-letter queue at once, without a try.

    ## Fix
    Take `reserved_concurrency: 0` away, unless the function is to stand still.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    """
    for node, reserved in _reserving(graph):
        if reserved == 0:
            message = f"{node.name}: {OPTION} 0 switches it off: each event goes to the dead-letter queue without a try"
            yield Problem(message, f"take {OPTION} away, unless it is to stand still", (*node.route, OPTION))
