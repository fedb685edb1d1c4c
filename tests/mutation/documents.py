"""A document of JSON in the other ways that Terraform has for it: a heredoc, a string, a data source of IAM."""

import json
from collections.abc import Iterator

from eventgen.hcl import escape, hcl
from eventgen.syntax import Attribute, Call, Literal, Object, Template, Tuple
from mutation.pieces import Edit, Golden, Mutant, Piece

_DOCUMENTS = frozenset({"policy", "assume_role_policy", "event_pattern", "filter_policy", "pattern"})
_DOCUMENTS |= {"redrive_policy", "redrive_allow_policy"}
_DATA = "data.aws_iam_policy_document.mutant.json"


def documents(golden: Golden) -> Iterator[Mutant]:
    """Each `jsonencode` of an argument that takes JSON whatever its layout."""
    for argument in golden.of(Attribute):
        call = argument.value
        if argument.key not in _DOCUMENTS or not call or not isinstance(call.node, Call):
            continue
        document = call.children[0]
        parts = list(_json(document))
        literal = "".join(
            p.replace("${", "$${").replace("%{", "%%{") if isinstance(p, str) else _place(p) for p in parts
        )
        yield argument.mutant("heredoc", "", call.edit(f"<<-JSON\n    {literal}\n  JSON"))
        quoted = "".join(escape(p) if isinstance(p, str) else _place(p) for p in parts)
        yield argument.mutant("JSON in a string", "", call.edit(f'"{quoted}"'))
        if argument.area == "policy":
            text = f'data "aws_iam_policy_document" "mutant" {{\n{_policy(document)}}}\n\n'
            top = argument.top.at
            yield argument.mutant("policy document", "", call.edit(_DATA), Edit(argument.file.path, top, top, text))


def _place(piece: Piece) -> str:
    return f"${{{piece.text}}}"


def _json(piece: Piece) -> Iterator[str | Piece]:
    """The text of a value as JSON: characters, and expressions within strings."""
    node = piece.node
    if isinstance(node, Object | Tuple):
        entries = isinstance(node, Object)
        yield "{" if entries else "["
        for number, child in enumerate(piece.children):
            yield ", " if number else ""
            yield f"{json.dumps(child.key)}: " if entries else ""
            yield from _json(child.value if entries and child.value else child)
        yield "}" if entries else "]"
    elif isinstance(node, Literal):
        yield json.dumps(node.value, ensure_ascii=False)
    elif isinstance(node, Template):
        expressions = iter(piece.children)
        yield '"'
        for part in node.parts:
            yield json.dumps(part, ensure_ascii=False)[1:-1] if isinstance(part, str) else next(expressions)
        yield '"'
    else:
        yield from ('"', piece, '"')


def _policy(document: Piece) -> str:
    """The body of the data source: a block for each statement."""
    statements = next(entry.value for entry in document.children if entry.key == "Statement")
    assert statements
    return "".join(f"statement {{\n{''.join(map(_clause, each.children))}}}\n" for each in statements.children)


def _clause(entry: Piece) -> str:
    """An entry of a statement."""
    value = entry.value
    assert value
    if entry.key in ("Sid", "Effect"):
        return f"{entry.key.lower()} = {value.text}\n"
    if entry.key in ("Action", "Resource"):
        return f"{entry.key.lower()}s = {_list(value)}\n"
    if entry.key == "Principal":
        pairs = [(p.key, p.value) for p in value.children] if isinstance(value.node, Object) else [("*", value)]
        return "".join(_block("principals", {"type": hcl(k), "identifiers": _list(v)}) for k, v in pairs if v)
    return "".join(
        _block("condition", {"test": hcl(test.key), "variable": hcl(each.key), "values": _list(each.value)})
        for test in value.children
        for each in (test.value.children if test.value else ())
        if each.value
    )


def _block(name: str, arguments: dict[str, str]) -> str:
    return f"{name} {{\n" + "".join(f"{key} = {value}\n" for key, value in arguments.items()) + "}\n"


def _list(value: Piece) -> str:
    return value.text if isinstance(value.node, Tuple) else f"[{value.text}]"
