"""What exists already, at each end of each flow: nothing of it is made or changed, and what it needs is said."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from eventgen import kinds
from eventgen.diagnostics import Severity
from eventgen.pipeline import read, rendered

ARN = "arn:aws:{}:eu-west-1:123456789012:{}"
THERE = {
    "bucket": "arn:aws:s3:::there",
    "bus": ARN.format("events", "event-bus/there"),
    "delivery_stream": ARN.format("firehose", "deliverystream/there"),
    "function": ARN.format("lambda", "function:there"),
    "queue": ARN.format("sqs", "there"),
    "rule": ARN.format("events", "rule/there"),
    "state_machine": ARN.format("states", "stateMachine:there"),
    "stream": ARN.format("kinesis", "stream/there"),
    "topic": ARN.format("sns", "there"),
}
MADE: dict[str, dict[str, Any]] = {
    "api": {},
    "bucket": {},
    "bus": {},
    "delivery_stream": {},
    "email": {"address": "a@example.com"},
    "function": {"code": {"image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1"}},
    "queue": {},
    "rule": {"pattern": {"source": ["shop"]}},
    "state_machine": {"definition": "machine.asl.json"},
    "stream": {"shards": 1},
    "topic": {},
}
# What a flow writes into something of which AWS has one: said, in place of written
SAID = {
    ("bucket_to_bus", "bucket"): {"notifications"},
    ("bucket_to_function", "bucket"): {"notifications"},
    ("bucket_to_queue", "bucket"): {"notifications"},
    ("bucket_to_queue", "queue"): {"policy"},
    ("bucket_to_topic", "bucket"): {"notifications"},
    ("bucket_to_topic", "topic"): {"policy"},
    ("delivery_stream_to_bucket", "delivery_stream"): {"destination", "role"},
    ("function_to_bucket", "function"): {"environment", "role"},
    ("function_to_bus", "function"): {"environment", "role"},
    ("function_to_queue", "function"): {"environment", "role"},
    ("function_to_stream", "function"): {"environment", "role"},
    ("function_to_topic", "function"): {"environment", "role"},
    ("queue_to_function", "function"): {"role"},
    ("rule_to_queue", "queue"): {"policy"},
    ("rule_to_topic", "topic"): {"policy"},
    ("stream_to_delivery_stream", "delivery_stream"): {"source", "role"},
    ("stream_to_function", "function"): {"role"},
    ("topic_to_queue", "queue"): {"policy"},
}
ADDED = re.compile(r"exists already, and is not eventgen's to change: add to its (\w+) (.+)")


def ends() -> Iterator[tuple[str, str]]:
    for name in kinds.names("integrations"):
        yield from ((name, kind) for kind in name.split("_to_") if kind in THERE)


def page(name: str, there: str) -> dict[str, Any]:
    """A page with one flow, of which one end exists already."""
    source, target = name.split("_to_")
    made: dict[str, Any] = {"eventgen": 1, "name": "shop"}
    for node, kind in (("one", source), ("two", target)):
        existing = kind == there and (node == "one" or source != target)
        if kind != "bus" or existing or source != "bucket":
            section = kinds.resource(kind)
            assert section
            made.setdefault(section.section, {})[node] = {"existing": THERE[kind]} if existing else MADE[kind]
    default = "default" if target == "bus" and "buses" not in made else "two"  # the one that S3 sends to
    more = {"route": "POST /orders"} if source == "api" else {}
    made["flows"] = [{"from": "one", "to": default, **more}]
    if target == "delivery_stream" and there != target:
        made["buckets"] = {"lake": {}}
        made["flows"].append("two -> lake")
    return made


@pytest.mark.parametrize(("name", "there"), ends())
def test_one_end_of_a_flow_exists(name: str, there: str) -> None:
    one = read("page", yaml.safe_dump(page(name, there), sort_keys=False).encode())
    wrong = [found.code for found in one.found if found.severity is Severity.ERROR]
    if (name, there) == ("bucket_to_bus", "bus"):
        assert wrong == ["S3016"]  # S3 sends to the default bus alone
        return
    assert not wrong, "\n".join(map(str, one.found))
    module, notes = rendered(one)
    added = [found for note in notes if (found := ADDED.search(note.message))]
    assert {found[1] for found in added} == SAID.get((name, there), set())
    for found in added:
        said = json.dumps(json.loads(found[2]))
        assert "Node(" not in said, said
    node = next(node for node in one.graph.nodes.values() if node.existing == THERE[there])
    text = "\n".join(content.decode() for path, content in module.files.items() if path.endswith(".tf"))
    assert f'resource "{node.kind.main}" "{node.label}"' not in text
    assert not re.search(rf'resource "aws_\w+_(policy|notification)" "{node.label}"', text.replace("_role_policy", ""))


def test_a_topic_of_another_account_may_send() -> None:
    """Its account is that of its ARN, in every condition: with the module's own no message would come in."""
    data = page("topic_to_queue", "topic")
    data["topics"]["one"]["existing"] = "arn:aws:sns:eu-west-1:999999999999:orders"
    data["queues"]["two"]["encryption"] = "kms"
    data["functions"] = {"three": MADE["function"]}
    data["flows"].append("one -> three")
    module, _ = rendered(read("page", yaml.safe_dump(data, sort_keys=False).encode()))
    text = "\n".join(content.decode() for path, content in module.files.items() if path.endswith(".tf"))
    accounts = re.findall(r'= "arn:aws:sns[^}]*}\s*StringEquals *= \{ "aws:SourceAccount" = (\S+)', text)
    assert accounts == ['"999999999999"'] * 3  # of the queue, of its dead-letter queue, and of their key
    assert re.findall(r"source_account *= (\S+)", text) == ['"999999999999"']


def test_every_kind_is_tried() -> None:
    tried = {kind for name, _ in ends() for kind in name.split("_to_")}
    assert tried <= THERE.keys() | MADE.keys()
    assert {there for _, there in ends()} == THERE.keys()
