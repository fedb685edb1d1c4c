"""Filters against a matcher that is slow and obviously right, and against whatever JSON there is."""

import itertools
from random import Random
from typing import Any

import pytest
from filter_dialects import FORMS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from eventgen.filters import contradictions, envelopes, eventbridge, notifications, senders, sns, wildcards
from eventgen.filters.dialect import Dialect, size
from eventgen.filters.notifications import KeyFilter

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = ("", "a", "b", "$or", "a.b", "a*b", "10.0.0.1", "exists", "prefix", "numeric", "anything-but")
TEXTS = st.sampled_from(WORDS) | st.text(max_size=4)
NUMBERS = st.sampled_from([0, 1, 2.5, 2**53 + 1, 1e300]) | st.integers() | st.floats(allow_nan=False)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))
SEEDS = st.integers(0, 2**64 - 1)  # of patterns and events that have something to do with each other


def pattern_of(random: Random, levels: int = 3) -> dict[str, Any]:
    """A pattern with few names, so that fields meet; some with dots, some with alternatives."""
    pattern: dict[str, Any] = {}
    for _ in range(random.choice((1, 1, 2))):
        key = random.choice("abc") if random.random() < 0.85 else random.choice(("a.b", "b.c", "a.b.c"))
        pattern[key] = pattern_of(random, levels - 1) if levels > 0 and random.random() < 0.5 else wanted_of(random)
    if levels > 1 and random.random() < 0.15:
        pattern["$or"] = [pattern_of(random, levels - 2) for _ in range(2)]
    return pattern


def wanted_of(random: Random) -> list[Any]:
    return [element_of(random) for _ in range(random.choice((1, 1, 2)))]


def element_of(random: Random) -> Any:
    text, number = random.choice(("a", "b", "ab", "aB", "abc")), random.choice((0, 1, 2.5))
    starred = random.choice(("a*", "*b", "a*c", "*", "a*b*", "\\*a", "*a*"))
    return random.choice(
        (
            *(text, number, None, True, {"exists": True}, {"exists": False}, {"exists": False}),
            *({operator: text} for operator in ("prefix", "suffix", "equals-ignore-case")),
            *({operator: {"equals-ignore-case": text}} for operator in ("prefix", "suffix")),
            *({"wildcard": starred}, {"anything-but": {"wildcard": [starred]}}),
            *({"anything-but": text}, {"anything-but": [number]}, {"anything-but": {"prefix": [text]}}),
            *({"numeric": ["=", number]}, {"numeric": ["<", number]}, {"numeric": [">=", number, "<", number + 1]}),
        )
    )


def event_of(random: Random, pattern: dict[str, Any]) -> dict[str, Any]:
    """An event with most of the fields of a pattern, many of them as they are wanted, some in arrays or behind dots."""
    event: dict[str, Any] = {}
    for key, value in pattern.items():
        if key == "$or":
            event |= event_of(random, random.choice(value))
        elif random.random() < 0.9:
            event |= at(random, key, value)
    return event


def at(random: Random, key: str, wanted: Any) -> dict[str, Any]:
    def one() -> Any:
        return event_of(random, wanted) if isinstance(wanted, dict) else value_of(random, wanted)

    value = one() if random.random() < 0.7 else [one() for _ in range(random.choice((0, 1, 2, 3)))]
    if isinstance(value, list) and random.random() < 0.2:
        value = [value, one()]
    first, _, rest = key.partition(".")
    if rest and random.random() < 0.5:
        return {first: at(random, rest, wanted)}
    if isinstance(value, dict) and random.random() < 0.1:
        return {f"{key}.{inner}": item for inner, item in value.items()} | (
            {key: one()} if random.random() < 0.5 else {}
        )
    return {key: value}


def value_of(random: Random, wanted: list[Any]) -> Any:
    element = random.choice(wanted)
    if random.random() < 0.7 and not isinstance(element, dict):
        return element
    return random.choice(("a", "ab", "abc", "AB", "xab", "*a", 0, 1, 2.5, 1.5, None, True, {}, []))


