"""The values of a page: what each type takes, and what a refusal says."""

import re
from typing import Any

import pytest
from hostile import examples, hostile_text
from hypothesis import given

from eventgen.diagnostics import Edit
from eventgen.hcl import Expr, NodeRef, Text
from eventgen.texts import Definition, Json, Key, Plain, PlainJson, Template, parse
from eventgen.values import (
    BYTES,
    SECONDS,
    DeadLetterTo,
    Duration,
    LogRetention,
    Matching,
    Number,
    OneOf,
    Refusal,
    Size,
    Wrong,
    listed,
    shown,
    spell,
    suggestion,
)

DURATION = Duration("1s", "15m", "LMB002")
WHOLE_DAYS = Duration("0d", "36500d", "EVB029", step=86400)
AUTO = Duration("0s", "12h", "SQS006", auto=True)
SIZE = Size("128MiB", "10240MiB", "LMB003", step=1024**2)
NUMBER = Number(1, 10_000, "ESM003")
WORD = OneOf(("managed", "kms", "none"), "ENC001")
NAME = Matching(r"[a-z][a-z0-9-]{0,5}", "up to six small letters", "PAGE006")
TEXT = Template(10, "SNS007")


def refusal(kind: Any, value: Any) -> Refusal:
    """Code, message and fix of what the type says of a value that it does not take."""
    with pytest.raises(Wrong) as refused:
        kind.read(value)
    (found,) = refused.value.refusals
    return found


@pytest.mark.parametrize(
    ("kind", "written", "means"),
    [
        (DURATION, "1s", 1),
        (DURATION, "90s", 90),
        (DURATION, "90 s", 90),
        (DURATION, "5m", 300),
        (DURATION, "15m", 900),
        (DURATION, "900", 900),
        (DURATION, 1, 1),
        (DURATION, 900, 900),
        (DURATION, "0015m", 900),
        (LogRetention(), "30d", 30 * 86400),
        (LogRetention(), "24h", 86400),
        (WHOLE_DAYS, 0, 0),
        (WHOLE_DAYS, "0s", 0),
        (WHOLE_DAYS, "24h", 86400),
        (WHOLE_DAYS, "36500d", 36500 * 86400),
        (AUTO, "auto", None),
        (AUTO, "12h", 43200),
        (AUTO, 0, 0),
        (SIZE, "128MiB", 128 * 1024**2),
        (SIZE, "1GiB", 1024**3),
        (SIZE, "131072KiB", 128 * 1024**2),
        (SIZE, 134217728, 134217728),
        (Size("1KiB", "1MiB"), "1024B", 1024),
        (Size("1KiB", "1MiB"), "1025", 1025),
        (NUMBER, 1, 1),
        (NUMBER, 10_000, 10_000),
        (WORD, "kms", "kms"),
        (NAME, "a-1", "a-1"),
        (TEXT, "", Text(("",))),
        (TEXT, "x" * 10, Text(("x" * 10,))),
        (TEXT, "$${" * 5, Text(("${" * 5,))),
        (TEXT, "😀" * 10, Text(("😀" * 10,))),
        (Json(), {"a": [1, None, {"b": "c"}]}, {"a": [1, None, {"b": "c"}]}),
        (Json(), {"a": "$${x}", "$${k}": True}, {"a": "${x}", "${k}": True}),
        (Json(), {"a": ["${var.x}"]}, {"a": [Text((Expr("var.x"),))]}),
        (Json(), {}, {}),
        (Definition(), "machine.asl.json", "machine.asl.json"),
        (Definition(), {"StartAt": "a"}, {"StartAt": "a"}),
        (DeadLetterTo(), True, True),
        (DeadLetterTo(), False, False),
        (DeadLetterTo(), "failed", "failed"),
    ],
)
def test_what_is_taken(kind: Any, written: object, means: object) -> None:
    assert kind.read(written) == means
    assert type(kind.read(written)) is type(means)


A_DURATION, A_SIZE = "it takes a duration such as 30s, 5m or 4d", "it takes a size such as 256KiB or 5MiB"


