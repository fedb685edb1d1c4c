"""The fields of a state in the Amazon States Language: what Step Functions refuses of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eventgen.hcl import Text
from eventgen.load import Route
from eventgen.values import listed, shown, suggestion

LAST = ("Succeed", "Fail")  # an execution ends with them
NO_NEXT = (*LAST, "Choice")
# What a state of a type needs: one of these
NEEDED = {
    "Task": ("Resource",),
    "Choice": ("Choices",),
    "Wait": ("Seconds", "SecondsPath", "Timestamp", "TimestampPath"),
    "Parallel": ("Branches",),
    "Map": ("ItemProcessor", "Iterator"),
}
# Fields that only these types have
ONLY = {"TimeoutSeconds": ("Task",), "Retry": ("Task", "Parallel", "Map"), "Catch": ("Task", "Parallel", "Map")}
HANDLERS = {"Retry": ("ErrorEquals",), "Catch": ("ErrorEquals", "Next")}  # what each of their rules needs
LEAST = {"MaxAttempts": 0, "IntervalSeconds": 1, "BackoffRate": 1}
EVERY = "States.ALL"
JSON_PATH, JSONATA = "JSONPath", "JSONata"
PATHS = {"InputPath": r"\$|States\.", "OutputPath": r"\$|States\.", "ResultPath": r"\$(?!\$)"}  # how each begins
BOOLEANS = ("And", "Or", "Not")
BESIDE = ("Variable", "Next", "Comment", "Assign", "Output")  # what a rule of a Choice has beside its comparison
ORDERED = ("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals")
COMPARISONS = (
    *(f"{of}{how}{path}" for of in ("String", "Numeric", "Timestamp") for how in ORDERED for path in ("", "Path")),
    *("BooleanEquals", "BooleanEqualsPath", "StringMatches"),
    *(f"Is{what}" for what in ("Null", "Present", "Numeric", "String", "Boolean", "Timestamp")),
)

State = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a definition, where below it, and what to write instead."""

    says: str
    fix: str
    at: Route = ()


def lacks(what: str, field: str, there: State, fix: str) -> Fault:
    """What is there has no such field; perhaps it has one that is written in another way."""
    keys = {str(key).lower(): key for key in there}
    if near := keys.get(field.lower()) or suggestion(field, map(str, there), "{}"):
        return Fault(f"{what} has no {field}, but {near}", f"did you mean {field}?", (near,))
    return Fault(f"{what} has no {field}", fix)


def fields(name: str, type_: str, state: State, language: str) -> Iterator[Fault]:
    """What a state of its type has to have, cannot have, and has in a wrong way; `at` is below the state.

    Without a language, as where it is not certain, nothing is said that depends on it.
    """
    needed = NEEDED.get(type_, ())
    there = [each for each in needed if each in state]
    if needed and not there:
        yield Fault(f"state {name}, a {type_}, has no {listed(needed)}", f"add {needed[0]}")
    if type_ == "Wait" and len(there) > 1:
        yield Fault(f"state {name} has both {' and '.join(there)}", "take away all but one", (there[-1],))
    yield from _leaving(name, type_, state)
    for field, types in ONLY.items():
        if field in state and type_ not in types:
            yield Fault(f"state {name}, a {type_}, takes no {field}", f"take {field} away", (field,))
        elif field in HANDLERS:
            yield from _handlers(name, field, state.get(field), language)
    resource = state.get("Resource")
    if type_ == "Task" and isinstance(resource, str) and not resource.startswith(("arn:", "{%")):
        fix = "Resource: arn:aws:states:::lambda:invoke, or the ARN of a function"
        yield Fault(f"state {name} has the Resource {shown(resource)}, which is no ARN", fix, ("Resource",))
    if type_ == "Choice" and "Choices" in state:
        yield from _choices(name, state["Choices"], language)
    if language == JSON_PATH:
        yield from _paths(f"state {name}", state, ())


def _leaving(name: str, type_: str, state: State) -> Iterator[Fault]:
    """Next and End: one of them, but for types that have none."""
    end = state.get("End")
    if type_ in NO_NEXT:
        for field in ("Next", "End"):
            if field in state:
                yield Fault(f"state {name}, a {type_}, takes no {field}", f"take {field} away", (field,))
    elif isinstance(end, Text):
        return  # what it stands for is not known
    elif "End" in state and not isinstance(end, bool):
        says = f"state {name} has the End {shown(end)}, {'a text' if isinstance(end, str) else 'which is no boolean'}"
        yield Fault(f"{says}: it takes true", "write `End: true`, without quotes", ("End",))
    elif "Next" in state and end:
        yield Fault(f"state {name} has both Next and End", "take one of them away", ("End",))
    elif "Next" not in state and not end:
        near = next((key for key in state if key.lower() in ("next", "end")), "")
        fix = f"did you mean {near.title()}?" if near and near != "End" else "add `End: true`, if it is the last one"
        yield Fault(f"state {name} has neither Next nor End", fix)


