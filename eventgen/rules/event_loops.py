"""What a bucket sets off, and what ends in the same bucket."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.filtered import Filtered, rules
from eventgen.graph import Graph
from eventgen.kinds import Edge, Problem, rule
from eventgen.rules.ways import reached

WRITTEN = "Object Created"


@rule("EVB041", Severity.WARNING)
def loop_through_a_bucket(graph: Graph) -> Iterator[Problem]:
    """What a rule sets off does not match the rule again.

    ## Why
    A target that writes into the bucket whose new objects the rule is about starts itself, again and again, and each
    time is paid for.

    ## Fix
    Write into another bucket, or let the pattern take keys only that the target does not write.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    for one in rules(graph):
        bucket = one.node.links.get("bucket")
        if not bucket or not _of_any_new_object(one):
            continue
        for edge in graph.out_of(one.node.name):
            if bucket.name in reached(graph, edge):
                message = f"{edge.name}: it ends in {bucket.name}, whose new objects {one.node.name} is about: a loop"
                fix = "write into another bucket, or add pattern: {detail: {object: {key: [{prefix: in/}]}}}"
                yield Problem(message, fix, edge.route)


@rule("S3009", Severity.WARNING)
def notification_that_sets_itself_off(graph: Graph) -> Iterator[Problem]:
    """What a notification sets off does not write where the notification looks.

    ## Why
    A function that writes into the bucket whose new objects invoke it invokes itself, again and again; Lambda stops
    that after some sixteen rounds, and only where it sees it.

    ## Fix
    Write into another bucket, or add a `prefix` that the function does not write below.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
    """
    for edge in graph.edges:
        if (
            edge.source.kind.name == "bucket"
            and _about_any_new_object(edge)
            and edge.source.name in reached(graph, edge)
        ):
            bucket = edge.source.name
            message = f"{edge.name}: it ends in {bucket}, whose new objects it is about: a loop"
            yield Problem(message, "write into another bucket, or add `prefix: in/`", edge.route)


def _about_any_new_object(edge: Edge[Any, Any, Any]) -> bool:
    """Whether a notification is about new objects, whatever they are called."""
    options = edge.options
    events = getattr(options, "events", ())
    return any(event.startswith("ObjectCreated") for event in events) and not (options.prefix or options.suffix)


def _of_any_new_object(one: Filtered) -> bool:
    """Whether the pattern takes new objects, whatever they are: one with a filter on them is thought to know why."""
    from eventgen.filters.operators import part

    types, detail = one.pattern.get("detail-type"), one.pattern.get("detail", {})
    return (types is None or part(types).passes(WRITTEN)) and not {"object", "reason", "requester"} & {*detail}
