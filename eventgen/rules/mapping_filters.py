"""Filters of event source mappings: what Lambda refuses of them, and what they do to messages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Problem, polled, rule
from eventgen.sent import ENVELOPE, forms, records, unsent
from eventgen.undecided import by_type

if TYPE_CHECKING:
    from eventgen.filters.refusals import Dead, Refusal

FILTERS_OF_AN_ACCOUNT = 5  # invocation-eventfiltering: up to ten by quota
DATA = {"queue": "body", "stream": "data"}  # where the content of a message is
AnyEdge = Edge[Any, Any, Any]


def _filtered(graph: Graph) -> Iterator[AnyEdge]:
    return (edge for edge in graph.edges if getattr(edge.options, "filter", None) and polled(edge))


def _patterns(graph: Graph) -> Iterator[tuple[AnyEdge, Any, tuple[str | int, ...]]]:
    """Each pattern, whose it is, and where it stands."""
    for edge in _filtered(graph):
        for index, pattern in enumerate(edge.options.filter):
            yield edge, pattern, (*edge.route, "filter", index)


def _refused(graph: Graph, edge: AnyEdge, pattern: Any) -> tuple[list["Refusal"], list["Refusal"]]:
    """What Lambda refuses of a pattern: what EventBridge refuses as well, and what it would take."""
    from eventgen.filters import eventbridge, mappings

    dialect = mappings.QUEUE if edge.source.kind.name == "queue" else mappings.STREAM
    undecided = by_type(graph)
    known = {refusal.route for refusal in eventbridge.RULE.refused(pattern, undecided)}
    found: tuple[list[Refusal], list[Refusal]] = ([], [])
    for refusal in dialect.refused(pattern, undecided):
        operator = refusal.route not in known and len(refusal.route) > 1
        found[operator].append(refusal)
    return found


@rule("ESM012", Severity.WARNING)
def filters_beyond_the_quota(graph: Graph) -> Iterator[Problem]:
    """A flow has five filters; ten, where the account's quota was raised.

    ## Why
    Lambda refuses a sixth in an account that nobody has asked ten for, and an eleventh in any.

    ## Fix
    Say alternatives in one filter, as several values of a field or with `$or`.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    """
    for edge in _filtered(graph):
        if (count := len(edge.options.filter)) > FILTERS_OF_AN_ACCOUNT:
            message = (
                f"{edge.name} has {count} filters: an account has {FILTERS_OF_AN_ACCOUNT} unless more were granted"
            )
            yield Problem(message, "say alternatives in one filter, with `$or`", (*edge.route, "filter"))


@rule("ESM013")
def malformed_filter(graph: Graph) -> Iterator[Problem]:
    """A filter is a pattern of 4,096 characters at most.

    ## Why
    Lambda refuses any other: "Invalid filter pattern definition".

    ## Fix
    Write for each field a list of what it may be.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    """
    for edge, pattern, at in _patterns(graph):
        for refusal in _refused(graph, edge, pattern)[0]:
            message = f"{edge.name}: Lambda does not take this filter: {refusal.reason}"
            yield Problem(
                message, f"filter: [{{{DATA[edge.source.kind.name]}: {{kind: [order]}}}}]", (*at, *refusal.route)
            )


@rule("ESM014")
def operator_of_rules_only(graph: Graph) -> Iterator[Problem]:
    """A filter knows fewer operators than a rule.

    ## Why
    Lambda refuses `wildcard`, `cidr`, and anything but plain values in `anything-but` and `prefix`, though EventBridge
    takes them.

    ## Fix
    Use prefix, suffix, equals-ignore-case, numeric, exists, `$or`, or anything-but with values.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    """
    for edge, pattern, at in _patterns(graph):
        for refusal in _refused(graph, edge, pattern)[1]:
            message = f"{edge.name}: filters of Lambda know less than rules of EventBridge: {refusal.reason}"
            fix = "use prefix, suffix, equals-ignore-case, numeric, exists, or anything-but with values"
            yield Problem(message, fix, (*at, *refusal.route))


@rule("ESM015", Severity.WARNING)
def filter_on_a_shared_queue(graph: Graph) -> Iterator[Problem]:
    """A queue with a filter has one consumer.

    ## Why
    Lambda deletes a message that does not match. Two functions with filters on one queue each delete what is meant for
    the other.

    ## Fix
    Give each function a queue, and put a topic or a rule with the filters before them.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    """
    for edge in _filtered(graph):
        if edge.source.kind.name == "queue":
            others = [other.target.name for other in graph.out_of(edge.source.name) if other is not edge]
            if others:
                message = f"{edge.name}: the filter deletes messages of {edge.source.name} that {others[0]} waits for"
                fix = "give each function a queue, and filter in a topic or a rule before them"
                yield Problem(message, fix, (*edge.route, "filter"))


@rule("ESM025")
def filter_beside_the_data(graph: Graph) -> Iterator[Problem]:
    """A filter looks into the body of a message, or the data of a record.

    ## Why
    A pattern is held against the record as Lambda gets it, in which the content lies under `body` (SQS) or `data`
    (Kinesis). One that names its fields without that matches nothing: a queue loses every message.

    ## Fix
    Wrap the pattern: `filter: [{body: {...}}]` for a queue, `filter: [{data: {...}}]` for a stream.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    """
    for edge, pattern, at in _patterns(graph):
        if not any(_refused(graph, edge, pattern)):
            from eventgen.filters.envelopes import envelope, unreachable

            kind = edge.source.kind.name
            told = {dead.says: dead for dead in reversed(unreachable(pattern, envelope(kind)))}  # the first of each
            for says, dead in told.items():
                message = f"{edge.name}: this filter lets nothing through: {says}"
                fix = f"write {dead.near}" if dead.near else f"filter: [{{{DATA[kind]}: {{...}}}}]"
                yield Problem(message, fix, (*at, *dead.route))


@rule("ESM101", Severity.WARNING, whole=True)
def filter_that_no_sender_meets(graph: Graph) -> Iterator[Problem]:
    """A filter on a queue asks for what its senders send.

    ## Why
    Lambda deletes a message that does not match. Behind a topic that is every one: its envelope holds the message as a
    text, whose fields no filter sees. S3 sends a list of `Records`, EventBridge the event with its `detail`, and no
    service sets attributes.

    ## Fix
    Add `raw: true` to the flow from the topic, or filter there; else write the fields as the messages have them.

    ## Source
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
    """
    for edge, pattern, at in _patterns(graph):
        sent = forms(graph, edge.source) if edge.source.kind.name == "queue" else ()
        for dead in _unsent(graph, edge, pattern, sent) if sent else ():
            message = f"{edge.name}: this filter lets nothing through: {dead.says}"
            topics = " and ".join(flow.source.name for flow in graph.into(edge.source.name))
            enveloped = sent == (ENVELOPE,) and dead.route[0] == "body"
            fix = f"add `raw: true` to the flow from {topics}" if enveloped else "write what they have, or take it away"
            yield Problem(message, f"did you mean {dead.near}?" if dead.near else fix, (*at, *dead.route))


def _unsent(graph: Graph, edge: AnyEdge, pattern: Any, sent: tuple[str, ...]) -> "list[Dead]":
    """What none of the senders sends, in a filter that is sound as such."""
    from eventgen.filters.envelopes import envelope, unreachable

    if any(_refused(graph, edge, pattern)) or unreachable(pattern, envelope("queue")):
        return []
    return unsent(pattern, records(sent))
