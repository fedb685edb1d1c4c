"""What every module brings, line by line: each is held against all goldens, and against damaged ones."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus import GOLDEN, example
from hcl_values import Block, Expression
from made import Made
from watched_pages import several, source

from eventgen.graph import Graph

QUEUE, TOPIC, BUCKET, FUNCTION = "aws_sqs_queue", "aws_sns_topic", "aws_s3_bucket", "aws_lambda_function"
DELIVERY_STREAM = "aws_kinesis_firehose_delivery_stream"
# Of what AWS has one policy, and the argument of that which names it
POLICIES = {QUEUE: "queue_url", TOPIC: "arn", BUCKET: "bucket", "aws_kms_key": "key_id"}


@dataclass(frozen=True)
class Golden:
    """A golden, and the graph of its page: what a page switches off is not missed."""

    name: str
    made: Made
    graph: Graph

    def of(self, *types: str) -> list[Block]:
        """The resources of these types."""
        return [block for type_ in types for block in self.made.of(type_)]

    def has(self, address: str) -> bool:
        return f"resource.{address}" in self.made.blocks

    def statements(self, *types: str) -> Iterator[tuple[Block, dict[str, Any]]]:
        """Every statement of the policies of these types."""
        for block in self.of(*types):
            yield from ((block, each) for each in block.attributes["policy"]["Statement"])


@dataclass(frozen=True)
class Damage:
    """What is written otherwise in a file of a golden: a pattern, and what stands in its place."""

    golden: str
    path: str
    what: str
    by: str = ""


@dataclass(frozen=True)
class Line:
    """A line of the promise: `wrong` says where it does not hold."""

    wrong: Callable[[Golden], Iterator[str]]
    damages: tuple[Damage, ...]

    @property
    def name(self) -> str:
        return self.wrong.__name__


def texts(name: str) -> dict[str, str]:
    folder = GOLDEN / name
    paths = [folder / "README.md", *sorted(folder.rglob("*.tf"))]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


@cache
def golden(name: str) -> Golden:
    return Golden(name, Made.of_files(texts(name)), example(name).graph)


@cache
def goldens() -> tuple[Golden, ...]:
    return tuple(golden(path.name) for path in sorted(GOLDEN.iterdir()))


def damaged(damage: Damage) -> Golden:
    """The golden with the damage, which has to be one."""
    files = texts(damage.golden)
    text, count = re.subn(damage.what, damage.by, files[damage.path], count=1, flags=re.S)
    assert count == 1, f"{damage.golden}/{damage.path} has no {damage.what}"
    return Golden(damage.golden, Made.of_files({**files, damage.path: text}), example(damage.golden).graph)


def line(*damages: Damage) -> Callable[[Callable[[Golden], Iterator[str]]], Line]:
    """Makes a function that says what is wrong a line, with damages that it finds."""
    return lambda wrong: Line(wrong, damages)


def lines(module: dict[str, Any]) -> list[Line]:
    """The lines that stand in a test module."""
    return [each for each in module.values() if isinstance(each, Line)]


def damages(module: dict[str, Any]) -> list[tuple[Line, Damage]]:
    return [(each, damage) for each in lines(module) for damage in each.damages]


def label(parameter: Any) -> str:
    """What pytest calls a parameter."""
    return parameter.name if isinstance(parameter, Line) else getattr(parameter, "golden", "")


# Reading blocks ---------------------------------------------------------------------------------------------


def owner(value: Any) -> str:
    """The address of the resource whose attribute a value is; empty where it is none of the module's."""
    found = re.fullmatch(r"(aws_\w+\.\w+)\.\w+", value.code) if isinstance(value, Expression) else None
    return found[1] if found else ""


def address(block: Block) -> str:
    return block.address.removeprefix("resource.")


def within(block: Block, *path: str) -> Block | None:
    """A block in a block; None where it is not there."""
    for step in path:
        found = [inner for inner in block.blocks if inner.type == step]
        if not found:
            return None
        block = found[0]
    return block


def waits(block: Block) -> list[str]:
    """What a resource waits for by name."""
    return [source(each) for each in block.attributes.get("depends_on", [])]


def actions(statement: dict[str, Any]) -> list[str]:
    return [str(each) for each in several(statement["Action"])]


def resources(statement: dict[str, Any]) -> list[str]:
    return [source(each) for each in several(statement["Resource"])]


def allows(statement: dict[str, Any]) -> bool:
    return bool(statement["Effect"] == "Allow")
