"""Filter policies of subscriptions that SNS takes, and that no message fulfils."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Problem, rule
from eventgen.sent import bodies, forms, unsent

AnyEdge = Edge[Any, Any, Any]


def _filtered(graph: Graph) -> Iterator[AnyEdge]:
    return (edge for edge in graph.edges if edge.source.kind.name == "topic" and getattr(edge.options, "filter", None))


@rule("SNS015", Severity.WARNING, whole=True)
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
        attributes = edge.options.filter.attributes
        if attributes and forms(graph, edge.source):
            from eventgen.filters.sns import ATTRIBUTES

            if not ATTRIBUTES.matches(attributes, {}):
                names = " and ".join(dict.fromkeys(flow.source.name for flow in graph.into(edge.source.name)))
                message = f"{edge.name}: this filter lets nothing through: {names} sets no attributes"
                yield Problem(message, "filter: {body: ...}", (*edge.route, "filter"))


@rule("SNS108", Severity.WARNING, whole=True)
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
        known = bodies(forms(graph, edge.source)) if scope == "body" else []
        for dead in never_matches(policy) or unsent(policy, known):
            message = f"{edge.name}: this filter lets nothing through: {dead.says}"
            fix = f"did you mean {dead.near}?" if dead.near else "write what the messages have, or take it away"
            yield Problem(message, fix, (*edge.route, "filter", scope, *dead.route))
