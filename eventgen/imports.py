"""A rendered module -> the import blocks of the root for what exists already under the names of the page.

The id by which Terraform imports a resource is known where it follows from names, the account and the Region; others,
such as the UUID of an event source mapping, are looked up by hand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eventgen.hcl import Expr, Text, label, text
from eventgen.meaning import value
from eventgen.reader import read
from eventgen.syntax import Block

# What `terraform import` takes (hashicorp/aws: docs of each resource, Import). `{name}` is an argument of the
# resource, `{name=x}` one that is x where it lacks; {account}, {region} and {partition} are variables of the root.
IDS = {
    "aws_cloudtrail": "arn:{partition}:cloudtrail:{region}:{account}:trail/{name}",
    "aws_cloudwatch_event_archive": "{name}",
    "aws_cloudwatch_event_bus": "{name}",
    "aws_cloudwatch_event_rule": "{event_bus_name=default}/{name}",
    "aws_cloudwatch_event_target": "{event_bus_name=default}/{rule}/{target_id}",
    "aws_cloudwatch_log_group": "{name}",
    "aws_cloudwatch_log_stream": "{log_group_name}:{name}",
    "aws_cloudwatch_metric_alarm": "{alarm_name}",
    "aws_iam_role": "{name}",
    "aws_iam_role_policy": "{role}:{name}",
    "aws_kinesis_firehose_delivery_stream": "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}",
    "aws_kinesis_stream": "{name}",
    "aws_kms_alias": "{name}",
    "aws_lambda_function": "{function_name}",
    "aws_lambda_function_event_invoke_config": "{function_name}",
    "aws_lambda_permission": "{function_name}/{statement_id}",
    "aws_sfn_state_machine": "arn:{partition}:states:{region}:{account}:stateMachine:{name}",
    "aws_sns_topic": "arn:{partition}:sns:{region}:{account}:{name}",
    "aws_sns_topic_policy": "{arn}",
    "aws_sqs_queue": "https://sqs.{region}.amazonaws.com/{account}/{name}",
    "aws_sqs_queue_policy": "{queue_url}",
    "aws_sqs_queue_redrive_allow_policy": "{queue_url}",
}
OF_ROOT = {"account": "var.account_id", "region": "var.region", "partition": "var.partition"}
SAME = {"aws_sqs_queue": "url", "aws_sns_topic": "arn"}  # the attribute that is the id, besides `id`
_WORDS = re.compile(r"\{(\w+)(?:=(\w+))?\}")
_ADDRESS = re.compile(r"(aws_\w+)\.(\w+)\.(\w+)\Z")


class Unknown(Exception):
    """An id that only AWS knows."""


@dataclass(frozen=True)
class Imports:
    """What can be imported, each with its id, and the resources whose id is looked up by hand."""

    known: tuple[tuple[Expr, Text], ...]
    by_hand: tuple[str, ...]


def imports(page: str, files: Mapping[str, bytes], inputs: frozenset[str]) -> Imports:
    """Of the module of a page; `inputs` are those that the root has variables for."""
    blocks = {f"{block.labels[0]}.{block.labels[1]}": block for block in _resources(files)}
    names = _Names(page, blocks, inputs)
    known: list[tuple[Expr, Text]] = []
    by_hand = []
    for address in blocks:
        whole = f"module.{label(page)}.{address}"
        try:
            known.append((Expr(whole), names.id(address)))
        except Unknown:
            by_hand.append(whole)
    return Imports(tuple(known), tuple(by_hand))


def _resources(files: Mapping[str, bytes]) -> Iterator[Block]:
    for path, content in sorted(files.items()):
        if path.endswith(".tf"):
            yield from (block for block in read(path, content.decode()).body.blocks if block.type == "resource")


@dataclass(frozen=True)
class _Names:
    """What the resources of a module are called, in the words of the root."""

    page: str
    blocks: Mapping[str, Block]
    inputs: frozenset[str]

    def id(self, address: str) -> Text:
        """Raises Unknown."""
        block = self.blocks[address]
        form = IDS.get(block.labels[0])
        if form is None or "count" in block.body.attributes:
            raise Unknown
        parts: list[Any] = []
        end = 0
        for found in _WORDS.finditer(form):
            parts += [form[end : found.start()], self._word(block, found[1], found[2])]
            end = found.end()
        return text(*(part for part in (*parts, form[end:]) if part != ""))

    def _word(self, block: Block, name: str, usual: str | None) -> Any:
        if name in OF_ROOT:
            return Expr(OF_ROOT[name])
        if name in block.body.attributes:
            return self._resolved(value(block.body.attributes[name].value))
        if usual is None:
            raise Unknown
        return usual

    def _resolved(self, given: Any) -> str | Text:
        if isinstance(given, str):
            return given
        if isinstance(given, Text):
            return text(*(part if isinstance(part, str) else self._resolved(part) for part in given.parts))
        if isinstance(given, Expr):
            return self._expression(given.code)
        raise Unknown

    def _expression(self, code: str) -> Text:
        """A variable, or an attribute of another resource of the module."""
        if code.removeprefix("var.") in self.inputs:
            return Text((Expr(f"var.{label(self.page)}_{code.removeprefix('var.')}"),))
        local = code.removeprefix("local.").removesuffix("_id")
        if code.startswith("local.") and local in OF_ROOT:
            return Text((Expr(OF_ROOT[local]),))
        found = _ADDRESS.match(code)
        if not found or f"{found[1]}.{found[2]}" not in self.blocks:
            raise Unknown
        address, attribute = f"{found[1]}.{found[2]}", found[3]
        if attribute in ("id", SAME.get(found[1])):
            return self.id(address)
        return text(self._word(self.blocks[address], attribute, None))
