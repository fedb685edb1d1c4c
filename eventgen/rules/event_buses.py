"""What a bus of EventBridge takes, and what never arrives on it."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from eventgen.diagnostics import Severity
from eventgen.filtered import Filtered, rules
from eventgen.graph import Graph
from eventgen.kinds import Edge, Problem, rule

if TYPE_CHECKING:
    from eventgen.filters.alternatives import Field

MOST_RULES = 300  # eb-quota: adjustable; 100 in af-south-1 and eu-south-1
MOST_WILDCARD_RULES = 30  # eb-quota: not adjustable
MOST_COMPARED = 1000  # pairs of ways to fulfil two patterns


@rule("EVB009")
def too_many_wildcard_rules(graph: Graph) -> Iterator[Problem]:
    """A wildcard is a text with few stars and no two side by side, and a bus has at most 30 rules with one.

    ## Why
    EventBridge refuses any other, and the next rule; the quota cannot be raised.

    ## Fix
    Use `prefix` and `suffix` where they are enough, or a second bus.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    """
    for bus, all_ in _by_bus(graph).items():
        found = [one for one in all_ if _has_wildcard(one.pattern)]
        if len(found) > MOST_WILDCARD_RULES:
            said = f"one of {len(found)} rules with a wildcard on {bus}: a bus takes {MOST_WILDCARD_RULES}"
            yield found[MOST_WILDCARD_RULES].problem(said, "use prefix or suffix, or a second bus")


@rule("EVB014", Severity.WARNING)
def too_many_rules(graph: Graph) -> Iterator[Problem]:
    """A bus has at most 300 rules, unless the quota of the account was raised.

    ## Why
    EventBridge refuses the next one. In Cape Town and Milan the quota is 100.

    ## Fix
    Use a second bus, fewer and wider rules, or ask for a higher quota.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    """
    for bus, all_ in _by_bus(graph).items():
        if len(all_) > MOST_RULES:
            said = f"{all_[MOST_RULES].node.name}: one of {len(all_)} rules on {bus}: the quota is {MOST_RULES}"
            yield Problem(said, "use a second bus, or ask for a higher quota", (), all_[MOST_RULES].node)


@rule("EVB034", Severity.WARNING)
def third_bus(graph: Graph) -> Iterator[Problem]:
    """An event goes from one bus to another, and no further.

    ## Why
    EventBridge does not send an event that came from another bus on to a third one: it is dropped.

    ## Fix
    Send it to each bus from the first one.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
    """
    for second in filter(_is_hop, graph.edges):
        between = second.source.links["bus"].name
        for first in filter(_is_hop, graph.into(between) if between != second.target.name else ()):
            if _may_share(first, second):
                sent = f"{first.source.name} sends to {between} is not sent on to {second.target.name}"
                start = first.source.links["bus"].name
                fix = f"send it to {second.target.name} from {start}"
                back = "take the flow away: the event was there"
                fix = back if start == second.target.name else fix
                yield Problem(f"{second.name}: what {sent}: it was sent once", fix, second.route)


@rule("EVB039", Severity.WARNING)
def aws_events_on_a_custom_bus(graph: Graph) -> Iterator[Problem]:
    """Events of AWS services arrive on the default bus only.

    ## Why
    A rule for them on a bus of its own is valid, and never matches, unless a rule of the default bus sends them there.

    ## Fix
    Take `bus` away.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event.html
    """
    fed = {edge.target.name for edge in graph.edges if edge.integration.name == "rule_to_bus"}
    for one in rules(graph):
        bus = one.node.links["bus"]
        if bus.existing is None and bus.name not in fed and _of_aws(one.pattern):
            message = f"{one.node.name}: events of AWS services arrive on the default bus, and this rule listens to "
            fix = f"take `bus` away, or send them to {bus.name} by a rule of the default bus"
            yield Problem(message + bus.name, fix, ("bus",), one.node)


def _is_hop(edge: Edge[Any, Any, Any]) -> bool:
    return edge.integration.name == "rule_to_bus" and edge.source.existing is None


def _by_bus(graph: Graph) -> Mapping[str, list[Filtered]]:
    found: dict[str, list[Filtered]] = {}
    for one in rules(graph):
        found.setdefault(one.node.links["bus"].name, []).append(one)
    return found


def _has_wildcard(pattern: Any) -> bool:
    if isinstance(pattern, dict):
        return any(key == "wildcard" or _has_wildcard(value) for key, value in pattern.items())
    return isinstance(pattern, list) and any(map(_has_wildcard, pattern))


def _of_aws(pattern: dict[str, Any]) -> bool:
    """Whether nothing but events of AWS services can match."""
    from eventgen.filters.alternatives import ways

    sources = [way.get(("source",)) for way in ways(pattern)]
    return all(source and all(map(_says_aws, source.wanted)) for source in sources) and bool(pattern)


def _says_aws(wanted: Any) -> bool:
    value = wanted.get("prefix") if isinstance(wanted, dict) else wanted
    return isinstance(value, str) and value.startswith("aws.")


def _may_share(first: Edge[Any, Any, Any], second: Edge[Any, Any, Any]) -> bool:
    """Whether one event may match the patterns of both rules, by its source and its type."""
    from eventgen.filters.alternatives import ways
    from eventgen.resources.rule import pattern

    one, other = ways(pattern(first.source)), ways(pattern(second.source))
    if len(one) * len(other) > MOST_COMPARED:
        return True
    told = {("source",), ("detail-type",)}
    return any(all(_meet(a[path], b[path]) for path in told & a.keys() & b.keys()) for a, b in product(one, other))


def _meet(one: "Field", other: "Field") -> bool:
    from eventgen.filters.operators import part

    for some, rest in ((one, other), (other, one)):
        if all(isinstance(value, str) for value in some.wanted):
            return any(map(part(rest.wanted).passes, some.wanted)) or not all(
                isinstance(v, str | dict) for v in rest.wanted
            )
    return True
