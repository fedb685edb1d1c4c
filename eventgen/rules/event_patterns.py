"""Patterns that EventBridge takes, or may take, and that are not what was meant."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from eventgen.diagnostics import Severity
from eventgen.filtered import Filtered, filtered, rules
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule

if TYPE_CHECKING:
    from eventgen.filters.refusals import Dead

TOLD_OF_OBJECTS = {"key", "size", "etag", "version-id", "sequencer", "has-object-annotation"}  # ev-events


@rule("EVB003", Severity.WARNING)
def pattern_over_the_quota(graph: Graph) -> Iterator[Problem]:
    """A pattern has 2,048 characters at most, unless the quota of the account was raised.

    ## Why
    EventBridge refuses a longer one when the rule is made. The quota can be raised, to 4,096 characters.

    ## Fix
    Say it shorter with `prefix`, `suffix` or `wildcard`, or write two rules.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    """
    for one in rules(graph):
        from eventgen.filters.dialect import size
        from eventgen.filters.eventbridge import RULE

        if (found := size(one.pattern)) > RULE.quota:
            message = f"the pattern has {found} characters as JSON: the quota is {RULE.quota}"
            yield one.problem(message, "say it shorter with prefix, suffix or wildcard, or write two rules")


@rule("EVB048", Severity.INFO)
def pattern_of_any_source(graph: Graph) -> Iterator[Problem]:
    """A pattern names a source or a detail type.

    ## Why
    Without them a rule matches events of every service that has a field like those it names: more than was meant,
    events of its own targets among them, and each is paid for.

    ## Fix
    Add `source: [my.app]`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
    """
    for one in rules(graph):
        from eventgen.filters.alternatives import ways

        if one.pattern and any(("source",) not in way and ("detail-type",) not in way for way in ways(one.pattern)):
            yield one.problem("the pattern names neither source nor detail-type", "add `source: [my.app]`")


@rule("EVB103")
def pattern_without_events(graph: Graph) -> Iterator[Problem]:
    """A pattern asks for nothing that no event is.

    ## Why
    A pattern with a field that no event has around its `detail`, such as `detailType`, is valid and never matches.
    Neither does one with a number where events have a text, and a range without a number in it.

    ## Fix
    Write the fields as events have them: `source`, `detail-type`, `account`, `region`, `resources`, `detail`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
    """
    for one in filtered(graph):
        yield from _dead(one, _never(one))


@rule("EVB104", Severity.WARNING, whole=True)
def pattern_that_its_source_never_meets(graph: Graph) -> Iterator[Problem]:
    """A pattern asks for what its source sends.

    ## Why
    A detail type or a field that the events of the service in `source` do not have never matches, nor does a value
    that only those of another detail type have. What AWS services send is documented.

    ## Fix
    Take the name from the list of the service's events; what events do not have, the target has to look up.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/ref/events.html
    """
    for one in filtered(graph):
        yield from _dead(one, (dead for dead in _unsent(one) if not _of_an_object(dead)))


@rule("S3015", Severity.WARNING)
def object_as_no_event_tells_it(graph: Graph) -> Iterator[Problem]:
    """A pattern asks of an object its key, its size, its etag, its version or its sequencer.

    ## Why
    These are all that S3 says of it at EventBridge: its user metadata, its tags and its content type are not in the
    event, and a pattern with them never matches.

    ## Fix
    Filter by key or size, and let the target look up the rest.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
    """
    for one in filtered(graph):
        yield from _dead(one, filter(_of_an_object, _unsent(one)))


@rule("EVB105", Severity.WARNING, whole=True)
def field_without_effect(graph: Graph) -> Iterator[Problem]:
    """A pattern names a field once.

    ## Why
    `a.b` and `b` below `a` are the same field, and so is a field that stands beside and in `$or`: the last one counts,
    and the others are lost. A field that has to be a value and an object is never both.

    ## Fix
    Write the field once, with all that it may be.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
    """
    for one in filtered(graph):
        from eventgen.filters.contradictions import overwritten, value_and_object

        for dead in (*overwritten(one.pattern), *value_and_object(one.pattern)):
            yield one.problem(dead.says, "write it once, with all that it may be", dead.route)


@rule("EVB106", Severity.INFO)
def list_that_filters_nothing(graph: Graph) -> Iterator[Problem]:
    """What stands in a list of a pattern keeps an event out, or lets one in.

    ## Why
    A list means one of its values: beside `exists: true` no other value adds anything, and with `exists: false` too
    everything is let through.

    ## Fix
    Take away what adds nothing.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
    """
    for one in filtered(graph):
        from eventgen.filters.contradictions import pointless

        for dead in pointless(one.pattern):
            yield one.problem(dead.says, "take away what adds nothing", dead.route)


def _never(one: Filtered) -> "list[Dead]":
    from eventgen.filters.contradictions import never_matches
    from eventgen.filters.envelopes import envelope, unreachable

    return never_matches(one.pattern) or unreachable(one.pattern, envelope("event"))


def _unsent(one: Filtered) -> "list[Dead]":
    from eventgen.filters.senders import unreachable

    return [] if _never(one) else unreachable(_of_objects(one.pattern))


def _of_an_object(dead: "Dead") -> bool:
    """Whether it is something that S3 does not say of an object; no other service is described to have objects."""
    return dead.route[:2] == ("detail", "object") and not {*dead.route[2:3]} & TOLD_OF_OBJECTS


def _of_objects(pattern: dict[str, Any]) -> dict[str, Any]:
    """With the types of S3's events, where a pattern shows that it means them: calls of its API have no `object`."""
    detail = pattern.get("detail")
    if pattern.get("source") == ["aws.s3"] and "detail-type" not in pattern and isinstance(detail, dict):
        from eventgen.resources.rule import OBJECT_EVENTS

        if not detail.keys().isdisjoint(("bucket", "object")):
            return {**pattern, "detail-type": list(OBJECT_EVENTS)}
    return pattern


def _dead(one: Filtered, found: "Iterable[Dead]") -> Iterator[Problem]:
    for dead in found:
        fix = f"did you mean {dead.near}?" if dead.near else "write what the events have, or take it away"
        yield one.problem(f"the pattern matches no event: {dead.says}", fix, dead.route)