@pytest.mark.parametrize(
    ("kind", "written", "code", "message"),
    [
        (DURATION, "0s", "LMB002", "is 0s: that is less than 1s, the least that it takes"),
        (DURATION, 0, "LMB002", "is 0: that is less than 1s, the least that it takes"),
        (DURATION, -1, "LMB002", "is -1: that is less than 1s, the least that it takes"),
        (DURATION, "16m", "LMB002", "is 16m: that is more than 15m, the most that it takes"),
        (DURATION, "901", "LMB002", "is 901: that is more than 15m, the most that it takes"),
        (DURATION, "999999999999999d", "LMB002", "is 999999999999999d: that is more than 15m, the most that it takes"),
        (DURATION, 10**30, "LMB002", f"is {10**30}: that is more than 15m, the most that it takes"),
        (DURATION, "9999999999999999", "PAGE002", f"is 9999999999999999: {A_DURATION}"),
        (DURATION, "auto", "PAGE002", f"is auto: {A_DURATION}"),
        (DURATION, "5 minutes", "PAGE002", f"is 5 minutes: {A_DURATION}"),
        (DURATION, "5M", "PAGE002", f"is 5M: {A_DURATION}"),
        (DURATION, "5MiB", "PAGE002", f"is 5MiB: {A_DURATION}"),
        (DURATION, "1m30s", "PAGE002", f"is 1m30s: {A_DURATION}"),
        (DURATION, "1.5m", "PAGE002", f"is 1.5m: {A_DURATION}"),
        (DURATION, "-5m", "PAGE002", f"is -5m: {A_DURATION}"),
        (DURATION, "+5m", "PAGE002", f"is +5m: {A_DURATION}"),
        (DURATION, " 5m", "PAGE002", f"is  5m: {A_DURATION}"),
        (DURATION, "5m\n", "PAGE002", f"is 5m : {A_DURATION}"),
        (DURATION, "\u0665m", "PAGE002", f"is \u0665m: {A_DURATION}"),
        (DURATION, "", "PAGE002", f"is '': {A_DURATION}"),
        (DURATION, "s", "PAGE002", f"is s: {A_DURATION}"),
        (DURATION, 1.0, "PAGE002", f"is 1.0: {A_DURATION}"),
        (DURATION, True, "PAGE002", f"is true: {A_DURATION}"),
        (DURATION, None, "PAGE002", f"is empty: {A_DURATION}"),
        (DURATION, [], "PAGE002", f"is a list: {A_DURATION}"),
        (DURATION, {}, "PAGE002", f"is a mapping: {A_DURATION}"),
        (DURATION, "${var.x}", "PAGE002", f"is ${{var.x}}: {A_DURATION}"),
        (WHOLE_DAYS, "25h", "EVB029", "is 25h: it takes whole steps of 1d"),
        (WHOLE_DAYS, 1, "EVB029", "is 1: it takes whole steps of 1d"),
        (LogRetention(), "31d", "CWL001", "is 31d: CloudWatch Logs takes a closed list of days"),
        (LogRetention(), "25h", "CWL001", "is 25h: CloudWatch Logs takes a closed list of days"),
        (LogRetention(), "4000d", "CWL001", "is 4000d: that is more than 3653d, the most that it takes"),
        (AUTO, "13h", "SQS006", "is 13h: that is more than 12h, the most that it takes"),
        (AUTO, "Auto", "PAGE002", f"is Auto: {A_DURATION}"),
        (SIZE, "127MiB", "LMB003", "is 127MiB: that is less than 128MiB, the least that it takes"),
        (SIZE, "11GiB", "LMB003", "is 11GiB: that is more than 10240MiB, the most that it takes"),
        (SIZE, 134217729, "LMB003", "is 134217729: it takes whole steps of 1MiB"),
        (SIZE, "512MB", "PAGE002", f"is 512MB: {A_SIZE}"),
        (SIZE, "512mib", "PAGE002", f"is 512mib: {A_SIZE}"),
        (SIZE, "5m", "PAGE002", f"is 5m: {A_SIZE}"),
        (NUMBER, 0, "ESM003", "is 0: that is less than 1, the least that it takes"),
        (NUMBER, 10_001, "ESM003", "is 10001: that is more than 10000, the most that it takes"),
        (NUMBER, "10", "PAGE002", "is 10: it takes a whole number"),
        (NUMBER, "auto", "PAGE002", "is auto: it takes a whole number"),
        (NUMBER, 1.0, "PAGE002", "is 1.0: it takes a whole number"),
        (NUMBER, False, "PAGE002", "is false: it takes a whole number"),
        (WORD, "KMS", "ENC001", "is KMS: it takes managed, kms or none"),
        (WORD, True, "ENC001", "is true: it takes managed, kms or none"),
        (WORD, None, "ENC001", "is empty: it takes managed, kms or none"),
        (WORD, ["kms"], "ENC001", "is a list: it takes managed, kms or none"),
        (NAME, "A", "PAGE006", "is A: it takes up to six small letters"),
        (NAME, "abcdefg", "PAGE006", "is abcdefg: it takes up to six small letters"),
        (NAME, "a\n", "PAGE006", "is a : it takes up to six small letters"),
        (NAME, "", "PAGE006", "is '': it takes up to six small letters"),
        (NAME, 12, "PAGE002", "is 12: it takes text"),
        (TEXT, "x" * 11, "SNS007", "has 11 characters: it takes at most 10"),
        (TEXT, 1, "PAGE002", "is 1: it takes text"),
        (TEXT, None, "PAGE002", "is empty: it takes text"),
        (TEXT, ["a"], "PAGE002", "is a list: it takes text"),
        (Json(), "a", "PAGE002", "is a: it takes a mapping"),
        (Json(), ["a"], "PAGE002", "is a list: it takes a mapping"),
        (Definition(), "", "PAGE002", "is '': it takes the path of a JSON file, or a mapping"),
        (Definition(), {}, "PAGE002", "is a mapping: it takes the path of a JSON file, or a mapping"),
        (DeadLetterTo(), "", "PAGE002", "is '': it takes true, false or the name of a queue"),
        (DeadLetterTo(), 1, "PAGE002", "is 1: it takes true, false or the name of a queue"),
    ],
)
def test_what_is_refused(kind: Any, written: object, code: str, message: str) -> None:
    found = refusal(kind, written)
    assert (found.code, found.message) == (code, message)


