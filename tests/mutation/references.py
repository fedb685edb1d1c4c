"""Damage to references: another thing of the same type, of another type, another attribute, a literal."""

import re
from collections.abc import Iterator

from eventgen.syntax import Name, Step, Template
from mutation.pieces import Golden, Mutant, Piece

MOST = 2  # others of the same type that are put in the place of one
_OF_RESOURCE = re.compile(r"(aws_\w+)\.(\w+)((?:\[\d+\])?)(?:\.(\w+))?\Z")
_OF_MODULE = re.compile(r"(var|local)\.(\w+)\Z")
_LITERALS = {"arn": "arn:aws:sqs:eu-central-1:123456789012:mutant"}
_ATTRIBUTES = {"arn": "id", "id": "arn", "url": "arn", "name": "arn", "bucket": "arn"}


def references(golden: Golden) -> Iterator[Mutant]:
    """Every reference, to something else."""
    arns = sorted({piece.text for piece in golden.of(Step) if piece.text.endswith(".arn")})
    for piece in golden.of(Step):
        if found := _OF_RESOURCE.match(piece.text):
            yield from _of_resource(piece, found, arns)
        elif found := _OF_MODULE.match(piece.text):
            yield from _of_module(piece, found)


def _of_resource(piece: Piece, found: re.Match[str], arns: list[str]) -> Iterator[Mutant]:
    type_, label, index, attribute = found.groups()
    tail = piece.text[len(f"{type_}.{label}") :]
    for other in _others(piece.golden.labels[type_], label):
        yield piece.replaced("another of the same type", f"{type_}.{other}{tail}")
    if attribute is None:
        return
    for arn in arns if attribute == "arn" else []:
        if not arn.startswith(f"{type_}."):
            yield piece.replaced("ARN of another type", arn)
            break
    if attribute in _ATTRIBUTES:
        new = f"{type_}.{label}{index}.{_ATTRIBUTES[attribute]}"
        yield piece.replaced("another attribute", new)
    yield _literal(piece, _LITERALS.get(attribute, "mutant"))


def _of_module(piece: Piece, found: re.Match[str]) -> Iterator[Mutant]:
    kind, name = found.groups()
    for other in _others(piece.golden.labels.get(kind, []), name):
        yield piece.replaced(f"another {kind}", f"{kind}.{other}")
    if name == "tags":
        yield piece.replaced("tags of nothing", "{}")
    else:
        yield _literal(piece, "mutant")


def _literal(piece: Piece, value: str) -> Mutant:
    """Within a string, the characters; elsewhere a string."""
    assert piece.parent
    if isinstance(piece.parent.node, Template):
        edit = piece.edit(value, piece.begin - len("${"), piece.end + len("}"))
        return piece.mutant("literal in its place", f"{piece.text} -> {value}", edit)
    return piece.replaced("literal in its place", f'"{value}"')


def _others(labels: list[str], label: str) -> list[str]:
    """Those that follow it, around."""
    at = labels.index(label) if label in labels else -1
    return [other for other in labels[at + 1 :] + labels[: max(at, 0)] if other != label][:MOST]


def types(golden: Golden) -> Iterator[Mutant]:
    """The type of each variable, to another one."""
    for piece in golden.of(Name):
        for other in ("string", "number", "bool", "any"):
            if piece.area == "variable" and other != piece.text:
                yield piece.replaced("type changed", other)
