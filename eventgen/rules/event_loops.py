"""A rule and its targets that feed each other through a bucket."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.filtered import Filtered, rules
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule
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


def _of_any_new_object(one: Filtered) -> bool:
    """Whether the pattern takes new objects, whatever they are: one with a filter on them is thought to know why."""
    from eventgen.filters.operators import part

    types, detail = one.pattern.get("detail-type"), one.pattern.get("detail", {})
    return (types is None or part(types).passes(WRITTEN)) and not {"object", "reason", "requester"} & detail.keys()
