"""Resources -> those of which AWS has one and the module two, and those of one type with one name."""

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from eventgen.checks.declarations import Blocks, Module
from eventgen.checks.singletons import INLINE, ROWS
from eventgen.checks.things import Things, nothing
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.syntax import Attribute, Block, File

_JUDGED = ROWS.keys() | INLINE.keys()


class Claim(NamedTuple):
    """That a block says what AWS keeps once of a thing."""

    what: str
    file: File
    at: int
    length: int
    condition: Hashable  # the count or for_each that it hangs on; None where it is there in any case


Key = tuple[str, tuple[Hashable, ...], Hashable]  # a type, what of, and through which provider


def twice(module: Module, blocks: Blocks) -> Iterator[Diagnostic]:
    """Blocks that say the same of the same thing, and those of one type with one name."""
    resources = [
        (f, b, a) for f, b, a in blocks if b.type == "resource" and a and b.labels[0] in _JUDGED and not f.overrides
    ]
    things, claims = Things(module, resources), dict[Key, list[Claim]]()
    for file, block, address in resources:
        for key, claim in _claims(things, file, block, address):
            same = claims.setdefault(key, [])
            first = next((c for c in same if claim.condition in (None, c.condition) or c.condition is None), None)
            same.append(claim)
            if first:
                yield _both(key, first, claim)


def _claims(things: Things, file: File, block: Block, address: str) -> Iterator[tuple[Key, Claim]]:
    type_, attributes = block.labels[0], block.body.attributes
    row, inline = ROWS.get(type_), INLINE.get(type_, {})
    realm, (many, condition) = things.realm(block), things.condition(block)
    things.begin(condition)
    values = things.values(block, row[1]) if row and many else None
    if row and values is not None:
        said = [attributes[argument] for argument, _ in row[1] if argument in attributes]
        at, length = (said[0].at, len(said[0].name)) if said else (block.at, len(block.type))
        yield (type_, values, realm), Claim(address, file, at, length, condition)
        if many > 1 and not things.varies:
            yield (type_, values, realm), Claim(f"{address}[1]", file, at, length, condition)
    parts: list[Attribute | Block] = [*attributes.values(), *block.body.blocks] if inline and many else []
    for part in parts:
        name = part.type if isinstance(part, Block) else part.name
        if name in inline and not (isinstance(part, Attribute) and nothing(part.value)):
            key = (type_ + inline[name], (("whole", address),), realm)
            yield key, Claim(f"{name} of {address}", file, part.at, len(name), condition)


def _both(key: Key, first: Claim, second: Claim) -> Diagnostic:
    code, of = ROWS[key[0]][0], ", ".join(map(_said, key[1])) or "the account"
    place = first.file.place(first.at)
    stands = f"{first.what} ({place.file}:{place.line})"
    message = f"{second.what} and {stands} are both the {key[0]} of {of}: AWS has one"
    fix = "put all of it into one of them"
    if code == "TFC013":
        message, fix = f"{second.what} has the name {of}, and so has {stands}", "give one of them another name"
    return second.file.finding(second.file.place(second.at, second.length), Severity.ERROR, code, message, fix)


def _said(thing: Any) -> str:
    """A thing, as a message names it."""
    if not isinstance(thing, tuple):
        return str(thing)
    if thing[0] == "template":
        return "".join(part if isinstance(part, str) else f"${{{_said(part)}}}" for part in thing[1:])
    if thing[0] not in ("whole", "path"):
        return "..."
    return "".join(f".{key}" if isinstance(key, str) else "[...]" for key in thing[1:])[1:]
