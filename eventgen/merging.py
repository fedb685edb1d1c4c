"""What `terraform:` of a node says -> HCL, at the end of the block that it is about; and back again."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from eventgen import provider
from eventgen.arguments import added, blocks
from eventgen.graph import AnyNode
from eventgen.hcl import Expr, hcl, identifier
from eventgen.provider import Schema

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting
    from eventgen.pieces import Piece

BARE = "ignore_changes"  # Terraform reads names there, and no strings


def merge(text: str, node: AnyNode) -> str:
    """A formatted text in which the resource of a node has what the page adds."""
    start = text.index(f'resource "{node.kind.main}" "{node.label}" {{\n')
    end = text.index("\n}", start) + 1
    schema = provider.resource(node.kind.main)
    lines = "\n".join(_body(added(node), schema))
    return f"{text[:end]}\n# the page's own words: terraform\n{lines}\n{text[end:]}"


def _body(given: Mapping[str, Any], schema: Schema | None) -> Iterator[str]:
    within = {name: several for name, value in given.items() if (several := _blocks(name, value, schema))}
    for name, value in given.items():
        if name not in within:
            yield f"{identifier(name)} = {_bare(value) if name == BARE else hcl(value)}"
    for name, several in within.items():
        nested = schema.blocks.get(name) if schema else None
        for each in several:
            yield from ("", f"{identifier(name)} {{", *_body(each, nested.body if nested else None), "}")


def _blocks(name: str, value: Any, schema: Schema | None) -> list[dict[str, Any]] | None:
    """The blocks that a value stands for; None for an argument."""
    return blocks(value) if schema and (name in schema.blocks or name == "lifecycle") else None


def _bare(names: Any) -> str:
    return identifier(names) if isinstance(names, str) else f"[{', '.join(map(identifier, names))}]"


def lift_added(node: "NodeLifting") -> None:
    """What the resource of a node has besides what eventgen writes; with a page at hand, what the page adds."""
    if node.existing is not None or "terraform" not in node.kind.spec.model_fields:
        return
    piece = node.main
    page = (node.context or {}).get("node")
    left = [*piece.attributes, *(block.type for block in piece.blocks)]
    said = added(page) if page else {}
    node.set("terraform", {}, (piece.file, piece.at, 1))
    for name in said if page else dict.fromkeys(left):
        if name in piece.attributes:
            at = piece.attributes[name].at
            node.set(("terraform", name), _read(piece, name), (piece.file, at, len(name)))
        elif found := piece.several(name):
            is_list = isinstance(said.get(name), list) or len(found) > 1
            read = [_mapping(each, _item(said.get(name), number)) for number, each in enumerate(found)]
            node.set(("terraform", name), read if is_list else read[0], (piece.file, found[0].at, len(name)))


def _mapping(piece: "Piece", said: Any) -> dict[str, Any]:
    made = {name: _read(piece, name) for name in [*piece.attributes]}
    for name in dict.fromkeys(block.type for block in piece.blocks):
        wanted = said.get(name) if isinstance(said, Mapping) else None
        found = [_mapping(each, _item(wanted, number)) for number, each in enumerate(piece.several(name))]
        made[name] = found if isinstance(wanted, list) or len(found) > 1 else found[0]
    return made


def _read(piece: "Piece", name: str) -> Any:
    found = piece.read(name)
    if name != BARE:
        return found
    names = [each.code if isinstance(each, Expr) else each for each in (found if isinstance(found, list) else [found])]
    return names if isinstance(found, list) else names[0]


def _item(said: Any, number: int) -> Any:
    """What the page says of the block of that number."""
    if isinstance(said, list):
        return said[number] if number < len(said) else None
    return said
