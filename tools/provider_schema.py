"""The provider's schema -> eventgen/data/aws.schema: what the check of rendered Terraform needs of it, one type a line.

Run in a checkout, with Terraform and a folder in which it has installed hashicorp/aws:

    mkdir /tmp/aws
    cat > /tmp/aws/versions.tf <<END
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "5.100.0"
        }
      }
    }
    END
    terraform -chdir=/tmp/aws init
    python tools/provider_schema.py /tmp/aws

The types are those that the file holds already, and those named with --add (`resource.aws_x`, `data.aws_x`). The same
schema makes the same bytes. `tests/test_provider_schema.py` holds the shipped file against the real provider.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[1] / "eventgen" / "data" / "aws.schema"
PROVIDER = "registry.terraform.io/hashicorp/aws"

# What version 6 of the provider lacks, with what to write instead: compared with 6.25.0, and its upgrade guide
# (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade).
# What version 6 adds is left out: a module has to be valid under both.
STAGE = "write it in a resource aws_api_gateway_stage"
REMOVED = {
    "resource.aws_api_gateway_account": {"reset_on_delete": "leave it out: version 6 always resets the setting"},
    "resource.aws_api_gateway_deployment": {"canary_settings": STAGE, "stage_description": STAGE, "stage_name": STAGE},
    "resource.aws_ecs_task_definition": {"inference_accelerator": "leave it out: AWS has ended Elastic Inference"},
}

# What stands in for a deprecated argument, as the provider's warning says; the schema only says that it is deprecated
INSTEAD = {
    "resource.aws_cloudwatch_event_rule": {"is_enabled": "write state"},
    "resource.aws_iam_role": {
        "inline_policy": "write a resource aws_iam_role_policy",
        "managed_policy_arns": "write a resource aws_iam_role_policy_attachment",
    },
    "resource.aws_s3_bucket": {
        "acceleration_status": "write a resource aws_s3_bucket_accelerate_configuration",
        "acl": "write a resource aws_s3_bucket_acl",
        "cors_rule": "write a resource aws_s3_bucket_cors_configuration",
        "grant": "write a resource aws_s3_bucket_acl",
        "lifecycle_rule": "write a resource aws_s3_bucket_lifecycle_configuration",
        "logging": "write a resource aws_s3_bucket_logging",
        "object_lock_configuration": "write object_lock_enabled",
        "policy": "write a resource aws_s3_bucket_policy",
        "replication_configuration": "write a resource aws_s3_bucket_replication_configuration",
        "request_payer": "write a resource aws_s3_bucket_request_payment_configuration",
        "server_side_encryption_configuration": "write a resource aws_s3_bucket_server_side_encryption_configuration",
        "versioning": "write a resource aws_s3_bucket_versioning",
        "website": "write a resource aws_s3_bucket_website_configuration",
    },
    "resource.aws_s3_bucket.object_lock_configuration": {
        "object_lock_enabled": "write object_lock_enabled of the bucket",
        "rule": "write a resource aws_s3_bucket_object_lock_configuration",
    },
    "resource.aws_s3_bucket_lifecycle_configuration.rule": {"prefix": "write filter { prefix = ... }"},
    "resource.aws_s3_bucket_replication_configuration.rule": {"prefix": "write filter { prefix = ... }"},
    "data.aws_iam_policy_document": {
        "override_json": "write override_policy_documents",
        "source_json": "write source_policy_documents",
    },
}
# The provider's SDK says of every `id` that it can be given, and refuses it ("Invalid or unknown key"): tried on all
# that are shipped. Only these take it.
OWN_ID = {"data.aws_caller_identity", "data.aws_partition", "data.aws_region", "data.aws_vpc"}

Json = dict[str, Any]


def generate(schemas: Json, version: str, types: Iterable[str]) -> bytes:
    """The file: the version, then each type and what it takes, by name."""
    provider = schemas["provider_schemas"][PROVIDER]
    lines = [f"version\t{json.dumps(version)}\n"]
    for name in sorted({*types, "provider.aws"}):
        text = json.dumps(_body(_block(provider, name), name), separators=(",", ":"))
        lines.append(f"{name}\t{text}\n")
    return "".join(lines).encode("ascii")


def _block(provider: Json, name: str) -> Json:
    kind, _, rest = name.partition(".")
    if kind == "provider":
        return dict(provider["provider"]["block"])
    return dict(provider[{"resource": "resource_schemas", "data": "data_source_schemas"}[kind]][rest]["block"])


def _body(block: Json, path: str) -> Json:
    """What a body takes; what is empty is left out."""
    attributes: Mapping[str, Json] = dict(sorted(block.get("attributes", {}).items()))
    blocks: Mapping[str, Json] = dict(sorted(block.get("block_types", {}).items()))
    optional = {n: each for n, each in attributes.items() if each.get("optional")}
    made = {
        "required": {n: each["type"] for n, each in attributes.items() if each.get("required")},
        "optional": {n: each["type"] for n, each in optional.items() if not _only_read(n, each, path)},
        "computed": [n for n, each in attributes.items() if _only_read(n, each, path)],
        "deprecated": _told(INSTEAD, path, _deprecated(attributes, blocks, path)),
        "removed": _told(REMOVED, path, REMOVED.get(path, ())),
        "blocks": {n: _nested(each, f"{path}.{n}") for n, each in blocks.items()},
    }
    unknown = {*INSTEAD.get(path, ()), *REMOVED.get(path, ())} - {*attributes, *blocks}
    assert not unknown, f"{path} has no {unknown}"
    return {key: value for key, value in made.items() if value}


def _only_read(name: str, attribute: Json, path: str) -> bool:
    """Whether the provider alone says what it is."""
    if name == "id" and path.count(".") == 1 and path not in OWN_ID:
        return True
    return bool(attribute.get("computed")) and not attribute.get("optional")


def _deprecated(attributes: Mapping[str, Json], blocks: Mapping[str, Json], path: str) -> list[str]:
    """Those that can be given and are not removed: one finding is enough."""
    named = [n for n, each in attributes.items() if each.get("deprecated") and not _only_read(n, each, path)]
    named += [name for name, each in blocks.items() if each["block"].get("deprecated")]
    return [name for name in sorted(named) if name not in REMOVED.get(path, {})]


def _told(table: Mapping[str, Mapping[str, str]], path: str, names: Iterable[str]) -> dict[str, str]:
    return {name: table.get(path, {}).get(name, "leave it out") for name in names}


def _nested(nested: Json, path: str) -> Json:
    """A block within: how many there may be, and what it takes."""
    numbers = {"least": nested.get("min_items", 0), "most": nested.get("max_items", 0)}
    given = {key: number for key, number in numbers.items() if number}
    return {"nesting": nested["nesting_mode"], **given, **_body(nested["block"], path)}


def names(text: bytes) -> list[str]:
    """The types that a file holds."""
    return [line.split(b"\t")[0].decode() for line in text.splitlines()[1:]]


def _terraform(folder: Path, *arguments: str) -> Json:
    done = subprocess.run(["terraform", *arguments, "-json"], cwd=folder, capture_output=True, check=True)
    said: Json = json.loads(done.stdout)
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where Terraform has installed hashicorp/aws")
    parser.add_argument("--add", nargs="*", default=[], metavar="TYPE", help="types that are to be shipped too")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args()
    version = _terraform(given.folder, "version")["provider_selections"][PROVIDER]
    text = generate(_terraform(given.folder, "providers", "schema"), version, names(SHIPPED.read_bytes()) + given.add)
    given.out.write_bytes(text)
    sys.stdout.write(f"{given.out}: {len(names(text))} types of {PROVIDER} {version}, {len(text)} bytes\n")


if __name__ == "__main__":
    main()
