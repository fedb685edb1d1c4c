"""Rules about calls of AWS APIs: what CloudTrail records, where, and how a pattern names it."""

import re
from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.filtered import Filtered, rules
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule

CALL = "AWS API Call via CloudTrail"
# cloudtrail-concepts: their calls are recorded in us-east-1, wherever they are made
GLOBAL = ("iam", "cloudfront", "route53", "organizations")
GLOBAL_REGION = "us-east-1"
# Data events: what a trail records only if a selector asks for it (logging-data-events-with-cloudtrail)
DATA = {
    "s3": r"(Get|Head|Put|Copy|Delete|Restore|Select)Object\w*|(Create|Complete|Abort)MultipartUpload|UploadPart\w*",
    "lambda": r"Invoke(Execution|Function)?|InvokeWithResponseStream",
    "dynamodb": r"(Batch)?(Get|Put|Update|Delete|Write)Item|Query|Scan|Transact\w+|(Batch)?ExecuteStatement",
}


@rule("CTR001", Severity.WARNING, whole=True)
def api_calls_without_a_trail(graph: Graph) -> Iterator[Problem]:
    """Calls of AWS APIs reach EventBridge through a trail.

    ## Why
    Without a trail that logs, CloudTrail sends no API calls to EventBridge, and the rule never matches. The account
    may have a trail that the page does not tell of.

    ## Fix
    Add `trails: {audit: {}}`, or name the trail of the account with `existing`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    """
    if any(node.kind.name == "trail" for node in graph.nodes.values()):
        return
    for one in rules(graph):
        if CALL in _wanted(one, "detail-type"):
            message = "it is about calls of an API, and the page has no trail: without one no call arrives"
            yield one.problem(message, 'trails: {audit: {existing: "${var.trail_arn}"}}, or trails: {audit: {}}')


@rule("CTR003", Severity.WARNING)
def calls_of_a_global_service(graph: Graph) -> Iterator[Problem]:
    """Calls of services without a Region are recorded in us-east-1.

    ## Why
    CloudTrail records calls of IAM, CloudFront, Route 53 and the like in us-east-1 alone: in any other Region the rule
    is valid, and never matches.

    ## Fix
    Apply the module in us-east-1, and send the events on with a rule to a bus of the other Region.

    ## Source
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
    """
    if any(f":{GLOBAL_REGION}:" in str(node.existing) for node in graph.nodes.values()):
        return  # what is there already shows where the module is applied
    for one in rules(graph):
        services = [name for name in GLOBAL if f"{name}.amazonaws.com" in _wanted(one, "detail", "eventSource")]
        if services:
            message = f"CloudTrail records calls of {services[0]} in us-east-1 alone: elsewhere the rule never matches"
            yield one.problem(message, "apply the module in us-east-1, and send the events on to another bus")


@rule("CTR004", whole=True)
def data_events_without_a_selector(graph: Graph) -> Iterator[Problem]:
    """Calls that read or write data are recorded by a trail that is asked to.

    ## Why
    A trail records calls about objects, items and invocations only if a selector names them. The trails of the page do
    not.

    ## Fix
    For objects, add `data_events: [uploads]` to the trail, or use S3's own events with `bucket: uploads`. For the
    others, name a trail that records them with `existing`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
    """
    trails = [node for node in graph.nodes.values() if node.kind.name == "trail"]
    if not trails or any(node.existing is not None for node in trails):
        return
    watched = {"s3"} if any(node.spec.data_events for node in trails) else set()
    for one in rules(graph):
        for service, call in _data_calls(one):
            if service not in watched:
                message = f"{call} of {service} is a data event, and {trails[0].name} does not record it"
                objects = f"add data_events: [a-bucket] to {trails[0].name}, or use the bucket's own events"
                other = 'trails: {audit: {existing: "${var.trail_arn}"}}, a trail that records it'
                yield one.problem(message, objects if service == "s3" else other)


@rule("CTR005", Severity.WARNING)
def half_an_api_call(graph: Graph) -> Iterator[Problem]:
    """A pattern for API calls names the detail type, the service and the call.

    ## Why
    Names of calls are not unique among services, and without the detail type other events may match; with the detail
    type alone every call of the account does.

    ## Fix
    Write `api_calls: {service: dynamodb, actions: [DeleteTable]}`, which says all of it.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    """
    for one in rules(graph):
        has = {
            "detail-type": bool(_wanted(one, "detail-type")),
            "detail.eventSource": bool(_wanted(one, "detail", "eventSource")),
            "detail.eventName": bool(_wanted(one, "detail", "eventName")),
        }
        every_call = CALL in _wanted(one, "detail-type") and not one.pattern.get("detail")
        if every_call or (has["detail.eventName"] and not all(has.values())):
            lacks = " and ".join(name for name, there in has.items() if not there)
            message = f"the pattern is about API calls, and does not name {lacks}"
            yield one.problem(message, _whole(one))


def _whole(one: Filtered) -> str:
    """The short form of what a pattern is about, or what it lacks, where its calls are not named outright."""
    given = [str(name).removesuffix(".amazonaws.com") for name in _wanted(one, "detail", "eventSource")]
    given += [str(name).removeprefix("aws.") for name in _wanted(one, "source")]
    service = next((name for name in given if re.fullmatch(r"[a-z0-9-]+", name)), "SERVICE")
    calls = _wanted(one, "detail", "eventName")
    if all(isinstance(name, str) for name in calls):
        return f"api_calls: {{service: {service}, actions: [{', '.join(calls) or 'ACTION'}]}}"
    return f"add detail-type: [{CALL}], and in detail eventSource: [{service}.amazonaws.com]"


def _wanted(one: Filtered, *path: str) -> list[Any]:
    """What the list at a path of the pattern asks for."""
    value: Any = one.pattern
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def _data_calls(one: Filtered) -> Iterator[tuple[str, str]]:
    for service, calls in DATA.items():
        if f"{service}.amazonaws.com" in _wanted(one, "detail", "eventSource"):
            for name in _wanted(one, "detail", "eventName"):
                if isinstance(name, str) and re.fullmatch(calls, name):
                    yield service, name
