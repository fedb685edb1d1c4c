"""The starters of examples/patterns: all that pages name is there, a state machine does what its page claims."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PATTERNS = ROOT / "examples" / "patterns"
NAMES = (
    "api-calls",
    "apigw-kinesis",
    "fan-out",
    "s3-eventbridge",
    "s3-notifications",
    "sns-lambda",
    "sqs-fifo-lambda",
    "sqs-lambda",
)


def page(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((PATTERNS / name / f"{name}.eventgen.yaml").read_text("utf-8"))
    return data


def test_all_patterns_are_here() -> None:
    assert sorted(path.name for path in PATTERNS.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_folder_holds_what_its_page_names_and_nothing_else(name: str) -> None:
    data = page(name)
    expected = {f"{name}.eventgen.yaml"}
    expected |= {f"{f['code']['directory']}/app.py" for f in data.get("functions", {}).values()}
    expected |= {machine["definition"] for machine in data.get("state_machines", {}).values()}
    folder = PATTERNS / name
    files = {p for p in folder.rglob("*") if p.is_file() and p.parent.name != "__pycache__"}
    assert {p.relative_to(folder).as_posix() for p in files} == expected


@pytest.mark.parametrize("name", NAMES)
def test_page_helps_a_newcomer(name: str) -> None:
    text = (PATTERNS / name / f"{name}.eventgen.yaml").read_text("utf-8")
    assert text.startswith("# ") and not text.startswith("# yaml-language-server")
    assert text.isascii() and text.endswith("\n")


def definition() -> dict[str, Any]:
    text = (PATTERNS / "s3-eventbridge" / "moderate.asl.json").read_text("utf-8")
    assert "arn:" not in text
    data: dict[str, Any] = json.loads(text)
    return data


def nexts(state: dict[str, Any]) -> list[str]:
    choices = [choice["Next"] for choice in state.get("Choices", [])]
    return choices + [state[key] for key in ("Next", "Default") if key in state]


def test_state_machine_is_whole() -> None:
    machine = definition()
    states = machine["States"]
    assert {state["Type"] for state in states.values()} == {"Pass", "Choice", "Succeed"}
    assert all(len(name) <= 80 for name in states)
    reached: set[str] = set()
    ahead = [machine["StartAt"]]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += nexts(states[name])
    assert reached == set(states)
    assert all(nexts(state) or state["Type"] == "Succeed" for state in states.values())


def at(path: str, data: Any) -> Any:
    assert re.fullmatch(r"\$(\.\w+)+", path)
    for part in path.split(".")[1:]:
        data = data[part]
    return data


def chosen(choice: dict[str, Any], data: Any) -> bool:
    value = at(choice["Variable"], data)
    if "StringMatches" in choice:
        return re.fullmatch(choice["StringMatches"].replace("*", ".*"), value) is not None
    return bool(value > choice["NumericGreaterThan"])


def run(machine: dict[str, Any], data: Any) -> Any:
    """As much of Step Functions as the definition uses."""
    state = machine["States"][machine["StartAt"]]
    while state["Type"] != "Succeed":
        if state["Type"] == "Choice":
            name = next((c["Next"] for c in state["Choices"] if chosen(c, data)), state["Default"])
        else:
            name = state["Next"]
            if "Parameters" in state:
                data = {key.removesuffix(".$"): at(path, data) for key, path in state["Parameters"].items()}
            if "Result" in state:
                data = {**data, state["ResultPath"].removeprefix("$."): state["Result"]}
        state = machine["States"][name]
    return data


@pytest.mark.parametrize(
    ("key", "size", "verdict"),
    [
        ("cats/a b.png", 2_000_000, "approved"),
        ("cats/b.jpg", 30_000_000, "review"),
        ("staff/c.jpg", 30_000_000, "approved"),
    ],
)
def test_state_machine_judges_the_event_of_s3(key: str, size: int, verdict: str) -> None:
    event = {
        "version": "0",
        "id": "17793124-05d4-b198-2fde-7ededc63b103",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": "123456789012",
        "time": "2026-03-01T10:00:00Z",
        "region": "eu-west-1",
        "resources": ["arn:aws:s3:::uploads-123"],
        "detail": {
            "version": "0",
            "bucket": {"name": "uploads-123"},
            "object": {
                "key": key,
                "size": size,
                "etag": "b1946ac92492d2347c6235b4d2611184",
                "sequencer": "00617F08299329D189",
            },
            "request-id": "N4N7GDK58NMKJ12R",
            "requester": "123456789012",
            "source-ip-address": "203.0.113.7",
            "reason": "PutObject",
        },
    }
    expected = {"bucket": "uploads-123", "key": key, "size": size, "reason": "PutObject", "verdict": verdict}
    assert run(definition(), event) == expected
