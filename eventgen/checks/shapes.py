"""What a step leads to within a value, as the provider's schema has it."""

from collections.abc import Collection
from typing import Any

from eventgen.provider import Schema

TEXT = frozenset({"arn", "id", "url"})  # computed, and so without a type in the schema


def inside(shape: Any, key: Any) -> tuple[Any, Collection[str] | None]:
    """What a step leads to (None: nobody knows); where it leads nowhere, also the names that there are."""
    if (
        isinstance(key, tuple)
        and key
        and isinstance(key[0], str)
        and not (isinstance(shape, list) and shape[0] == "list")
    ):
        key = key[0]
    if isinstance(shape, Schema):
        return _member(shape, key)
    if isinstance(shape, str):
        return None, None if shape == "dynamic" or key == "*" else ()
    kind, of = shape[0], shape[1]
    if kind == "object":
        return (of[key], None) if key in of else (None, of if isinstance(key, str) and key != "*" else None)
    if kind == "map":
        return (None if key == "*" else of), None
    if kind not in ("list", "set") or key == "*" or (kind == "list" and isinstance(key, tuple)):
        return of if kind in ("list", "set") else None, None
    return None, ()


def _member(schema: Schema, key: Any) -> tuple[Any, Collection[str] | None]:
    if not isinstance(key, str) or key == "*":
        return None, None
    if nested := schema.blocks.get(key):
        return (nested.body if nested.nesting == "single" else [nested.nesting, nested.body]), None
    if key in schema.types or key in schema.computed or schema.free:
        return schema.types.get(key, "string" if key in TEXT else None), None
    return None, [*schema.types, *schema.computed, *schema.blocks]
