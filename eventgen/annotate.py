"""The files of a module -> the same with what another program reads of its resources, as comments: `render --annotate`.

What Checkov is not to look for stands in data/checkov.json, by the type of the resource, with the reason.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from eventgen.module import HCL

RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)" \{\n(.*?)^\}$', re.MULTILINE | re.DOTALL)  # as fmt lays it out
Bodies = Mapping[tuple[str, str], str]  # type and label of resources -> what stands in them


@dataclass(frozen=True)
class Skip:
    """A check that is not for a type of resource. `when` and `unless` are looked for in the text of the resource, or
    of the one of the type `beside` with the same label."""

    check: str
    type: str
    asks: str
    reason: str
    beside: str = ""
    when: str = ""
    unless: str = ""

    def holds(self, label: str, bodies: Bodies) -> bool:
        text = bodies.get((self.beside or self.type, label), "")
        unless = self.unless and re.search(self.unless, text, re.MULTILINE)
        return not unless and re.search(self.when, text, re.MULTILINE) is not None


@cache
def skips() -> tuple[Skip, ...]:
    """All of them."""
    text = files("eventgen").joinpath("data/checkov.json").read_text("utf-8")
    return tuple(Skip(**each) for each in json.loads(text))


def annotated(module: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with a comment for each check that is not for the resource in which it stands."""
    texts = {path: content.decode() for path, content in module.items() if path.endswith(HCL)}
    bodies = {(of[1], of[2]): of[3] for text in texts.values() for of in RESOURCE.finditer(text)}

    def commented(of: re.Match[str]) -> str:
        head, _, rest = of[0].partition("\n")
        return "\n".join([head, *_comments(of[1], of[2], bodies), rest])

    return {**module, **{path: RESOURCE.sub(commented, text).encode() for path, text in texts.items()}}


def _comments(type_: str, label: str, bodies: Bodies) -> Iterator[str]:
    for skip in _of_type().get(type_, ()):
        if skip.holds(label, bodies):
            yield f"  #checkov:skip={skip.check}: {skip.reason}"


@cache
def _of_type() -> dict[str, list[Skip]]:
    found: dict[str, list[Skip]] = {}
    for skip in skips():
        found.setdefault(skip.type, []).append(skip)
    return found
