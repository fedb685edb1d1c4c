"""Filters against AWS: cases that were recorded of it, or measured on its own engine. They lie beside the checkout."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filter_dialects import FORMS

from eventgen.filters import notifications

ROOT = Path(__file__).parents[1]
FILES = ("eventbridge", "sns", "lambda-esm", "s3")
RECORDED = "aws-validated"
SHARE = 0.995  # of the rows that are not recorded of AWS
DIALECTS = {
    ("eventbridge", None): "rule",
    ("sns-attributes", None): "attributes",
    ("sns-body", None): "body",
    ("lambda-esm", "sqs"): "queue mapping",
    ("lambda-esm", "kinesis"): "stream mapping",
    ("lambda-esm", "dynamodb"): "table mapping",
}
NO_JSON = object()


@cache
def rows(file: str) -> list[dict[str, Any]]:
    for folder in ROOT.parents:
        path = folder / "shared" / "conformance" / f"{file}.jsonl"
        if path.is_file():
            return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    pytest.skip("the conformance cases are not beside the checkout (../shared/conformance)")


def parsed(text: str | None) -> Any:
    try:
        return json.loads(text or "")
    except ValueError:
        return NO_JSON


def verdict(row: dict[str, Any]) -> str:
    """`invalid`, `match` or `no-match`; `valid` where there is no event. What is no JSON never reaches a dialect."""
    pattern, event = parsed(row["pattern"]), parsed(row["event"])
    if pattern is NO_JSON:
        return "invalid"
    if row["dialect"] == "s3":
        if notifications.invalid(pattern):
            return "invalid"
        return _said(notifications.matches(pattern, event["eventName"], event["key"]) if row["event"] else None)
    dialect = FORMS[DIALECTS[row["dialect"], row.get("esm_source")]].dialect
    if dialect.invalid(pattern):
        return "invalid"
    if row["event"] is None:
        return "valid"
    event = row["event"] if row["dialect"] == "sns-body" else event
    matched = dialect.matches(pattern, event)
    assert (dialect.why_not(pattern, event) is None) == matched
    return _said(matched)


def _said(matched: bool | None) -> str:
    return "valid" if matched is None else "match" if matched else "no-match"


def differing(file: str, recorded: bool) -> Iterator[str]:
    for row in rows(file):
        if (row["ground"] == RECORDED) == recorded and (found := verdict(row)) != row["expect"]:
            yield f"{row['id']}: {found} for {row['expect']}: {row['pattern']} on {row['event']}"


@pytest.mark.parametrize("file", FILES)
def test_what_was_recorded_of_aws(file: str) -> None:
    assert any(row["ground"] == RECORDED for row in rows(file))
    assert list(differing(file, recorded=True)) == []


@pytest.mark.parametrize("file", FILES)
def test_what_was_measured_or_documented(file: str) -> None:
    others = [row for row in rows(file) if row["ground"] != RECORDED]
    wrong = list(differing(file, recorded=False))
    assert len(wrong) <= (1 - SHARE) * len(others), "\n".join(wrong)


@pytest.mark.parametrize("file", FILES)
def test_messages_are_those_of_aws(file: str) -> None:
    """The first thing that is refused is what AWS said, wherever that was recorded and the pattern is JSON."""
    told = 0
    for row in rows(file):
        pattern = parsed(row["pattern"])
        if row["ground"] != RECORDED or not row.get("reason") or pattern is NO_JSON:
            continue
        told += 1
        if row["dialect"] == "s3":
            said = notifications.invalid(pattern)[0].reason
        else:
            first = FORMS[DIALECTS[row["dialect"], row.get("esm_source")]].dialect.invalid(pattern)[0]
            said = first.reason if row["dialect"] == "eventbridge" else first.says
        # SNS leaves `Attributes Reason` away when a policy is set later; the place in the JSON is not ours to tell
        recorded = row["reason"].split("\n")[0]
        assert recorded in (said, said.replace("Attributes Reason: ", "")), row["id"]
    assert told