# The slow matcher: every field of an event with its elements of arrays, every choice of them, every alternative.


def reference(pattern: dict[str, Any], event: dict[str, Any]) -> bool:
    found = flattened(event, "", {}, itertools.count())
    return any(fulfilled(way, found) for way in multiplied(pattern))


def flattened(value: Any, path: str, around: dict[int, int], arrays: Any) -> list[tuple[str, Any, dict[int, int]]]:
    if isinstance(value, dict):
        return [one for key, item in value.items() for one in flattened(item, f"{path}.{key}", around, arrays)]
    if isinstance(value, list):
        array = next(arrays)
        within = [{**around, array: index} for index in range(len(value))]
        return [one for item, at in zip(value, within, strict=True) for one in flattened(item, path, at, arrays)]
    return [(path, value, around)]


def multiplied(pattern: dict[str, Any], path: str = "") -> list[dict[str, list[Any]]]:
    ways: list[dict[str, list[Any]]] = [{}]
    for key, value in pattern.items():
        if key == "$or":
            parts = [way for item in value for way in multiplied(item, path)]
        elif isinstance(value, dict):
            parts = multiplied(value, f"{path}.{key}")
        else:
            parts = [{f"{path}.{key}": value}]
        ways = [{**way, **part} for way in ways for part in parts]
    return ways


def fulfilled(way: dict[str, list[Any]], found: list[tuple[str, Any, dict[int, int]]]) -> bool:
    choices = [
        [around for at, value, around in found if at == path and any(accepts(element, value) for element in wanted)]
        + ([None] if {"exists": False} in wanted else [])
        for path, wanted in way.items()
    ]
    return any(goes(way, chosen, found) for chosen in itertools.product(*choices))


def goes(way: dict[str, Any], chosen: tuple[dict[int, int] | None, ...], found: list[tuple[str, Any, Any]]) -> bool:
    places = [around for around in chosen if around is not None]
    if not all(together(one, other) for one, other in itertools.combinations(places, 2)):
        return False
    absent = [path for path, around in zip(way, chosen, strict=True) if around is None]
    return not any(at in absent and all(together(around, place) for place in places) for at, _, around in found)


def together(one: dict[int, int], other: dict[int, int]) -> bool:
    return all(other[array] == index for array, index in one.items() if array in other)


def accepts(element: Any, value: Any) -> bool:
    if not isinstance(element, dict):
        return same(element, value)
    ((operator, operand),) = element.items()
    if operator == "exists":
        return bool(operand)
    if operator == "anything-but":
        return not excluded(operand, value)
    if operator == "numeric":
        return number(value) and all(compared(value, *pair) for pair in zip(operand[::2], operand[1::2], strict=True))
    return isinstance(value, str) and fits(operator, operand, value)


def excluded(operand: Any, value: Any) -> bool:
    if isinstance(operand, dict):
        ((operator, texts),) = operand.items()
        many = texts if isinstance(texts, list) else [texts]
        return isinstance(value, str) and any(fits(operator, text, value) for text in many)
    return any(same(one, value) for one in (operand if isinstance(operand, list) else [operand]))


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def same(one: Any, other: Any) -> bool:
    return bool(one == other) and ((number(one) and number(other)) or type(one) is type(other))


def compared(value: float, operator: str, bound: float) -> bool:
    return {"=": value == bound, "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound}[
        operator
    ]


def fits(operator: str, operand: Any, value: str) -> bool:
    if isinstance(operand, dict):
        return fits(operator, operand["equals-ignore-case"].lower(), value.lower())
    if operator == "wildcard":
        return spelled(operand, value)
    if operator == "equals-ignore-case":
        return bool(operand.lower() == value.lower())
    return value.startswith(operand) if operator == "prefix" else value.endswith(operand)


