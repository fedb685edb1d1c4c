"""How many trails an account has, what the second one costs, and what a trail must not record."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule

MOST_TRAILS = 5  # ct-quota: in a Region; a multi-Region trail counts in every one; not adjustable


@rule("CTR007")
def six_trails(graph: Graph) -> Iterator[Problem]:
    """A Region has five trails at most.

    ## Why
    CloudTrail refuses the sixth; the quota cannot be raised, and a trail of all Regions counts in each of them.

    ## Fix
    Use one trail, with the `data_events` of all.

    ## Source
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
    """
    trails = [node for node in graph.nodes.values() if node.kind.name == "trail"]
    if len(trails) > MOST_TRAILS:
        message = f"{trails[-1].name}: the page has {len(trails)} trails: a Region takes {MOST_TRAILS}"
        yield Problem(message, "use one trail, with the data_events of all", trails[-1].route)


@rule("CTR011", Severity.WARNING)
def second_trail(graph: Graph) -> Iterator[Problem]:
    """An account has one trail for its management events.

    ## Why
    The first copy of management events in each Region is free; every further trail pays for its own copy.

    ## Fix
    Use one trail, with the `data_events` of all; if the account has one, name it with `existing`.

    ## Source
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-manage-costs.html
    """
    trails = [node for node in graph.nodes.values() if node.kind.name == "trail"]
    trails.sort(key=lambda node: node.existing is None)
    for node in trails[1:]:
        if node.existing is None:
            message = f"{node.name}: it records again what {trails[0].name} records: the second copy is charged"
            yield Problem(message, f"take {node.name} away, and let {trails[0].name} record for both", node.route)


@rule("CTR012", Severity.WARNING)
def trail_that_records_itself(graph: Graph) -> Iterator[Problem]:
    """A trail does not record what it writes.

    ## Why
    Each file that CloudTrail writes into its bucket is a call about an object there: where the trail records those, it
    writes the next file about the last one, for ever, and each is paid for.

    ## Fix
    Take the bucket out of `data_events`, or let the trail write into another one.

    ## Source
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-recursive-logging.html
    """
    for node in graph.nodes.values():
        bucket = node.spec.bucket if node.kind.name == "trail" else None
        for index, name in enumerate(node.spec.data_events if bucket else ()):
            if name == bucket:
                message = f"{node.name}: it writes into {name}, and records what is written there: a loop"
                fix = f"take {name} out of data_events, or write into another bucket"
                yield Problem(message, fix, ("data_events", index), node)
