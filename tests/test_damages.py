"""A module that is damaged by hand fails its own tests, with a message that names the node: tests/damages.yaml."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from corpus import GOLDEN, PAGES, example
from rendered import Files, own_tests, tree
from terraform import Terraform

from eventgen import kinds

BLOCK = re.compile(r"^Error: .*?(?=^Error: |\Z)", re.M | re.S)
WHOSE = re.compile(r"^  on (?:modules|tests)/(\d+)\b", re.M)


class Damage(NamedTuple):
    """An edit of a file of a golden, and what has to be said of it."""

    golden: str
    file: str
    before: str
    after: str
    says: str

    def done(self) -> Files:
        files = tree(GOLDEN / self.golden)
        text = files[self.file].decode()
        assert self.before in text, f"{self.golden}/{self.file} holds no {self.before!r}"
        return {**files, self.file: text.replace(self.before, self.after, 1).encode()}


DAMAGES = [
    Damage(each["golden"], each["file"], each["from"], each["to"], each["says"])
    for each in yaml.safe_load(Path(__file__).with_name("damages.yaml").read_text("utf-8"))
]


def said(output: str) -> dict[int, str]:
    """What is wrong with the module of each number, in lines that are not broken."""
    found: dict[int, str] = {}
    for block in BLOCK.findall(output):
        if whose := WHOSE.search(block):
            number = int(whose[1])
            found[number] = found.get(number, "") + re.sub(r"\s+", " ", block) + "\n"
    return found


@pytest.mark.terraform
def test_each_damage_is_told_by_the_tests_of_the_module(terraform: Terraform, tmp_path: Path) -> None:
    done = own_tests(terraform, tmp_path, {str(number): damage.done() for number, damage in enumerate(DAMAGES)})
    found = said(done.stdout + done.stderr)
    missed = [damage for number, damage in enumerate(DAMAGES) if damage.says not in found.get(number, "")]
    assert not missed, "\n\n".join(f"{damage}\n{found.get(DAMAGES.index(damage))}" for damage in missed)


def test_every_kind_is_damaged() -> None:
    """Those of which something is made, and whose nodes the goldens with damages have."""
    goldens = {damage.golden for damage in DAMAGES}
    assert goldens <= set(PAGES)
    of = {node.kind.name for golden in goldens for node in example(golden).graph.nodes.values()}
    made = {kind for kind in kinds.names("resources") if kinds.found("resources", kind).template}
    assert made <= of
