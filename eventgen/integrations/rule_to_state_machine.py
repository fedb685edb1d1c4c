"""EventBridge -> Step Functions: each event that matches starts an execution."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.rule import (
    TRIED,
    Delivery,
    Rule,
    by_role,
    delivered_by_role,
    failed_deliveries,
    lift_target,
    pattern,
    target_meaning,
)
from eventgen.resources.state_machine import StateMachine

rule_to_state_machine = Integration(
    name="rule_to_state_machine",
    options=Delivery,
    decides=TRIED,
    says="Each event that matches starts an execution.",
    uses=failed_deliveries,
    attach=by_role,
    view=delivered_by_role,
    lift=lift_target,
    meaning=target_meaning,
)


@rule("SFN006", Severity.INFO)
def large_events_for_a_state_machine(edge: Edge[Rule, StateMachine, Delivery]) -> Iterator[Problem]:
    """An execution starts with 256 KiB at most.

    ## Why
    An event of your own may have 1 MB. One that is larger than 256 KiB goes to the dead-letter queue: Step Functions
    refuses it. The events of AWS itself are small.

    ## Fix
    Hand on the part that is needed, with `input_path: $.detail.order`, or put the data into a bucket and its key into
    the event.

    ## Source
    https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
    https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    """
    whole = edge.options.input_path in (None, "$") and edge.options.input is None
    if whole and edge.source.existing is None and not _of_aws(pattern(edge.source)):
        message = f"{edge.name}: an event may have 1 MB: {edge.target.name} starts with 256 KiB at most"
        yield Problem(message, "add `input_path`, or keep the data in a bucket")


def _of_aws(pattern: dict[str, Any]) -> bool:
    """Whether a pattern is about events of AWS alone."""
    sources = pattern.get("source")
    named = [each.get("prefix") if isinstance(each, dict) else each for each in sources or [None]]
    return all(str(each).startswith("aws.") for each in named)
