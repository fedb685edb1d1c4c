"""The filter policies of subscriptions: what SNS refuses of them, in its words, at its place."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.eventpattern import Pattern, nearer, refusals
from eventgen.undecided import FIELD, Undecided
from eventgen.values import Wrong, listed

if TYPE_CHECKING:
    from eventgen.filters.refusals import Refusal

OPERATORS = ("prefix", "suffix", "wildcard", "equals-ignore-case", "anything-but", "numeric", "cidr", "exists")
# What SNS says -> the rule that was broken, and how to mend it
REASONS = {
    "more than 5 keys": ("SNS009", "let the consumer judge the others"),
    "too complex": ("SNS010", "name fewer values, or say them with prefix or suffix"),
    "nested filter policy": ("SNS011", "write {body: ...}, if this is in the body of the message"),
    "wildcards per pattern": ("SNS014", "use prefix or suffix, or fewer stars"),
    "wildcard complexity": ("SNS014", "use prefix or suffix, or fewer stars"),
    FIELD: ("SNS013", "write a list of what it may be"),
    "Empty": ("SNS013", "take it away, or list what it may be"),
}
USUAL = ("SNS013", f"list values, or mappings of one key each: {listed(OPERATORS)}")


class FilterPolicy(Pattern):
    """A JSON object that SNS takes as a filter policy; an empty one is none yet."""

    def __init__(self, scope: str) -> None:
        super().__init__(partial(_refused, scope))


def _refused(scope: str, pattern: Any, undecided: Undecided) -> Wrong | None:
    from eventgen.filters import sns  # a page without filters does without

    refused = (sns.ATTRIBUTES if scope == "attributes" else sns.BODY).refused(pattern, undecided)
    return refusals(pattern, refused, _answer) if refused else None


AttributePolicy = Annotated[dict[str, Any], FilterPolicy("attributes")]
BodyPolicy = Annotated[dict[str, Any], FilterPolicy("body")]


def _answer(refused: "Refusal", value: Any) -> tuple[str, str]:
    code, fix = next((answer for words, answer in REASONS.items() if words in refused.reason), USUAL)
    return code, nearer(refused, value, OPERATORS) or fix
