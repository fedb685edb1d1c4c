"""Blocks -> the files of the module that they read, and that are not there.

Judged are paths that are written out and lie below the module's folder: `"${path.module}/code/process.zip"`.
"""

from collections.abc import Callable, Iterator
from posixpath import normpath
from typing import Any

from eventgen.checks.declarations import Blocks
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.syntax import Block, Body, Call, Literal, Name, Operation, Step, Template, inner

READERS = {f"file{how}" for how in ("", "base64", "base64sha256", "base64sha512", "md5", "sha1", "sha256", "sha512")}
READERS |= {"templatefile"}
SENT = ("filename", "source")  # arguments of aws that name a file
MADE = {"archive_file": "output_path", "local_file": "filename", "local_sensitive_file": "filename"}
PROVIDED_FOR = ("try", "can", "?")  # where the lack of a file may be no fault


def absent(blocks: Blocks, there: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """Files that are read, and that neither the module has nor Terraform makes."""
    reading = {path for path, text in {file.path: file.text for file, _, _ in blocks}.items() if "path.module" in text}
    judged = [(file, block, address) for file, block, address in blocks if file.path in reading]
    made = {path for _, block, _ in judged for path in _made(block)}
    for file, block, address in judged:
        for value in _read(block):
            path = _path(value)
            if path and path not in made and not there(path):
                message = f"{address or block.type} reads {path}: the module has no such file"
                end = file.text.find('"', value.at + 1) + 1
                place = file.place(value.at, max(1, end - value.at))
                yield file.finding(place, Severity.ERROR, "TFC017", message, "put it there, or correct the path")


def _made(block: Block) -> Iterator[str]:
    argument = MADE.get(block.labels[0]) if block.labels else None
    if argument and argument in block.body.attributes:
        yield _path(block.body.attributes[argument].value)


def _read(block: Block) -> Iterator[Any]:
    """What says which file is read."""
    if block.type == "resource" and block.labels and block.labels[0].startswith("aws_"):
        yield from (block.body.attributes[name].value for name in SENT if name in block.body.attributes)
    yield from _in_body(block.body)


def _in_body(body: Body) -> Iterator[Any]:
    for attribute in body.attributes.values():
        if type(attribute.value) is not Literal:
            yield from _in_expression(attribute.value)
    for block in body.blocks:
        yield from _in_body(block.body)


def _in_expression(value: Any) -> Iterator[Any]:
    word = value.name if isinstance(value, Call) else value.operator if isinstance(value, Operation) else ""
    if word in PROVIDED_FOR:
        return
    if word in READERS and value.arguments:
        yield value.arguments[0]
    for part in inner(value):
        yield from _in_expression(part)


def _path(value: Any) -> str:
    """The path below the module's folder that an expression writes out; empty for any other."""
    match value:
        case Template(parts=[Step(of=Name(name="path"), key="module"), str(rest)]) if rest.startswith("/"):
            path = normpath(rest.lstrip("/"))
            return "" if path.split("/")[0] in (".", "..") else path
    return ""
