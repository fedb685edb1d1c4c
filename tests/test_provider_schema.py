"""The provider's schema that ships: what it says, and that the real provider says the same."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from corpus import ROOT
from terraform import Terraform

from eventgen import provider

TOOL = ROOT / "tools" / "provider_schema.py"
LARGEST = 300_000  # bytes
REQUIRES = """terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "%s"
    }
  }
}
"""


@pytest.fixture
def tool() -> ModuleType:
    if not TOOL.is_file():
        pytest.skip("tools/ is not shipped")
    spec = importlib.util.spec_from_file_location("provider_schema", TOOL)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installed(terraform: Terraform, tmp_path: Path) -> Path:
    """A folder in which Terraform has installed the version that the file was made from."""
    (tmp_path / "versions.tf").write_text(REQUIRES % provider.version(), "utf-8")
    done = terraform(tmp_path, "init", "-input=false", "-no-color")
    if done.returncode:
        pytest.skip(f"the provider mirror has no hashicorp/aws {provider.version()}")
    return tmp_path


@pytest.mark.terraform
def test_the_real_provider_makes_the_same_file(installed: Path, tool: ModuleType) -> None:
    made = installed / "aws.schema"
    command = [sys.executable, tool.__file__, installed, "--out", made]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    old, new = (set(path.read_text("ascii").splitlines()) for path in (provider.FILE, made))
    assert sorted(line.split("\t")[0] for line in old ^ new) == [], (
        "python tools/provider_schema.py says how to renew it"
    )
    assert made.read_bytes() == provider.FILE.read_bytes()


def least(raw: Mapping[str, Any]) -> str:
    """The shortest body that has all that is required."""
    values = {"string": '"x"', "number": "1", "bool": "true", "list": '["x"]', "set": '["x"]', "map": "{}"}
    kinds = {n: type_ if isinstance(type_, str) else type_[0] for n, type_ in raw.get("required", {}).items()}
    lines = [f"{name} = {values[kind]}\n" for name, kind in kinds.items()]
    for name, nested in raw.get("blocks", {}).items():
        lines += [f"{name} {{\n{least(nested)}}}\n"] * nested.get("least", 0)
    return "".join(lines)


def raws() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """kind, type and body, as the file has them."""
    for line in provider.FILE.read_text("ascii").splitlines()[1:]:
        name, _, body = line.partition("\t")
        kind, _, type_ = name.partition(".")
        if kind != "provider":
            yield kind, type_, json.loads(body)


@pytest.mark.terraform
def test_the_real_provider_takes_an_id_where_the_file_says_so(installed: Path, terraform: Terraform) -> None:
    """The schema says of every `id` that it can be given. The tool holds a list of those that can be."""
    parts: list[str] = []
    refused, starts = set(), {}
    for kind, type_, raw in raws():
        if "id" in raw.get("computed", ()):
            refused.add(f"{kind}.{type_}")
        if "id" in {*raw.get("computed", ()), *raw.get("optional", {})}:
            starts[1 + sum(part.count("\n") for part in parts)] = f"{kind}.{type_}"
            parts.append(f'{kind} "{type_}" "x" {{\nid = "x"\n{least(raw)}}}\n')
    (installed / "main.tf").write_text("".join(parts), "utf-8")
    said: dict[str, list[str]] = {}
    for finding in terraform.validate(installed)["diagnostics"]:
        at = finding["range"]["start"]["line"]
        said.setdefault(starts.get(at - 1, ""), []).append(finding["summary"])
    words = ("unknown key", "unconfigurable", "Read-Only")
    found = {name for name, lines in said.items() if name and any(w in line for line in lines for w in words)}
    assert found == refused
    assert len(refused) > 100


def test_what_is_shipped() -> None:
    lines = provider.FILE.read_text("ascii").splitlines()
    assert lines[0] == f'version\t"{provider.version()}"'
    assert lines[1:] == sorted(lines[1:], key=lambda line: line.split("\t")[0])
    assert len(provider.FILE.read_bytes()) < LARGEST
    assert len(provider.names("resource")) == 125
    assert len(provider.names("data")) == 27
    assert provider.names("provider") == ["aws"]


def test_every_type_can_be_read() -> None:
    def whole(schema: provider.Schema) -> int:
        return 1 + sum(whole(nested.body) for nested in schema.blocks.values())

    read = {"resource": provider.resource, "data": provider.data, "provider": provider.provider}
    schemas = [read[kind](name) for kind in read for name in provider.names(kind)]
    assert sum(whole(schema) for schema in schemas if schema) > 600
    assert None not in schemas


def test_a_type_says_what_it_takes() -> None:
    queue = provider.resource("aws_sqs_queue")
    assert queue is provider.resource("aws_sqs_queue")
    assert queue
    assert queue.types["delay_seconds"] == "number"
    assert queue.types["tags"] == ["map", "string"]
    assert queue.computed == {"arn", "id", "url"}
    assert not queue.required
    timeouts = queue.blocks["timeouts"]
    assert (timeouts.nesting, timeouts.least, timeouts.most) == ("single", 0, 1)

    policy = provider.resource("aws_sqs_queue_policy")
    assert policy
    assert policy.required == {"policy", "queue_url"}

    endpoint = provider.resource("aws_cloudwatch_event_endpoint")
    assert endpoint
    bus = endpoint.blocks["event_bus"]
    assert (bus.nesting, bus.least, bus.most) == ("list", 2, 2)

    rule, deployment = provider.resource("aws_cloudwatch_event_rule"), provider.resource("aws_api_gateway_deployment")
    assert rule
    assert rule.deprecated == {"is_enabled": "write state"}
    assert deployment
    assert set(deployment.removed) == {"canary_settings", "stage_description", "stage_name"}
    assert not deployment.deprecated
    stage = provider.resource("aws_api_gateway_stage")
    assert stage
    assert "region" not in stage.types, "what only version 6 has is left out"


@pytest.mark.parametrize("name", ["version", "", "aws_nothing", "data.aws_vpc", "aws_vpc", "aws_sqs_queue\t{}"])
def test_what_is_not_shipped_is_none(name: str) -> None:
    assert provider.resource(name) is None


def test_the_tool_leaves_out_what_is_empty(tool: ModuleType) -> None:
    block = {
        "attributes": {
            "b": {"type": "string", "required": True, "description": "Gone."},
            "arn": {"type": "string", "computed": True},
            "a": {"type": ["list", "string"], "optional": True, "deprecated": True},
            "id": {"type": "string", "optional": True, "computed": True},
        },
        "block_types": {"z": {"nesting_mode": "set", "min_items": 1, "block": {"deprecated": True}}},
    }
    schemas = {"provider": {"block": {}}, "resource_schemas": {"aws_x": {"block": block}}}
    text = tool.generate({"provider_schemas": {tool.PROVIDER: schemas}}, "1.2.3", ["resource.aws_x", "resource.aws_x"])
    version, own, made = text.decode().splitlines()
    assert (version, own) == ('version\t"1.2.3"', "provider.aws\t{}")
    assert json.loads(made.removeprefix("resource.aws_x\t")) == {
        "required": {"b": "string"},
        "optional": {"a": ["list", "string"]},
        "computed": ["arn", "id"],
        "deprecated": {"a": "leave it out", "z": "leave it out"},
        "blocks": {"z": {"nesting": "set", "least": 1}},
    }
    assert tool.names(text) == ["provider.aws", "resource.aws_x"]


def test_the_tool_refuses_a_word_on_what_is_not_there(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tool.REMOVED, "resource.aws_x", {"nothing": "leave it out"})
    schemas = {"provider": {"block": {}}, "resource_schemas": {"aws_x": {"block": {}}}}
    with pytest.raises(AssertionError, match=r"resource\.aws_x has no \{'nothing'\}"):
        tool.generate({"provider_schemas": {tool.PROVIDER: schemas}}, "1.2.3", ["resource.aws_x"])
