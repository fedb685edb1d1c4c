"""The patterns of rules and archives: what EventBridge refuses of them, in its words, at its place."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.texts import Json
from eventgen.undecided import FIELD, Undecided, of_no_type_yet
from eventgen.values import Refusal, Wrong, listed, shown, suggestion

if TYPE_CHECKING:
    from eventgen.filters.refusals import Refusal as Refused

    Answer = Callable[[Refused, Any], tuple[str, str]]  # to what was refused: the number of the rule, and the fix

OPERATORS = {
    "numeric": ("EVB007", 'write {numeric: [">", 0, "<=", 5]}'),
    "prefix": ("EVB008", "write {prefix: some text}"),
    "suffix": ("EVB008", "write {suffix: some text}"),
    "equals-ignore-case": ("EVB008", "write {equals-ignore-case: some text}"),
    "wildcard": ("EVB009", 'write {wildcard: "*.jpg"}, with few stars and no two side by side'),
    "anything-but": ("EVB010", "write {anything-but: [a, b]}, all of them texts or all of them numbers"),
    "cidr": ("EVB011", "write {cidr: 10.0.0.0/24}"),
    "exists": ("EVB012", "write {exists: true} or {exists: false}"),
}
NO_OPERATOR = "Unrecognized match type"
# What AWS says -> the rule that was broken, whatever the operator
REASONS = {
    FIELD: ("EVB004", "write a list of what it may be"),
    "Match value must be": ("EVB004", "write one list, without lists in it"),
    "the pattern is nested": ("EVB004", "write it flatter"),
    "Empty objects": ("EVB004", "take it away, or say which fields it has"),
    "Empty arrays": ("EVB005", "take it away, or list what it may be"),
    NO_OPERATOR: ("EVB006", f"each mapping in a list takes one of {listed(OPERATORS)}"),
    "Only one key": ("EVB006", "write a mapping for each: a list of several means one of them"),
    "$or": ("EVB006", "write two or more mappings below $or, and no more than 1,000 combinations in all"),
    "Rule is too complex": ("EVB009", "use prefix or suffix, or fewer stars"),
    "Member must have length": ("EVB003", "shorten it, or write two rules"),
}


class Pattern(Json):
    """A JSON object that a service takes as a pattern; an empty one is none yet. `refused`: what it refuses of one."""

    def __init__(self, refused: "Callable[[Any, Undecided], Wrong | None]") -> None:
        self.refused = refused

    def read(self, value: Any) -> Any:
        found = super().read(value)
        if found and (refused := self.refused(found, of_no_type_yet)):
            raise refused
        return found


def invalid(pattern: Any, undecided: Undecided = of_no_type_yet) -> Wrong | None:
    """What EventBridge refuses of a pattern; None where it takes it."""
    from eventgen.filters.eventbridge import RULE  # a page without patterns does without

    refused = RULE.refused(pattern, undecided)
    return refusals(pattern, refused, _answer) if refused else None


EventPatternObject = Annotated[dict[str, Any], Pattern(invalid)]


def refusals(pattern: Any, refused: "list[Refused]", answer: "Answer") -> Wrong:
    """What AWS refuses of a pattern, in its words, each at its place."""
    return Wrong(_refusal(pattern, each, answer) for each in refused)


def _refusal(pattern: Any, refused: "Refused", answer: "Answer") -> Refusal:
    value = pattern
    for step in refused.route:
        value = value[step]
    code, fix = answer(refused, value)
    message = f"is {shown(value)}: AWS refuses it: {refused.says}"
    return Refusal(code, message, fix, route=refused.route)


def _answer(refused: "Refused", value: Any) -> tuple[str, str]:
    code, fix = _rule(refused)
    return code, nearer(refused, value, OPERATORS) or fix


def _rule(refused: "Refused") -> tuple[str, str]:
    """The number of the rule that is broken, and how to mend it."""
    for words, answer in REASONS.items():
        if words in refused.reason:
            return answer
    operators = (step for before, step in pairwise(refused.route) if isinstance(before, int) and step in OPERATORS)
    return OPERATORS.get(str(next(operators, "")), REASONS[NO_OPERATOR])


def nearer(refused: "Refused", value: Any, operators: Iterable[str]) -> str:
    """A fix with the words of the page, where they tell what is meant."""
    if NO_OPERATOR in refused.reason and refused.route:
        return suggestion(str(refused.route[-1]).lower(), operators, "did you mean {}?")
    if FIELD in refused.reason and value is not None:
        said = shown(value)
        return f"{refused.route[-1]}: " + (f'["{said}"]' if "${" in said else f"[{said}]")
    return ""
