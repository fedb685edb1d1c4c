"""A rule about API calls, and its targets that make such calls."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.filtered import Filtered, rules
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule
from eventgen.rules.ways import reached

CALL = "AWS API Call via CloudTrail"
START = ("states.amazonaws.com", "StartExecution")  # EventBridge calls it for every event: a management event
PUT = ("s3.amazonaws.com", "PutObject")  # a data event: recorded of the buckets that a trail watches
TOLD = {"eventSource", "eventName"}  # with a further key of `detail` the pattern is thought to leave its own calls out

LEAVE_OUT = "take the flow away, or leave its own calls out"
OTHER_MACHINES = "pattern: {detail: {requestParameters: {stateMachineArn: [ARN]}}}"
OTHER_BUCKETS = "pattern: {detail: {requestParameters: {bucketName: [NAME]}}}"


@rule("GRA106", Severity.WARNING)
def call_that_a_rule_sets_off(graph: Graph) -> Iterator[Problem]:
    """A rule about API calls does not set off such calls.

    ## Why
    CloudTrail records the call that a target makes, the rule matches it, and the target makes it again: for ever, and
    each time is paid for.

    ## Fix
    Let the pattern leave the module's own calls out, by `userIdentity` or `requestParameters`; or take the flow away.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    """
    watched = set(_watched(graph))
    for one in rules(graph):
        starts, puts = _about(one, START), _about(one, PUT) and watched
        for edge in graph.out_of(one.node.name) if starts or puts else ():
            written = sorted(reached(graph, edge) & watched) if puts else []
            if starts and edge.target.kind.name == "state_machine":
                said = (
                    f"EventBridge calls StartExecution of {edge.target.name}, and {one.node.name} is about such calls"
                )
                yield Problem(f"{edge.name}: {said}: a loop", f"{LEAVE_OUT}: {OTHER_MACHINES}", edge.route)
            elif written:
                said = (
                    f"a trail records PutObject of {written[0]}, where it ends, and {one.node.name} is about such calls"
                )
                yield Problem(f"{edge.name}: {said}: a loop", f"{LEAVE_OUT}: {OTHER_BUCKETS}", edge.route)


def _watched(graph: Graph) -> Iterator[str]:
    """The buckets whose objects' calls a trail of the page records."""
    for node in graph.nodes.values():
        if node.kind.name == "trail" and node.existing is None:
            yield from node.spec.data_events


def _about(one: Filtered, call: tuple[str, str]) -> bool:
    """Whether a pattern takes a call, whoever makes it."""
    from eventgen.filters.operators import part

    detail = one.pattern.get("detail")
    if not isinstance(detail, dict) or detail.keys() - TOLD:
        return False
    wanted = (one.pattern.get("detail-type"), detail.get("eventSource"), detail.get("eventName"))
    return all(
        isinstance(each, list) and part(each).passes(value) for each, value in zip(wanted, (CALL, *call), strict=True)
    )
