"""ARNs in patterns are compared letter by letter."""

import re
from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.filtered import filtered
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule
from eventgen.load import Route
from eventgen.values import shown

PARTS = 6  # arn:partition:service:region:account:resource
# What stands behind the type of the resource: instance/i-1, function:name
SEPARATORS = {
    **dict.fromkeys(("codebuild", "dynamodb", "ec2", "ecr", "ecs", "elasticloadbalancing", "events", "iam"), "/"),
    **dict.fromkeys(("cloudformation", "firehose", "kinesis", "kms"), "/"),
    **dict.fromkeys(("lambda", "logs", "rds", "secretsmanager", "states"), ":"),
}
_TYPED = re.compile(r"([A-Za-z-]+)([:/])")


@rule("EVB047", Severity.WARNING)
def arn_with_other_separators(graph: Graph) -> Iterator[Problem]:
    """An ARN in a pattern is written as events have it.

    ## Why
    EventBridge compares texts letter by letter: with `:` in the place of `/`, or the other way round, nothing matches.

    ## Fix
    Copy the ARN out of an event, or out of the service's documentation.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    for one in filtered(graph):
        for route, arn in _arns(one.pattern):
            if meant := _meant(arn):
                yield one.problem(f"{shown(arn)} is no ARN as events have it: nothing matches", meant, route)


def _arns(pattern: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    """The whole ARNs in the lists of a pattern: what stands below an operator may be a part of one."""
    from eventgen.filters.alternatives import fields

    for field in fields(pattern):
        for index, value in enumerate(field.wanted):
            if isinstance(value, str) and value.startswith("arn:"):
                yield (*field.route, index), value


def _meant(arn: str) -> str:
    """What is wrong with an ARN, as a fix; empty if nothing is known to be."""
    parts = arn.split(":", PARTS - 1)
    if len(parts) < PARTS:
        return "write arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE: six parts, with colons between"
    wanted, typed = SEPARATORS.get(parts[2]), _TYPED.match(parts[5])
    if wanted is None or typed is None or typed[2] == wanted:
        return ""
    return f"write {':'.join(parts[:5])}:{typed[1]}{wanted}{parts[5][typed.end() :]}"