@pytest.mark.parametrize(
    ("kind", "written", "fix"),
    [
        (DURATION, "16m", "write 15m, or a value between 1s and 15m"),
        (DURATION, 0, "write 1s, or a value between 1s and 15m"),
        (NUMBER, 0, "write 1, or a value between 1 and 10000"),
        (WORD, "manged", "write managed"),
        (WORD, "x", ""),
        (NAME, 12, 'put it in quotes: "12"'),
        (TEXT, 1, 'put it in quotes: "1"'),
        (DeadLetterTo(), 1, "dead_letter: true"),
    ],
)
def test_how_it_is_mended(kind: Any, written: object, fix: str) -> None:
    assert refusal(kind, written).fix == fix


@pytest.mark.parametrize("kind", [DURATION, WHOLE_DAYS, AUTO, SIZE, NUMBER, WORD, NAME, TEXT, Json(), Definition()])
@examples(60)
@given(hostile_text)
def test_a_refusal_is_one_printable_line(kind: Any, text: str) -> None:
    for value in (text, [text], {text: "${" + text}):
        try:
            kind.read(value)
        except Wrong as wrong:
            for refused in wrong.refusals:
                assert refused.message.isprintable() and len(refused.message) < 200
                assert re.fullmatch(r"[A-Z0-9]{6,7}", refused.code)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("", ("",)),
        ("plain $ { } %{x} $", ("plain $ { } %{x} $",)),
        ("${var.a}", (Expr("var.a"),)),
        ("${var.LOG_level-1}", (Expr("var.LOG_level-1"),)),
        ("${var._a}${var.b}", (Expr("var._a"), Expr("var.b"))),
        ("a ${var.x} b", ("a ", Expr("var.x"), " b")),
        ("${queues.in-1_x.url}!", (NodeRef("queues", "in-1_x", "url"), "!")),
        ("$${var.x}", ("${var.x}",)),
        ("$$${var.x}", ("$${var.x}",)),
        ("${var.x}$${var.x}", (Expr("var.x"), "${var.x}")),
        ("$${${var.x}}", ("${", Expr("var.x"), "}")),
        ("$${$${", ("${${",)),
        ("$${", ("${",)),
        ("$$", ("$$",)),
    ],
)
def test_what_a_template_means(written: str, parts: tuple[object, ...]) -> None:
    assert parse(written).parts == parts


