"""Damage by addition: arguments that the page does not ask for, and blocks that nobody asked for."""

from collections.abc import Iterator

from eventgen.provider import resource
from eventgen.syntax import Block
from mutation.blocks import first
from mutation.pieces import Golden, Mutant, Piece

MOST = 4  # arguments that are added to a block, each by itself, and as many blocks
_VALUES = {"string": '"mutant"', "number": "7", "bool": "true"}
_LINES = {
    "resource": (
        "lifecycle {\n    ignore_changes = all\n  }",
        "lifecycle {\n    prevent_destroy = true\n  }",
        "provider = aws.mutant",
        "for_each = {}",
    ),
    "variable": ("sensitive = true", "nullable = false", "ephemeral = true", 'default = "mutant"'),
    "output": ("sensitive = true", "ephemeral = true"),
    "locals": ('mutant = "mutant"',),
    "terraform": ('backend "local" {}', "experiments = []"),
}
_BLOCKS = {
    "a user": 'resource "aws_iam_user" "mutant" {\n  name = "mutant"\n}',
    "a topic": 'resource "aws_sns_topic" "mutant" {\n  name = "mutant"\n}',
    "a queue": 'resource "aws_sqs_queue" "mutant" {\n  name = "mutant"\n}',
    "a function's door": 'resource "aws_lambda_permission" "mutant" {\n'
    '  action = "lambda:InvokeFunction"\n  function_name = "mutant"\n  principal = "*"\n}',
    "a data source": 'data "aws_caller_identity" "mutant" {}',
    "a provider": 'provider "aws" {\n  region = "eu-central-1"\n}',
    "a variable": 'variable "mutant" {\n  type = string\n  default = ""\n}',
    "an output": 'output "mutant" {\n  value = "mutant"\n}',
    "locals": 'locals {\n  mutant = "mutant"\n}',
    "a module": 'module "mutant" {\n  source = "./mutant"\n}',
    "a removal": "removed {\n  from = aws_sqs_queue.mutant\n  lifecycle {\n    destroy = false\n  }\n}",
    "a move": "moved {\n  from = aws_sqs_queue.mutant\n  to = aws_sqs_queue.other\n}",
    "an import": 'import {\n  to = aws_sqs_queue.mutant\n  id = "mutant"\n}',
    "a check": 'check "mutant" {\n  assert {\n    condition = var.name == "mutant"\n    error_message = "No."\n  }\n}',
}


def additions(golden: Golden) -> Iterator[Mutant]:
    """To every block; and blocks to the module, each kind in one of its files."""
    for piece in golden.of(Block):
        if piece.parent is None:
            yield from _lines(piece)
        if piece.top.type == "resource" and piece.area == "argument":
            yield from _arguments(piece)
    tops = [piece for piece in golden.of(Block) if piece.parent is None]
    for number, (what, text) in enumerate(_BLOCKS.items()):
        piece = tops[number % len(tops)]
        behind = piece.edit(f"\n\n{text}", piece.end, piece.end)
        yield piece.mutant("foreign block added", what, behind, area="module")


def _lines(piece: Piece) -> Iterator[Mutant]:
    for line in _LINES.get(piece.key, ()):
        name = line.split()[0]
        if name not in piece.node.body.attributes:
            yield piece.mutant("line added", " ".join(line.split()), first(piece, line))


def _arguments(piece: Piece) -> Iterator[Mutant]:
    """Arguments that the provider takes and the golden leaves out."""
    schema = resource(piece.top.labels[0])
    for step in _steps(piece):
        nested = schema.blocks.get(step) if schema else None
        schema = nested.body if nested else None
    if schema is None:
        return
    absent = [
        name
        for name, type_ in sorted(schema.types.items())
        if name not in piece.node.body.attributes and isinstance(type_, str) and type_ in _VALUES
    ]
    for name in _some(absent, piece):
        line = f"{name} = {_VALUES[str(schema.types[name])]}"
        yield piece.mutant("argument added", line, first(piece, line))
    there = {child.key for child in piece.children}
    bare = [
        name for name, nested in sorted(schema.blocks.items()) if not nested.body.required | set(nested.body.needed)
    ]
    for name in _some([name for name in bare if name not in there], piece):
        yield piece.mutant("nested block added", name, first(piece, f"{name} {{}}"))


def _some(names: list[str], piece: Piece) -> list[str]:
    """Not always those with an a."""
    begin = piece.begin % max(len(names), 1)
    return (names[begin:] + names[:begin])[:MOST]


def _steps(piece: Piece) -> list[str]:
    return [*_steps(piece.parent), piece.key] if piece.parent else []
