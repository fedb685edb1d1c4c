"""The eight patterns with a key of their own and with alarms, and what their modules say of them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from corpus import PAGES
from hcl_values import Block, Expression, Template
from made import Made
from mending import read

PATTERNS = tuple(name for name, path in PAGES.items() if "patterns" in path.parts)
ALLOWED = ("aws_sqs_queue_policy", "aws_sns_topic_policy", "aws_s3_bucket_policy", "aws_kms_key_policy")


@cache
def watched(name: str) -> Made:
    """The module of a pattern with `encryption: kms` and `alarms`."""
    data = yaml.safe_load(PAGES[name].read_text("utf-8"))
    data |= {"defaults": {"encryption": "kms"}, "alarms": {"notify": "pager"}}
    data["topics"] = {**data.get("topics", {}), "pager": {}}
    return Made(read(data, str(PAGES[name])))


def statements(made: Made, *types: str) -> Iterator[tuple[Block, dict[str, Any]]]:
    """Every statement of the policies of these types, with the policy."""
    for type_ in types:
        for block in made.of(type_):
            yield from ((block, each) for each in block.attributes["policy"]["Statement"])


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def source(value: Any) -> str:
    """A value as it stands in the module."""
    if isinstance(value, Template):
        return "".join(part if isinstance(part, str) else f"${{{part.code}}}" for part in value.parts)
    return value.code if isinstance(value, Expression) else str(value)


def dead_letter_queues(made: Made) -> set[str]:
    """The queues that anything says messages go to that nobody could handle: their addresses."""
    found: set[str] = set()
    for block in made.of("aws_sqs_queue") + made.of("aws_sns_topic_subscription"):
        redrive = block.attributes.get("redrive_policy")
        found |= {source(redrive["deadLetterTargetArn"])} if redrive else set()
    within = (
        ("aws_cloudwatch_event_target", ("dead_letter_config",), "arn"),
        ("aws_lambda_event_source_mapping", ("destination_config", "on_failure"), "destination_arn"),
        ("aws_lambda_function_event_invoke_config", ("destination_config", "on_failure"), "destination"),
    )
    for type_, path, argument in within:
        for block in made.of(type_):
            if any(inner.type == path[0] for inner in block.blocks):
                found.add(source(block.find(*path).attributes[argument]))
    return {arn.removesuffix(".arn") for arn in found}
