"""Arguments -> what they refer to, in a form that can be compared."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from eventgen.checks.declarations import Blocks, Module
from eventgen.checks.paths import chain
from eventgen.checks.singletons import OWNERS, ROWS, WHOLE, Row
from eventgen.syntax import Block, Call, Literal, Name, Object, Step, Template, Tuple, within


class Things:
    """What arguments refer to, in a form that can be compared."""

    def __init__(self, module: Module, resources: Blocks) -> None:
        self.declared = module.declared
        self.locals: dict[str, Hashable] = {}
        self.repetition: Hashable = None  # of the block at hand
        self.varies = False  # whether what was read last depends on it
        self.resources = resources

    def begin(self, repetition: Hashable) -> None:
        """What is read next is of a block that is repeated so."""
        self.repetition, self.varies = repetition, False

    @cached_property
    def named(self) -> dict[Hashable, Hashable]:
        """A type and a name -> its resource: for arguments that write the name out."""
        found = dict[Hashable, Hashable]()
        for _, block, address in self.resources:
            if block.labels[0] in OWNERS.values() and (values := self.values(block, ROWS[block.labels[0]][1])):
                found[block.labels[0], values[-1]] = ("whole", address)
        return found

    def condition(self, block: Block) -> tuple[int, Hashable]:
        """How many there are (1 where that is not written out), and what it hangs on."""
        attributes = block.body.attributes
        repeated = attributes.get("for_each") or attributes.get("count")
        if repeated is None:
            return 1, None
        value = repeated.value
        if isinstance(value, Call) and value.name == "toset" and len(value.arguments) == 1:
            value = value.arguments[0]
        if isinstance(value, Tuple | Object):
            return len(value.items), (None if value.items else "")
        if isinstance(value, Literal):
            return (value.value, None) if isinstance(value.value, int) else (1, None)
        return 1, self.of(value)

    def realm(self, block: Block) -> Hashable:
        """The provider and the region, where they are not the module's own."""
        attributes = block.body.attributes
        if "provider" not in attributes and "region" not in attributes:
            return None
        return tuple(self.of(attributes[name].value) if name in attributes else None for name in ("provider", "region"))

    def values(self, block: Block, row: Row) -> tuple[Hashable, ...] | None:
        """What a block is about; None where that is not said."""
        attributes, values = block.body.attributes, list[Hashable]()
        for argument, otherwise in row:
            attribute = attributes.get(argument)
            value = self.of(attribute.value) if attribute and not nothing(attribute.value) else otherwise
            if value in (None, ""):
                return None
            if isinstance(value, str) or value[:1] == ("template",):  # type: ignore[index]
                owner = OWNERS.get(argument)
                value = value if owner in (None, block.labels[0]) else self.named.get((owner, value), value)
            values.append(value)
        return tuple(values)

    def of(self, value: Any) -> Hashable:
        """The same for two expressions that say the same."""
        if isinstance(value, Literal):
            return str(value.value).lower() if isinstance(value.value, bool | None) else str(value.value)
        if isinstance(value, Name | Step):
            return self.path(value)
        if isinstance(value, Template):
            parts = [part if isinstance(part, str) else self.of(part) for part in value.parts]
            return parts[0] if len(parts) == 1 else ("template", *parts)
        if isinstance(value, Object):
            return ("object", *((self.of(key), self.of(item)) for key, item in value.items))
        kind = getattr(value, "name", getattr(value, "operator", getattr(value, "names", "")))
        parts = getattr(
            value, "arguments", getattr(value, "operands", getattr(value, "items", getattr(value, "parts", [])))
        )
        return (type(value).__name__, kind, *map(self.of, parts))

    def path(self, value: Name | Step) -> Hashable:
        name, steps = chain(value)
        if name is None:
            return ("step", *(self.of(part) for part in within(value) if isinstance(part, Literal | Call)))
        keys = [step.key if isinstance(step.key, str) else (self.of(step.key),) for step in steps]
        if name.name in ("each", "count"):
            self.varies = True
            return ("repeated", name.name, *keys, self.repetition)
        if name.name == "local" and len(keys) == 1 and (declared := self.declared.get(f"local.{keys[0]}")):
            if declared.address not in self.locals:
                self.locals[declared.address] = ("path", declared.address)  # for locals that go round
                (attribute,) = declared.body.attributes.values()
                self.locals[declared.address] = self.of(attribute.value)
            return self.locals[declared.address]
        size = 2 if name.name == "data" else 1
        if len(keys) > size and keys[-1] in WHOLE and not any(isinstance(key, str) for key in keys[size:-1]):
            return ("whole", ".".join(map(str, (name.name, *keys[:size]))), *keys[size:-1])
        return ("path", name.name, *keys)


def nothing(value: Any) -> bool:
    return isinstance(value, Literal) and value.value is None
