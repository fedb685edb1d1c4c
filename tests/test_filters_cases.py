"""Filters, case by case: each operator in each dialect that has it, and what a dialect has of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from filter_dialects import FORMS, Form

from eventgen.filters import notifications
from eventgen.filters.elements import OPERATORS, Grammar
from eventgen.filters.notifications import KeyFilter

CASES = Path(__file__).parent / "filters"


def cases(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


def takes(grammar: Grammar, operator: str) -> bool:
    """Whether a dialect has an operator; `anything-but/prefix` is a prefix in `anything-but`."""
    outer, _, inner = operator.partition("/")
    if operator == "exact" or (outer in grammar.operators and not inner):
        return True
    return outer in grammar.operators and (inner in grammar.excluded if outer == "anything-but" else grammar.any_case)


def by_dialect(operators: list[dict[str, Any]]) -> Iterator[Any]:
    for name, form in FORMS.items():
        for number, case in enumerate(operators):
            yield pytest.param(form, case, id=f"{name}: {case['operator']} {number}")


@pytest.mark.parametrize(("form", "case"), list(by_dialect(cases("operators"))))
def test_operator(form: Form, case: dict[str, Any]) -> None:
    pattern = form.pattern(case["wanted"])
    if not takes(form.dialect.grammar, case["operator"]):
        assert form.dialect.invalid(pattern)
        assert not form.dialect.matches(pattern, form.event({"field": case["matches"][0]}))
        return
    assert form.dialect.invalid(pattern) == []
    for value in case["matches"]:
        event = form.event({"field": value})
        assert form.dialect.matches(pattern, event), value
        assert form.dialect.why_not(pattern, event) is None, value
    for value in case["misses"]:
        event = form.event({"field": value})
        assert not form.dialect.matches(pattern, event), value
        assert form.dialect.why_not(pattern, event) is not None, value


@pytest.mark.parametrize(("form", "case"), list(by_dialect([one for one in cases("operators") if "refused" in one])))
def test_refused_operand(form: Form, case: dict[str, Any]) -> None:
    for one in case["refused"]:
        found = form.dialect.invalid(form.pattern(one["wanted"]))
        assert found, one
        if takes(form.dialect.grammar, case["operator"]):
            assert found[0].route == (*form.route, *one["at"]), one
            said = one["reason"].replace(
                "prefix/suffix match", "prefix match" if form in SNS else "prefix/suffix match"
            )
            assert found[0].reason == said, one


SNS = (FORMS["attributes"], FORMS["body"])


@pytest.mark.parametrize("name", FORMS)
def test_every_operator_has_cases(name: str) -> None:
    """Of each operator of a dialect: something that it lets through, that it does not, and that is refused."""
    grammar = FORMS[name].dialect.grammar
    own = {*grammar.operators, *(f"anything-but/{inner}" for inner in grammar.excluded)}
    for operator in sorted(own):
        mine = [case for case in cases("operators") if case["operator"] == operator]
        assert any(case["matches"] for case in mine), operator
        assert any(case["misses"] for case in mine), operator
        assert any("refused" in case for case in mine), operator


def own_cases() -> Iterator[Any]:
    for name, own in cases("dialects").items():
        for case in own:
            yield pytest.param(FORMS[name], case, id=f"{name}: {case['name']}")


@pytest.mark.parametrize(("form", "case"), list(own_cases()))
def test_dialect(form: Form, case: dict[str, Any]) -> None:
    found = [[list(refusal.route), refusal.says] for refusal in form.dialect.invalid(case["pattern"])]
    assert found == case.get("refused", [])
    matches = form.dialect.compile(case["pattern"])
    for event in case.get("matches", []):
        assert matches(event), event
        assert form.dialect.why_not(case["pattern"], event) is None, event
    for event in case.get("misses", []):
        assert not matches(event), event
        assert form.dialect.why_not(case["pattern"], event) is not None, event


def test_every_dialect_has_cases() -> None:
    assert set(cases("dialects")) == set(FORMS)
    assert {case["operator"].partition("/")[0] for case in cases("operators")} == {*OPERATORS, "exact"}


def key_filter(written: dict[str, Any]) -> KeyFilter:
    return KeyFilter(**{**written, "events": tuple(written.get("events", ()))})


@pytest.mark.parametrize(("first", "second", "key"), cases("notifications")["overlaps"])
def test_overlap(first: dict[str, Any], second: dict[str, Any], key: str | None) -> None:
    pair = key_filter(first), key_filter(second)
    assert notifications.overlap(*pair) == notifications.overlap(*reversed(pair)) == key
    if key is not None:
        (event, *_) = notifications.common_events(*pair)
        assert all(one.matches(event, key) for one in pair)


@pytest.mark.parametrize("case", cases("notifications")["refused"])
def test_refused_configuration(case: dict[str, Any]) -> None:
    found = [[list(refusal.route), refusal.reason] for refusal in notifications.invalid(case["configuration"])]
    assert found == case["refused"]


@pytest.mark.parametrize(("written", "event", "key", "says"), cases("notifications")["why_not"])
def test_why_a_key_is_not_notified(written: dict[str, Any], event: str, key: str, says: str | None) -> None:
    one = key_filter(written)
    found = notifications.why_not(one, event, key)
    assert (str(found) if found else None) == says
    assert one.matches(event, key) == (found is None)


@pytest.mark.parametrize("case", cases("notifications")["dead"])
def test_dead_key_filter(case: list[Any]) -> None:
    written, *expected = case
    assert [[*dead.route, dead.near] for dead in notifications.dead(key_filter(written))] == (
        [expected] if expected else []
    )


def test_no_key_is_so_long() -> None:
    assert notifications.dead(KeyFilter(prefix="a" * 1000, suffix="b" * 25))
    assert not notifications.dead(KeyFilter(prefix="a" * 1000, suffix="b" * 24))
    assert not notifications.dead(KeyFilter(prefix="x" + "a" * 1000, suffix="a" * 1000 + "x"))


@pytest.mark.parametrize(("value", "written"), cases("notifications")["unencoded"].items())
def test_unencoded(value: str, written: str) -> None:
    assert notifications.unencoded(value) == written
    assert notifications.decoded(written or value) == (value if written else notifications.decoded(value))
