"""Files of a module -> what it declares: everything that has an address."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from eventgen.diagnostics import Diagnostic, Place, Severity
from eventgen.syntax import Block, Body, File, Literal, Name, Step, within

Blocks = list[tuple[File, Block, str]]  # the last is the address, where there is one

PREFIXES = {"resource": "", "data": "data.", "ephemeral": "ephemeral.", "variable": "var.", "output": "output."}
PREFIXES |= {"module": "module.", "check": "check."}


@dataclass(slots=True)
class Declared:
    """Something of the module that has an address."""

    address: str
    file: File
    at: int
    body: Body
    repeated: str = ""  # "count" or "for_each"

    @property
    def place(self) -> Place:
        """The words before the brace or the equals sign."""
        text = self.file.text
        end = min(e for e in (text.find(c, self.at) % (len(text) + 1) for c in "{=\n") if e >= 0)
        return self.file.place(self.at, max(1, len(text[self.at : end].rstrip())))

    @property
    def where(self) -> str:
        place = self.place
        return f"{place.file}:{place.line}"


@dataclass(slots=True)
class Module:
    """What the files of a module declare, and what refers to what: address -> address -> offset."""

    declared: dict[str, Declared] = field(default_factory=dict)
    providers: set[str] = field(default_factory=set)  # local names of required_providers, and their aliases
    edges: dict[str, dict[str, int]] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)  # what those refer to on which nothing depends


def declarations(files: Sequence[File]) -> tuple[Module, list[Diagnostic], Blocks]:
    """Everything with an address, what is wrong with the addresses, and all blocks."""
    module, found, blocks = Module(), list[Diagnostic](), Blocks()
    for file in sorted(files, key=lambda file: file.overrides):  # as Terraform does, the others first
        for block in file.body.blocks:
            address = ""
            for declared in _of(file, block, module):
                address = address or declared.address
                found += (_laid_over if file.overrides else _added)(module, declared)
            blocks.append((file, block, address))
    return module, found, blocks


def _added(module: Module, declared: Declared) -> Iterator[Diagnostic]:
    first = module.declared.setdefault(declared.address, declared)
    if first is not declared:
        message = f"{declared.address} stands there twice: first at {first.where}"
        yield declared.file.finding(declared.place, Severity.ERROR, "TFC001", message, "keep one of them")


def _laid_over(module: Module, declared: Declared) -> Iterator[Diagnostic]:
    """A block of an override file changes one of the module: https://developer.hashicorp.com/terraform/language/files/override"""
    address = declared.address
    if first := module.declared.get(address):
        first.repeated = declared.repeated or first.repeated
    elif address.startswith("provider.") and address.count(".") == 1:
        module.declared[address] = declared
    else:
        message, fix = f"the module has no {address} to override", "move the block to a file of another name"
        yield declared.file.finding(declared.place, Severity.ERROR, "TFC018", message, fix)


def _of(file: File, block: Block, module: Module) -> Iterable[Declared]:
    attributes, kind = block.body.attributes, block.type
    if kind in PREFIXES and len(block.labels) == (2 if kind in ("resource", "data", "ephemeral") else 1):
        repeated = "for_each" if "for_each" in attributes else "count" if "count" in attributes else ""
        declared = Declared(PREFIXES[kind] + ".".join(block.labels), file, block.at, block.body, repeated)
        within = (
            [_of(file, inner, module) for inner in block.body.blocks if inner.type == "data"] if kind == "check" else ()
        )
        return declared, *(data for found in within for data in found)
    if kind == "locals":
        return [Declared(f"local.{name}", file, a.at, Body({name: a})) for name, a in attributes.items()]
    if kind == "provider" and block.labels:
        alias = attributes["alias"].value if "alias" in attributes else None
        name = f"{block.labels[0]}.{alias.value}" if isinstance(alias, Literal) else block.labels[0]
        return (Declared(f"provider.{name}", file, block.at, block.body),)
    if kind == "terraform":
        module.providers.update(_required(block.body))
    return ()


def _required(body: Body) -> Iterator[str]:
    """The local names of providers, and the aliases that whoever calls the module hands over."""
    for block in body.blocks:
        for name, attribute in block.body.attributes.items() if block.type == "required_providers" else ():
            yield name
            for part in within(attribute.value):
                if isinstance(part, Step) and isinstance(part.of, Name):
                    yield f"{part.of.name}.{part.key}"
