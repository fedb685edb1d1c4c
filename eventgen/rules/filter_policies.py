"""Filter policies of subscriptions that SNS takes, and that no message fulfils."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Node, Problem, rule

if TYPE_CHECKING:
    from eventgen.filters.refusals import Dead

AnyEdge = Edge[Any, Any, Any]
SENT = {"bucket": "notification", "rule": "event"}  # what services publish: a body of this form, without attributes


def _filtered(graph: Graph) -> Iterator[AnyEdge]:
    return (edge for edge in graph.edges if edge.source.kind.name == "topic" and getattr(edge.options, "filter", None))


def _senders(graph: Graph, topic: Node[Any]) -> list[AnyEdge]:
    """The flows into a topic, if all of them are from services: nothing where a program may publish too."""
    flows = graph.into(topic.name)
    linked = {node.name for each in (*graph.nodes.values(), *graph.edges) for node in each.links.values()}
    if topic.existing is not None or topic.name in linked:
        return []
    return list(flows) if all(edge.source.kind.name in SENT for edge in flows) else []


@rule("SNS015", Severity.WARNING)
def attributes_that_nobody_sends(graph: Graph) -> Iterator[Problem]:
    """A filter over attributes stands behind senders that set attributes.

    ## Why
    S3 and EventBridge publish a body and nothing else: a filter that wants an attribute lets none of their messages
    through.

    ## Fix
    Filter by the body: `filter: {body: {detail: {kind: [sale]}}}`; or filter in the rule or the notification.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html
    """
    for edge in _filtered(graph):
        attributes, senders = edge.options.filter.attributes, _senders(graph, edge.source)
        if attributes and senders:
            from eventgen.filters.sns import ATTRIBUTES

            if not ATTRIBUTES.matches(attributes, {}):
                names = " and ".join(dict.fromkeys(sender.source.name for sender in senders))
                message = f"{edge.name}: this filter lets nothing through: {names} sets no attributes"
                yield Problem(message, "filter: {body: ...}", (*edge.route, "filter"))


@rule("SNS108", Severity.WARNING)
def filter_that_no_message_fulfils(graph: Graph) -> Iterator[Problem]:
    """A filter asks for what a message can be.

    ## Why
    A range without a number in it matches nothing. Neither does a field that no sender of the topic has in its
    messages: S3 sends a list of `Records`, EventBridge the event with its `detail`.

    ## Fix
    Write the fields as the messages have them: `body: {Records: {s3: {object: {key: [{prefix: a/}]}}}}`.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    """
    for edge in _filtered(graph):
        from eventgen.filters.contradictions import never_matches

        scope = "attributes" if edge.options.filter.attributes else "body"
        policy = getattr(edge.options.filter, scope)
        found = never_matches(policy) or (_unsent(policy, _senders(graph, edge.source)) if scope == "body" else [])
        for dead in {each.route: each for each in reversed(found)}.values():  # each field once
            message = f"{edge.name}: this filter lets nothing through: {dead.says}"
            fix = f"did you mean {dead.near}?" if dead.near else "write what the messages have, or take it away"
            yield Problem(message, fix, (*edge.route, "filter", scope, *dead.route))


def _unsent(policy: dict[str, Any], senders: list[AnyEdge]) -> "list[Dead]":
    """Why no message of any sender fulfils a policy over the body; empty if one can, or if nobody knows."""
    from eventgen.filters.envelopes import envelope, unreachable

    found: list[Dead] = []
    for known in dict.fromkeys(map(_form, senders)):
        dead = unreachable(policy, envelope(known)) if known else []
        if not dead:
            return []
        found += dead
    return list(dict.fromkeys(found))


def _form(sender: AnyEdge) -> str:
    """What a sender's messages look like; empty where the page says something else."""
    options = sender.options
    own = getattr(options, "input", None) is not None or getattr(options, "input_path", None) is not None
    return "" if own else SENT[sender.source.kind.name]