def spelled(pattern: str, value: str) -> bool:
    """A wildcard by recursion: the first star takes nothing, or one character more."""
    if not pattern:
        return not value
    if pattern[0] == "*":
        return spelled(pattern[1:], value) or (bool(value) and spelled(pattern, value[1:]))
    literal = pattern[1] if pattern[0] == "\\" else pattern[0]
    return value[:1] == literal and spelled(pattern[2 if pattern[0] == "\\" else 1 :], value[1:])


@settings(parent=QUICK, max_examples=1000)
@given(SEEDS)
def test_agrees_with_the_slow_matcher(seed: int) -> None:
    random = Random(seed)
    pattern = pattern_of(random)
    event = event_of(random, pattern)
    assert eventbridge.RULE.invalid(pattern) == []
    expected = reference(pattern, event)
    assert eventbridge.RULE.matches(pattern, event) == expected, (pattern, event)
    assert (eventbridge.RULE.why_not(pattern, event) is None) == expected, (pattern, event)


def test_the_slow_matcher_has_both_answers_to_give() -> None:
    answers = [
        reference(pattern, event_of(random, pattern))
        for random in map(Random, range(500))
        for pattern in [pattern_of(random)]
    ]
    assert 100 < sum(answers) < 400


@settings(parent=QUICK, max_examples=150)
@given(JSON, JSON, SEEDS)
def test_whatever_the_json_nothing_breaks(pattern: Any, event: Any, seed: int) -> None:
    random = Random(seed)
    for form in FORMS.values():
        nothing_breaks(form.dialect, pattern, event)
        nothing_breaks(form.dialect, pattern_of(random), event)
        nothing_breaks(form.dialect, form.pattern([pattern]), form.event({"field": event}))


def nothing_breaks(dialect: Dialect, pattern: Any, event: Any) -> None:
    refused = dialect.invalid(pattern)
    assert all(refusal.says and walked(pattern, refusal.route) is not MISSING for refusal in refused)
    matched = dialect.matches(pattern, event)
    assert not (refused and matched)
    mismatch = dialect.why_not(pattern, event)
    assert (mismatch is None) == (matched or bool(refused))
    if mismatch:
        assert str(mismatch)
        assert isinstance(walked(pattern, mismatch.route), list)


MISSING = object()


def walked(value: Any, route: tuple[str | int, ...]) -> Any:
    for step in route:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return MISSING
    return value


@settings(parent=QUICK, max_examples=150)
@given(JSON, SEEDS)
@example({"": [], ".": []}, 0)
def test_questions_about_whatever_json(json: Any, seed: int) -> None:
    for pattern in (
        json,
        pattern_of(Random(seed)),
        {"source": ["aws.s3"], "detail": json},
        {"detail": {"object": {"key": [json]}}},
    ):
        assert size(pattern) > 0
        assert eventbridge.wildcard_load(pattern) >= 0
        doubts = (contradictions.overwritten, contradictions.value_and_object, contradictions.pointless)
        assert all(isinstance(walked(pattern, one.route), list) for ask in doubts for one in ask(pattern))
        if eventbridge.RULE.invalid(pattern):
            continue
        assert sns.wildcard_points(pattern) >= 0
        if contradictions.never_matches(pattern) or senders.unreachable(pattern):
            assert not eventbridge.RULE.matches(pattern, {**ENVELOPE, "detail": json if isinstance(json, dict) else {}})
        for name in ("queue", "stream", "table", "notification"):
            assert all(str(one) for one in envelopes.unreachable(pattern, envelopes.envelope(name)))


ENVELOPE = {"version": "0", "id": "a", "detail-type": "b", "source": "ab", "account": "1", "time": "2", "region": "c"}


@settings(parent=QUICK, max_examples=60)
@given(JSON, TEXTS, TEXTS)
def test_whatever_the_configuration_of_a_bucket_nothing_breaks(configuration: Any, event: str, key: str) -> None:
    for one in (configuration, {"FilterRules": configuration}, {"QueueConfigurations": [configuration]}):
        refused = notifications.invalid(one)
        assert not (refused and notifications.matches(one, event, key))
        assert all(refusal.says for refusal in refused)


ENDS = st.text("ab", max_size=3)