@pytest.mark.parametrize(
    "inside",
    [
        *("", "bad", "var", "var.", "var.a.b", "var.a b", "var.é", "var.1"),
        *(
            "queues.a",
            "queues.a.b.c",
            "local.a",
            "each.key",
            "a[0]",
            "f(1)",
            "${var.a",
        ),
    ],
)
def test_what_is_no_reference(inside: str) -> None:
    with pytest.raises(Wrong) as refused:
        parse("a ${" + inside + "} b")
    (said,) = refused.value.refusals
    assert said.code == "PAGE005"
    assert said.message.startswith("holds the template ${" + inside.split("}")[0].replace("\n", " ").rstrip())
    assert "${var.NAME} and ${SECTION.NODE.ATTRIBUTE}" in said.message
    assert said.fix == "write $${ for a literal ${"


@pytest.mark.parametrize(
    ("inside", "meant"),
    [
        (" var.a ", "var.a"),
        ("var.A_b\n", "var.A_b"),
        ("VAR.a", "var.a"),
        ("queues.a.URL", "queues.a.url"),
        ("Queues . A . url", "queues.a.url"),
        ("pages.shop.queues.a.Arn", "pages.shop.queues.a.arn"),
    ],
)
def test_what_is_nearly_a_reference(inside: str, meant: str) -> None:
    with pytest.raises(Wrong) as refused:
        parse("a $${b} ${var.x} ${" + inside + "} b")
    (said,) = refused.value.refusals
    assert said.fix == f"write ${{{meant}}}"
    assert said.edit == Edit(f"a $${{b}} ${{var.x}} ${{{meant}}} b")


def test_no_reference_is_meant_where_none_is_taken() -> None:
    for kind in (Plain(), Key(), PlainJson()):
        found = refusal(kind, "${ var.a }")
        assert (found.code, found.fix, found.edit) == ("PAGE005", "write $${ for a literal ${", None)


@examples(300)
@given(hostile_text)
def test_any_string_can_be_said(text: str) -> None:
    assert parse(text.replace("${", "$${")).literal == text


def test_a_wrong_string_within_json_has_its_place() -> None:
    for kind in (Json(), Definition()):
        found = refusal(kind, {"a": ["b", {"c": "${bad}"}]})
        assert found.route == ("a", 1, "c")
        assert found.code == "PAGE005"


@pytest.mark.parametrize(
    ("amount", "units", "says"),
    [
        (0, SECONDS, "0s"),
        (1, SECONDS, "1s"),
        (90, SECONDS, "90s"),
        (900, SECONDS, "15m"),
        (86400, SECONDS, "1d"),
        (90000, SECONDS, "25h"),
        (0, BYTES, "0B"),
        (1023, BYTES, "1023B"),
        (262144, BYTES, "256KiB"),
        (1024**3, BYTES, "1GiB"),
    ],
)
def test_how_an_amount_is_said(amount: int, units: dict[str, int], says: str) -> None:
    assert spell(amount, units) == says
    read = Duration("0s", "365d") if units is SECONDS else Size("0B", "1GiB")
    assert read.read(says) == amount


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (True, "true"),
        (None, "empty"),
        ({}, "a mapping"),
        ([1], "a list"),
        (1.5, "1.5"),
        ("", "''"),
        ("  ", "'  '"),
        ("a\nb\x1b[0m\u202e", "a b [0m "),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 57 + "..."),
    ],
)
def test_how_a_wrong_value_is_shown(value: object, says: str) -> None:
    assert shown(value) == says


def test_words() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a or b"
    assert listed("abc") == "a, b or c"
    assert suggestion("visibilty", ["delay", "visibility"]) == "write visibility"
    assert suggestion("x", ["delay"]) == suggestion("x", []) == ""
    assert suggestion(12, ["12a"], "did you mean {}?") == "did you mean 12a?"


@pytest.mark.parametrize("kind", [DURATION, WHOLE_DAYS, AUTO, SIZE, NUMBER, WORD, NAME, TEXT, Json()])
def test_the_schema_says_the_same(kind: Any) -> None:
    """What an editor refuses, eventgen refuses; bounds in words are beyond a JSON Schema's pattern."""
    schema = kind.json_schema()
    number = schema.get("anyOf", [schema])[0]
    if isinstance(kind, Duration | Size | Number):
        assert kind.read(number["minimum"]) == number["minimum"]
        assert kind.read(number["maximum"]) == number["maximum"]
        refusal(kind, number["minimum"] - 1)
        refusal(kind, number["maximum"] + 1)
        patterns = [form["pattern"] for form in schema.get("anyOf", []) if "pattern" in form]
        assert all(re.search(patterns[0], word) for word in ("auto",) if patterns and kind.auto)
    elif isinstance(kind, OneOf):
        assert schema == {"enum": list(kind.words)}