def _paths(what: str, state: State, at: Route) -> Iterator[Fault]:
    for field, begins in PATHS.items():
        value = state.get(field)
        if value is None or isinstance(value, Text) or (isinstance(value, str) and re.match(begins, value)):
            continue
        fix = f"{field}: $.{value}" if re.fullmatch(r"[A-Za-z_][\w.]*", str(value)) else f"{field}: $.order"
        yield Fault(f"{what} has the {field} {shown(value)}, which is no JSONPath", fix, (*at, field))


# What follows an error -------------------------------------------------------------------------------------


def _handlers(name: str, field: str, rules: Any, language: str) -> Iterator[Fault]:
    """The rules of a Retry or a Catch."""
    if rules is None or isinstance(rules, Text):
        return
    if not isinstance(rules, list):
        yield Fault(f"state {name} has the {field} {shown(rules)}: it takes a list", f"{field}: [...]", (field,))
        return
    for number, rule in enumerate(rules):
        if isinstance(rule, Mapping):
            what = f"{field} {number + 1} of state {name}"
            yield from _below((field, number), _handler(what, rule, HANDLERS[field], number == len(rules) - 1))
            if field == "Catch" and language == JSON_PATH:
                yield from _paths(what, rule, (field, number))


def _handler(what: str, rule: State, needed: tuple[str, ...], last: bool) -> Iterator[Fault]:
    for each in needed:
        if each not in rule:
            fix = f"ErrorEquals: [{EVERY}]" if each == "ErrorEquals" else "add the name of a state: `Next: Failed`"
            yield lacks(what, each, rule, fix)
    errors = rule.get("ErrorEquals")
    if errors == [] or ("ErrorEquals" in rule and not isinstance(errors, list | Text)):
        says = "is an empty list" if errors == [] else f"is {shown(errors)}"
        yield Fault(f"{what}: ErrorEquals {says}: it takes names", f"ErrorEquals: [{EVERY}]", ("ErrorEquals",))
    if isinstance(errors, list) and EVERY in errors and len(errors) > 1:
        fix = f"ErrorEquals: [{EVERY}]"
        yield Fault(f"{what} names {EVERY} beside others, which it stands for", fix, ("ErrorEquals",))
    elif isinstance(errors, list) and EVERY in errors and not last:
        yield Fault(f"{what} names {EVERY}, and is not the last one", "write it last", ("ErrorEquals",))
    for field, least in LEAST.items():
        value = rule.get(field)
        if isinstance(value, int | float) and value < least:
            yield Fault(f"{what} has the {field} {shown(value)}", f"write {least} or more", (field,))


# Choices ---------------------------------------------------------------------------------------------------


def _choices(name: str, choices: Any, language: str) -> Iterator[Fault]:
    if isinstance(choices, Text):
        return
    if not isinstance(choices, list) or not choices:
        says = "no rule in its Choices" if choices == [] else f"the Choices {shown(choices)}: it takes a list of rules"
        fix = "Choices: [{Variable: $.x, IsPresent: true, Next: Done}]"
        yield Fault(f"state {name} has {says}", fix, ("Choices",))
        return
    for number, rule in enumerate(choices):
        what, at = f"rule {number + 1} of state {name}", ("Choices", number)
        if isinstance(rule, Mapping) and "Next" not in rule:
            yield from _below(at, [lacks(what, "Next", rule, "add the name of a state: `Next: Done`")])
        if isinstance(rule, Mapping) and language == JSONATA and "Condition" not in rule:
            yield from _below(at, [lacks(what, "Condition", rule, 'Condition: "{% $states.input.x = 1 %}"')])
        elif language == JSON_PATH:
            yield from _below(at, _compared(what, rule))


def _compared(what: str, rule: Any) -> Iterator[Fault]:
    """The one comparison of a rule, or what it makes of others."""
    if not isinstance(rule, Mapping):
        return
    if "Condition" in rule:
        yield Fault(f"{what} has a Condition: JSONPath knows none", "QueryLanguage: JSONata", ("Condition",))
        return
    how = [key for key in rule if key not in BESIDE and key.lower() not in map(str.lower, BESIDE)]
    if unknown := [key for key in how if key not in (*COMPARISONS, *BOOLEANS)]:
        fix = suggestion(unknown[0], (*COMPARISONS, *BOOLEANS)) or "write a comparison such as StringEquals"
        yield Fault(f"{what} has {unknown[0]}: there is no such comparison", fix, (unknown[0],))
    elif len(how) != 1:
        says = f"{what} has {'the comparisons ' + ' and '.join(how) if how else 'no comparison'}: it takes one"
        yield Fault(says, "join them with `And`" if how else "add one, such as `IsPresent: true`")
    elif how[0] in BOOLEANS:
        inner = rule[how[0]]
        for number, each in enumerate(inner if isinstance(inner, list) else ()):
            yield from _below((how[0], number), _compared(what, each))
        if how[0] == "Not":
            yield from _below(("Not",), _compared(what, inner))
    elif "Variable" not in rule:
        yield lacks(what, "Variable", rule, "Variable: $.x")


def _below(at: Route, found: "Iterator[Fault] | list[Fault]") -> Iterator[Fault]:
    for fault in found:
        yield Fault(fault.says, fault.fix, (*at, *fault.at))
