"""Version 5.100 and version 6 of the aws provider take the same text: each argument, block and value of each golden."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from corpus import GOLDEN, ROOT
from templated import types

from eventgen import provider
from eventgen.provider import Schema
from eventgen.reader import read
from eventgen.resources.queue import MOST_OF_PROVIDER_5
from eventgen.runtimes import NEWER_THAN_PROVIDER_5
from eventgen.syntax import Body, Literal

VERSION_6 = yaml.safe_load(Path(__file__).with_name("provider_6.yaml").read_text("utf-8"))
META = {"count", "depends_on", "lifecycle"}
GOLDENS = tuple(sorted(path.name for path in GOLDEN.iterdir()))


class Said(NamedTuple):
    """An argument or a block of a resource: its type and the way there, what its surroundings take, its value."""

    type: str
    path: str
    schema: Schema
    value: object

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


@cache
def said(golden: str) -> tuple[Said, ...]:
    """Everything that the resources of a golden say."""
    found: list[Said] = []
    for path in sorted((GOLDEN / golden).glob("*.tf")):
        for block in read(path.name, path.read_text("utf-8")).body.blocks:
            if block.type == "resource":
                schema = provider.resource(block.labels[0])
                assert schema, block.labels
                found += within(block.labels[0], "", block.body, schema)
    return tuple(found)


def within(type_: str, above: str, body: Body, schema: Schema) -> Iterator[Said]:
    for name, attribute in body.attributes.items():
        if above or name not in META:
            yield Said(type_, f"{above}{name}", schema, attribute.value)
    for block in body.blocks:
        if above or block.type not in META:
            yield Said(type_, f"{above}{block.type}", schema, None)
            if block.type in schema.blocks:
                yield from within(type_, f"{above}{block.type}.", block.body, schema.blocks[block.type].body)


def missing(each: Said) -> bool:
    """Whether one of the two versions does not know it."""
    takes = each.schema.types if each.value is not None else each.schema.blocks
    return each.name not in takes or each.path.split(".")[0] in VERSION_6["removed"].get(each.type, ())


@pytest.mark.parametrize("name", GOLDENS)
def test_both_versions_know_every_argument_and_block(name: str) -> None:
    assert len(said(name)) > 10
    assert [f"{each.type}.{each.path}" for each in said(name) if missing(each)] == []


def test_what_one_version_lacks_is_found() -> None:
    for text in ('stage_name = "v1"', 'variables = "a"\ncanary_settings {}', "no_such_argument = 1"):
        body = read("a.tf", text + "\n").body
        schema = provider.resource("aws_api_gateway_deployment")
        assert schema
        assert any(map(missing, within("aws_api_gateway_deployment", "", body, schema)))


@pytest.mark.parametrize("name", GOLDENS)
def test_values_mean_the_same_to_both(name: str) -> None:
    assert VERSION_6["changed"].keys() == {
        "aws_s3_bucket.region",
        "aws_sqs_queue.max_message_size",
        "aws_lambda_function.runtime",
    }
    for each in said(name):
        value = each.value.value if isinstance(each.value, Literal) else None
        assert each.name != "region"
        if each.path == "max_message_size":
            assert isinstance(value, int | float)
            assert value <= MOST_OF_PROVIDER_5
        if each.path == "runtime":
            assert value not in NEWER_THAN_PROVIDER_5
        if each.value is not None and each.schema.types.get(each.name) == "bool" and value is not None:
            assert isinstance(value, bool), "version 6 takes no other word for it"


def test_nothing_refers_to_what_version_6_does_not_say() -> None:
    gone = [
        f"{type_}\\.\\w+(\\[0\\])?\\.{name}\\b"
        for type_, names in VERSION_6["computed_removed"].items()
        for name in names
    ]
    gone += [r"aws_\w+\.\w+\.region\b", r"\bdata\."]
    pattern = re.compile("|".join(gone))
    assert pattern.search("a = aws_api_gateway_deployment.this.invoke_url")
    texts = {path: path.read_text("utf-8") for path in (*GOLDEN.rglob("*.tf"), *(ROOT / "templates").rglob("*.j2"))}
    assert len(texts) > len(GOLDENS)
    assert [str(path) for path, text in texts.items() if pattern.search(text)] == []


# What the templates can say, the goldens say --------------------------------------------------------------------

WORD = re.compile(r'^resource "(\w+)"|^\s*(\w+)(?: +=(?!=)| \{$)|\{%-? include "(\S+)"', re.M)


def words(text: str) -> Iterator[tuple[str, str]]:
    """Type of resource and argument, of Terraform or of a template for it."""
    type_ = ""
    for resource, argument, part in WORD.findall(text):
        type_ = resource or type_
        if argument and type_:
            yield type_, argument
        if part:
            opened = f'resource "{type_}"\n' if type_ else ""
            yield from words(opened + (ROOT / "templates" / part).read_text("utf-8"))


def test_the_goldens_say_all_that_templates_can() -> None:
    folders = [ROOT / "templates" / name for name in ("resources", "integrations")]
    templates = [path for folder in folders for path in folder.glob("*.tf.j2")]
    templates += [ROOT / "templates" / "module" / name for name in ("alarms.tf.j2", "kms.tf.j2")]
    can = {each for path in templates for each in words(path.read_text("utf-8"))}
    do = {each for path in GOLDEN.rglob("*.tf") for each in words(path.read_text("utf-8"))}
    assert {type_ for type_, _ in can} == types()
    assert sorted(can - do) == []
