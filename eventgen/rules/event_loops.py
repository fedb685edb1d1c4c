"""What a bucket sets off, and what ends in the same bucket."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.filtered import Filtered, rules
from eventgen.graph import Graph
from eventgen.kinds import Edge, Problem, rule
from eventgen.rules.ways import FIREHOSE, reached, writes_below

WRITTEN = "Object Created"


@rule("EVB041", Severity.WARNING)
def loop_through_a_bucket(graph: Graph) -> Iterator[Problem]:
    """What a rule sets off does not match the rule again.

    ## Why
    A target that writes into the bucket whose new objects the rule is about starts itself, again and again, and each
    time is paid for. What a delivery stream writes is known by its prefix.

    ## Fix
    Write into another bucket, or let the pattern take keys only that the target does not write.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    for one in rules(graph):
        bucket = one.node.links.get("bucket")
        if not bucket or not _of_new_objects(one):
            continue
        writers = _writers(graph, one, bucket.name)
        for edge in graph.out_of(one.node.name):
            if writers & reached(graph, edge):
                message = f"{edge.name}: it ends in {bucket.name}, whose new objects {one.node.name} is about: a loop"
                fix = (
                    "write into another bucket, or add pattern: {detail: {object: {key: [{prefix: in/}]}}}"
                    if writers == {bucket.name}
                    else "write into another bucket, or below another prefix"
                )
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


def _of_new_objects(one: Filtered) -> bool:
    from eventgen.filters.operators import part

    types = one.pattern.get("detail-type")
    return types is None or (isinstance(types, list) and part(types).passes(WRITTEN))


def _writers(graph: Graph, one: Filtered, bucket: str) -> set[str]:
    """What sets a rule off by what it writes into a bucket, or the bucket itself, if whatever is written there does. A
    rule that asks more of an object than its key is thought to know why."""
    detail = one.pattern.get("detail", {})
    if not isinstance(detail, dict):
        return set()
    if detail.keys().isdisjoint(("object", "reason", "requester")):
        return {bucket}
    about = detail.get("object") if detail.keys() <= {"bucket", "object"} else None
    keys = about.get("key") if isinstance(about, dict) and len(about) == 1 else None
    given = [each.get("prefix") for each in keys if isinstance(each, dict)] if isinstance(keys, list) else []
    prefixes = [prefix for prefix in given if isinstance(prefix, str)]
    streams = (edge.source for edge in graph.into(bucket) if edge.source.kind.name == FIREHOSE)
    return {stream.name for stream in streams if any(writes_below(stream, prefix) for prefix in prefixes)}