@settings(parent=QUICK, max_examples=200)
@given(ENDS, ENDS, ENDS, ENDS)
def test_overlap_is_exact(prefix: str, suffix: str, other_prefix: str, other_suffix: str) -> None:
    first = KeyFilter(("s3:ObjectCreated:*",), prefix, suffix)
    second = KeyFilter(("s3:ObjectCreated:Put",), other_prefix, other_suffix)
    keys = ("".join(letters) for length in range(1, 8) for letters in itertools.product("ab", repeat=length))
    both = any(first.matches("ObjectCreated:Put", key) and second.matches("ObjectCreated:Put", key) for key in keys)
    witness = notifications.overlap(first, second)
    assert (witness is not None) == both
    if witness is not None:
        assert first.matches("ObjectCreated:Put", witness)
        assert second.matches("ObjectCreated:Put", witness)


@settings(parent=QUICK, max_examples=1000)
@given(st.text("ab*\\", max_size=7), st.text("ab*\\", max_size=8))
def test_wildcards_agree_with_their_definition(pattern: str, value: str) -> None:
    if not wildcards.fault(pattern):
        assert wildcards.matcher(pattern)(value) == spelled(pattern, value)


def test_many_stars_and_long_texts_come_to_an_end() -> None:
    """A matcher that goes back and forth would not: `a*a*...` on a long text without the last letter."""
    matches = wildcards.matcher("*a" * 2000 + "*b")
    assert not matches("a" * 200_000)
    assert matches("a" * 200_000 + "b")


def test_large_arrays_come_to_an_end() -> None:
    """Fields that each match somewhere, and never in one element, in arrays beside and within each other."""
    pattern = {name: {"x": [1], "y": [2], "z": {"u": [3], "v": [4]}} for name in ("a", "b", "c")}
    elements = [{"x": 1, "z": [{"u": 3}, {"v": 4}]}, {"y": 2, "z": [{"u": 3}, {"v": 4}]}] * 2000
    event = dict.fromkeys(("a", "b", "c"), elements)
    assert not eventbridge.RULE.matches(pattern, event)
    assert not eventbridge.RULE.matches(pattern, {"a.y": 0, **{key: items[:200] for key, items in event.items()}})
    assert eventbridge.RULE.why_not(pattern, event) is not None


def test_many_alternatives_come_to_an_end() -> None:
    pattern = {f"k{index}": {"$or": [{"a": [1]}, {"b": [2]}]} for index in range(60)}
    (refusal, *_) = eventbridge.RULE.invalid(pattern)
    assert refusal.reason == f"$or results in {2**60} rule combinations, over 1000"
    assert not eventbridge.RULE.matches(pattern, {})
    assert sns.BODY.invalid(pattern)
    assert (
        senders.unreachable(pattern)
        == contradictions.overwritten(pattern)
        == contradictions.never_matches(pattern)
        == []
    )


@pytest.mark.parametrize("name", FORMS)
def test_deep_patterns_and_events_do_not_break(name: str) -> None:
    deep_pattern: Any = ["x"]
    deep_event: Any = "x"
    for _ in range(100_000):
        deep_pattern, deep_event = {"a": deep_pattern}, [deep_event]
    assert len(FORMS[name].dialect.invalid(deep_pattern)) == 1
    assert senders.unreachable(deep_pattern) == contradictions.overwritten(deep_pattern) == []
    assert eventbridge.wildcard_load(deep_pattern) == sns.wildcard_points(deep_pattern) == 0
    assert not FORMS[name].dialect.matches(deep_pattern, {"a": "x"})
    assert eventbridge.RULE.matches({"a": ["x"]}, {"a": deep_event})
    assert eventbridge.RULE.matches({"a": ["x"], "b": [{"exists": False}]}, {"a": deep_event})
    while isinstance(deep_pattern, dict):  # taken apart one by one: Python would recurse
        deep_pattern = deep_pattern.popitem()[1]
    while isinstance(deep_event, list):
        deep_event = deep_event.pop()
