"""A page -> the blocks of its module, as an independent reader finds them: what tests of constructions judge."""

from collections.abc import Iterator, Mapping
from typing import Any

import hcl_values
from corpus import module
from hcl_values import Block, Expression

from eventgen.diagnostics import Severity
from eventgen.pipeline import Page, read

HEAD = "eventgen: 1\nname: t\n"
FUNCTION = "{code: {image: i}}"
Statement = dict[str, Any]


class Made:
    """The blocks of a module, by address."""

    def __init__(self, body: str | Page) -> None:
        page = read("t.eventgen.yaml", (HEAD + body).encode()) if isinstance(body, str) else body
        assert page.sound, page.found
        self.read({path: content.decode() for path, content in module(page).items() if path.endswith(".tf")})

    @classmethod
    def of_files(cls, files: Mapping[str, str]) -> "Made":
        """What stands in files, whoever wrote them."""
        made = cls.__new__(cls)
        made.read(files)
        return made

    def read(self, files: Mapping[str, str]) -> None:
        self.files = files
        roots = [hcl_values.read(text) for path, text in files.items() if path.endswith(".tf")]
        self.blocks = {block.address: block for root in roots for block in root.blocks}

    def __getitem__(self, address: str) -> Block:
        return self.blocks[f"resource.{address}"]

    def all(self, type_: str) -> list[Block]:
        """The resources of a type; a test about none of them would test nothing."""
        found = [block for block in self.blocks.values() if block.labels[:1] == (type_,)]
        assert found, type_
        return found

    def of(self, type_: str) -> list[Block]:
        """The resources of a type, if there are any."""
        return [block for block in self.blocks.values() if block.labels[:1] == (type_,)]

    def statements(self, address: str, argument: str = "policy") -> dict[str, Statement]:
        """The statements of a policy, by their Sid."""
        return {each["Sid"]: each for each in self[address].attributes[argument]["Statement"]}


def everything(block: Block) -> Iterator[tuple[str, Any]]:
    """Every argument of a block and of the blocks in it."""
    yield from block.attributes.items()
    for inner in block.blocks:
        yield inner.type, inner
        yield from everything(inner)


def names(block: Block) -> set[str]:
    """The names of all arguments and blocks in a block."""
    return {name for name, _ in everything(block)}


def refused(body: str) -> list[str]:
    """The codes of all errors of a page."""
    page = read("t.eventgen.yaml", (HEAD + body).encode())
    return [found.code for found in page.found if found.severity is Severity.ERROR]


def code(value: Any) -> str:
    """The source of an expression."""
    assert isinstance(value, Expression), value
    return value.code
