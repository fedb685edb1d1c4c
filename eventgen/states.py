"""Definitions in the Amazon States Language: what Step Functions refuses of them, and where."""

from collections.abc import Iterator, Mapping
from typing import Any

from eventgen.hcl import Text
from eventgen.load import Route
from eventgen.statefields import JSON_PATH, LAST, NEEDED, Fault, State, fields, lacks
from eventgen.values import listed, shown, suggestion

LARGEST = 1_048_576  # sfn-quota: bytes of a definition
FIELDS = ("Comment", "ProcessorConfig", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version")
LONGEST_NAME = 80  # states-language.net: of a state
TYPES = ("Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map")
# What an express machine does not wait for
WAITING = (".sync", ".sync:2", ".waitForTaskToken")


def faults(definition: Any) -> Iterator[Fault]:
    """What Step Functions refuses, whatever the type of the machine."""
    yield from _machine(definition, (), JSON_PATH)


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


def _machine(machine: Any, at: Route, language: str) -> Iterator[Fault]:
    """What is wrong with a machine; `language` is what it asks for data in, empty where that is not certain."""
    of = _mapping(machine)
    states, start, language = of.get("States"), of.get("StartAt"), _language(of, language)
    if states is None or states == {}:
        yield _at(at, lacks("the definition", "States", _unread(of), "States: {Done: {Type: Succeed}}"))
        return
    if not isinstance(states, Mapping):
        says = f"States of the definition is {shown(states)}: it takes a mapping of states by their names"
        yield Fault(says, "States: {Done: {Type: Succeed}}", (*at, "States"))
        return
    if start is None:
        yield _at(at, lacks("the definition", "StartAt", _unread(of), f"StartAt: {next(iter(states))}"))
    found = [*_target(start, states, (*at, "StartAt"), "StartAt")] if start is not None else []
    for name, state in states.items():
        found += _state((name, state), states, (*at, "States", name), language)
    yield from found
    if not found and isinstance(start, str):
        yield from _paths(states, start, at)


def _language(of: State, above: str) -> str:
    """The language that a machine or a state asks for data in."""
    said = of.get("QueryLanguage", above)
    return said if isinstance(said, str) else ""


def _unread(machine: State) -> State:
    """The fields that no machine has."""
    return {key: value for key, value in machine.items() if key not in FIELDS}


def _at(at: Route, fault: Fault) -> Fault:
    return Fault(fault.says, fault.fix, (*at, *fault.at))


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


def _state(named: tuple[str, Any], states: State, at: Route, above: str) -> Iterator[Fault]:
    name, state = named
    if len(name) > LONGEST_NAME:
        yield Fault(f"state {name[:20]}... has a name of {len(name)} characters", f"write {LONGEST_NAME} at most", at)
    if not isinstance(state, Mapping):
        yield Fault(f"state {name} is {shown(state)}: it takes a mapping", f"{name}: {{Type: Succeed}}", at)
        return
    type_, language = state.get("Type"), _language(state, above)
    if isinstance(type_, Text):
        return
    if "Type" not in state:
        yield _at(at, lacks(f"state {name}", "Type", state, f"write {listed(TYPES)}"))
        return
    if type_ not in TYPES:
        fix = suggestion(type_, TYPES, "Type: {}") or f"write {listed(TYPES)}"
        yield Fault(f"state {name} has the Type {shown(type_)}", fix, (*at, "Type"))
        return
    for fault in fields(name, type_, state, language):
        yield _at(at, fault)
    for to, below in _targets(state):
        yield from _target(to, states, (*at, *below), f"{below[-1]} of state {name}")
    for inner, below in _inner(state, at):  # whether a state's own language is theirs too, nobody says
        yield from _machine(inner, below, language if language == above else "")


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
