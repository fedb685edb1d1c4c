"""How many trails an account has, and what the second one costs."""

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
