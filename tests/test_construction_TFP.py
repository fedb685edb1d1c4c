"""What no page can make wrong about the versions of the aws provider: every golden is held against its schema."""

from collections.abc import Iterator

import pytest
from corpus import GOLDEN
from templated import texts, written

from eventgen import provider
from eventgen.provider import Schema
from eventgen.reader import read
from eventgen.syntax import Body

# What one major version alone takes (cdktf-provider-aws 20.1.0 and 21.22.1 compared)
OF_VERSION_6 = {"max_record_size_in_kib", "maximum_message_size", "action_after_completion"}
INLINE = {"versioning", "lifecycle_rule", "server_side_encryption_configuration", "policy", "logging", "acl"}


def bodies(name: str) -> Iterator[tuple[str, Body, Schema]]:
    """The resources of a golden, and what the provider takes of each."""
    for path in sorted((GOLDEN / name).rglob("*.tf")):
        for block in read(path.name, path.read_text("utf-8")).body.blocks:
            if block.type == "resource" and (schema := provider.resource(block.labels[0])):
                yield block.labels[0], block.body, schema


def said(body: Body, schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every argument and block that a body says, with what its surroundings take."""
    for name in [*body.attributes, *(block.type for block in body.blocks)]:
        yield name, schema
    for block in body.blocks:
        if nested := schema.blocks.get(block.type):
            yield from said(block.body, nested.body)


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_no_argument_is_of_one_major_version_alone(name: str) -> None:
    found = [(type_, each, schema) for type_, body, whole in bodies(name) for each, schema in said(body, whole)]
    assert len(found) > 3
    assert [(type_, each) for type_, each, schema in found if each in schema.removed] == []
    assert {each for _, each, _ in found} & {"region", *OF_VERSION_6} == set()


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_no_argument_is_deprecated(name: str) -> None:
    found = [(type_, each, schema) for type_, body, whole in bodies(name) for each, schema in said(body, whole)]
    assert [(type_, each) for type_, each, schema in found if each in schema.deprecated] == []
    assert {each for type_, each, _ in found if type_ == "aws_s3_bucket"} & INLINE == set()


def test_the_schema_knows_what_version_6_lacks_and_what_is_deprecated() -> None:
    deployment, bucket, role = map(provider.resource, ("aws_api_gateway_deployment", "aws_s3_bucket", "aws_iam_role"))
    assert deployment and bucket and role
    assert "stage_name" in deployment.removed
    assert bucket.deprecated.keys() >= INLINE
    assert role.deprecated.keys() >= {"managed_policy_arns", "inline_policy"}


def test_no_data_source_is_asked() -> None:
    assert [text for text in texts() if 'data "' in text or "data.aws_" in text] == []
    assert "policy" in written()
