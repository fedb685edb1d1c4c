"""What Terraform's aws provider takes: data/aws.schema -> Schema, one type at a time.

The file is made by tools/provider_schema.py. Types are written as Terraform writes them in JSON: `"string"`,
`["list", "string"]`, `["object", {"name": type}, ["names that may lack"]]`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

Type = str | list[Any]

FILE = Path(__file__).with_name("data") / "aws.schema"
_CONVERTED = frozenset({str, int, float, bool})
# Python's types of the literals that a type takes whatever they say: a string may or may not be a number
_TAKEN = {
    "string": _CONVERTED,
    "number": frozenset({int, float}),
    "bool": frozenset({bool}),
    "dynamic": _CONVERTED,
}
_NONE: frozenset[type] = frozenset()


@dataclass(frozen=True, slots=True)
class Schema:
    """What a body takes: arguments and blocks."""

    types: Mapping[str, Type]  # of the arguments that can be given
    required: frozenset[str]
    computed: frozenset[str]  # the provider alone says what they are
    deprecated: Mapping[str, str]  # arguments and blocks, each with what to write instead
    removed: Mapping[str, str]  # by version 6 of the provider, likewise
    blocks: Mapping[str, "Nested"]
    needed: tuple[str, ...]  # the blocks that may not lack
    taken: Mapping[str, frozenset[type]]  # of the arguments of which there is nothing to say: which literals they take
    free: frozenset[str]  # `arguments` or `blocks`, where any may be given

    def with_(self, other: "Schema") -> "Schema":
        """What takes what both take; where they differ it is the other that counts."""
        return Schema(
            types={**self.types, **other.types},
            required=self.required | other.required,
            computed=self.computed,
            deprecated={**self.deprecated, **other.deprecated},
            removed=self.removed,
            blocks={**self.blocks, **other.blocks},
            needed=self.needed + other.needed,
            taken={**self.taken, **other.taken},
            free=self.free | other.free,
        )

    @property
    def partial(self) -> "Schema":
        """The same, with nothing that may not lack."""
        return replace(self, required=frozenset(), needed=())


@dataclass(frozen=True)
class Nested:
    """A block within: how many there may be, and what it takes. `most` is 0 where there is no bound."""

    raw: Mapping[str, Any]
    dynamic: bool  # whether `dynamic` may make it

    @cached_property
    def nesting(self) -> str:
        return str(self.raw.get("nesting", "list"))

    @cached_property
    def least(self) -> int:
        return int(self.raw.get("least", 0))

    @cached_property
    def most(self) -> int:
        return 1 if self.nesting == "single" else int(self.raw.get("most", 0))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.raw.get("labels", ()))

    @cached_property
    def body(self) -> Schema:
        return schema(self.raw, self.dynamic)


def schema(raw: Mapping[str, Any], dynamic: bool = True) -> Schema:
    """What the file says of a body. The blocks within are read when they are asked for."""
    types = {**raw.get("optional", {}), **raw.get("required", {})}
    blocks = raw.get("blocks", {})
    deprecated, removed = raw.get("deprecated", {}), raw.get("removed", {})
    plain = {n: _taken(types[n]) for n in types if n not in deprecated and n not in removed}
    return Schema(
        types=types,
        required=frozenset(raw.get("required", ())),
        computed=frozenset(raw.get("computed", ())),
        deprecated=deprecated,
        removed=removed,
        blocks={name: Nested(each, dynamic) for name, each in blocks.items()},
        needed=tuple(name for name, each in blocks.items() if "least" in each),
        taken={name: taken for name, taken in plain.items() if taken is not None},
        free=frozenset(raw.get("free", ())),
    )


def _taken(type_: Type) -> frozenset[type] | None:
    """None for the types of language.py, of which there is always something to say."""
    return _NONE if isinstance(type_, list) else _TAKEN.get(type_)


@cache
def resource(type_: str) -> Schema | None:
    """What a resource type takes; None for a type that is not shipped."""
    return _read(f"resource.{type_}")


@cache
def data(type_: str) -> Schema | None:
    """What a data source takes."""
    return _read(f"data.{type_}")


@cache
def provider(name: str) -> Schema | None:
    """What the configuration of a provider takes."""
    return _read(f"provider.{name}")


def version() -> str:
    """The version of the provider that the file was made from."""
    return str(json.loads(_lines()["version"]))


def names(kind: str) -> list[str]:
    """What is shipped: the types of kind `resource` or `data`, or the names of kind `provider`."""
    return [name.removeprefix(f"{kind}.") for name in _lines() if name.startswith(f"{kind}.")]


def _read(name: str) -> Schema | None:
    line = _lines().get(name)
    return schema(json.loads(line)) if line else None


@cache
def _lines() -> dict[str, str]:
    """The lines of the file by their type, unread: 0.1 ms for all."""
    pairs = (line.partition("\t") for line in FILE.read_text("ascii").splitlines())
    return {name: line for name, _, line in pairs}
