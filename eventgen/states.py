"""Definitions in the Amazon States Language: what Step Functions refuses of them, and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eventgen.hcl import Text
from eventgen.load import Route
from eventgen.values import listed, shown, suggestion

LARGEST = 1_048_576  # sfn-quota: bytes of a definition
LONGEST_NAME = 80  # states-language.net: of a state
TYPES = ("Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map")
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
# What an express machine does not wait for
WAITING = (".sync", ".sync:2", ".waitForTaskToken")

State = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a definition, where below it, and what to write instead."""

    says: str
    fix: str
    at: Route = ()


def faults(definition: Any) -> Iterator[Fault]:
    """What Step Functions refuses, whatever the type of the machine."""
    yield from _machine(definition, ())


def waits(definition: Any) -> Iterator[Fault]:
    """What an express machine cannot do: it is at an end before somebody else is."""
    for name, state, at in _all(definition, ()):
        resource = str(state.get("Resource", ""))
        mode = _mapping(_mapping(state.get("ItemProcessor")).get("ProcessorConfig")).get("Mode")
        if ending := next((each for each in WAITING if resource.endswith(each)), ""):
            yield Fault(
                f"state {name} waits: its Resource ends with {ending}", "write `type: standard`", (*at, "Resource")
            )
        elif ":activity:" in resource:
            yield Fault(f"state {name} waits for an activity", "write `type: standard`", (*at, "Resource"))
        elif mode == "DISTRIBUTED":
            yield Fault(f"state {name} is a distributed Map", "write `type: standard`", (*at, "ItemProcessor"))


# Machines, and what is a machine in a state -----------------------------------------------------------------


def _machine(machine: Any, at: Route) -> Iterator[Fault]:
    states, start = _mapping(machine).get("States"), _mapping(machine).get("StartAt")
    if not isinstance(states, Mapping) or not states:
        yield Fault("the definition has no States", "States: {Done: {Type: Succeed}}", at)
        return
    if start is None:
        yield Fault("the definition has no StartAt", f"StartAt: {next(iter(states))}", at)
    found = [*_target(start, states, (*at, "StartAt"), "StartAt")] if start is not None else []
    for name, state in states.items():
        found += _state(name, state, states, (*at, "States", name))
    yield from found
    if not found and isinstance(start, str):
        yield from _paths(states, start, at)


def _paths(states: State, start: str, at: Route) -> Iterator[Fault]:
    """States that nothing leads to, and a machine that never ends."""
    reached, ahead = set(), [start]
    while ahead:
        if (name := ahead.pop()) not in states:  # a reference may stand for any state
            return
        if name not in reached:
            reached.add(name)
            ahead += [to for to, _ in _targets(states[name])]
    if not any(state.get("Type") in LAST or state.get("End") is True for state in states.values()):
        yield Fault("none of its states is the last one", "write `End: true` instead of a Next", (*at, "States"))
        return
    for name in states:
        if name not in reached:
            yield Fault(f"nothing leads to state {name}", "take it away, or name it in a Next", (*at, "States", name))


def _all(machine: Any, at: Route) -> Iterator[tuple[str, State, Route]]:
    """Every state of a definition, those within states too."""
    for name, state in _mapping(_mapping(machine).get("States")).items():
        here = (*at, "States", name)
        if isinstance(state, Mapping):
            yield name, state, here
            for inner, below in _inner(state, here):
                yield from _all(inner, below)


def _inner(state: State, at: Route) -> Iterator[tuple[Any, Route]]:
    """The machines in a state."""
    branches = state.get("Branches")
    for number, branch in enumerate(branches if isinstance(branches, list) else ()):
        yield branch, (*at, "Branches", number)
    for each in NEEDED["Map"]:
        if each in state:
            yield state[each], (*at, each)


# States -----------------------------------------------------------------------------------------------------


def _state(name: str, state: Any, states: State, at: Route) -> Iterator[Fault]:
    if len(name) > LONGEST_NAME:
        yield Fault(f"state {name[:20]}... has a name of {len(name)} characters", f"write {LONGEST_NAME} at most", at)
    if not isinstance(state, Mapping):
        yield Fault(f"state {name} is {shown(state)}: it takes a mapping", f"{name}: {{Type: Succeed}}", at)
        return
    type_ = state.get("Type")
    if isinstance(type_, Text):
        return
    if type_ not in TYPES:
        fix = suggestion(type_, TYPES, "Type: {}") or f"write {listed(TYPES)}"
        has = f"has the Type {shown(type_)}" if "Type" in state else "has no Type"
        yield Fault(f"state {name} {has}", fix, (*at, "Type") if "Type" in state else at)
        return
    yield from _fields(name, type_, state, at)
    for to, below in _targets(state):
        yield from _target(to, states, (*at, *below), f"{below[-1]} of state {name}")
    for inner, below in _inner(state, at):
        yield from _machine(inner, below)


def _fields(name: str, type_: str, state: State, at: Route) -> Iterator[Fault]:
    """What a state of its type has to have, and what it cannot have."""
    needed = NEEDED.get(type_, ())
    if needed and not any(each in state for each in needed):
        yield Fault(f"state {name}, a {type_}, has no {listed(needed)}", f"add {needed[0]}", at)
    if type_ not in NO_NEXT and "Next" not in state and state.get("End") is not True:
        yield Fault(f"state {name} has neither Next nor End", "add `End: true`, if it is the last one", at)
    for field, types in ONLY.items():
        if field in state and type_ not in types:
            yield Fault(f"state {name}, a {type_}, takes no {field}", f"take {field} away", (*at, field))
    resource = state.get("Resource")
    if type_ == "Task" and isinstance(resource, str) and not resource.startswith(("arn:", "{%")):
        fix = "Resource: arn:aws:states:::lambda:invoke, or the ARN of a function"
        yield Fault(f"state {name} has the Resource {shown(resource)}, which is no ARN", fix, (*at, "Resource"))


def _targets(state: Any) -> Iterator[tuple[Any, Route]]:
    """Where a state leads to, and where it says so."""
    for field in ("Next", "Default"):
        if field in state:
            yield state[field], (field,)
    for field in ("Choices", "Catch"):
        rules = state.get(field)
        for number, each in enumerate(rules if isinstance(rules, list) else ()):
            if isinstance(each, Mapping) and "Next" in each:
                yield each["Next"], (field, number, "Next")


def _target(to: Any, states: State, at: Route, what: str) -> Iterator[Fault]:
    if not isinstance(to, Text) and not (isinstance(to, str) and to in states):
        fix = suggestion(to, states, f"{at[-1]}: {{}}") or "write the name of a state beside it"
        yield Fault(f"{what} is {shown(to)}: there is no such state", fix, at)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
