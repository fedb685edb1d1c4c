"""What the templates may write at all: for tests of what a module never says."""

import re
from functools import cache

from corpus import ROOT

_RESOURCE = re.compile(r'^resource "(\w+)"', re.M)
_ARGUMENT = re.compile(r"^\s*(\w+)(?= =| \{)", re.M)


@cache
def texts() -> tuple[str, ...]:
    """Every template."""
    found = tuple(path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*.j2")))
    assert found
    return found


def types() -> set[str]:
    """The types of all resources."""
    return {type_ for text in texts() for type_ in _RESOURCE.findall(text)}


def written() -> set[str]:
    """The names of all arguments and blocks."""
    return {name for text in texts() for name in _ARGUMENT.findall(text)}
