"""What has to hold of every page without errors, tried on random ones: of all kinds, integrations and options.

The same pages at each run; EVENTGEN_PAGES=5000 tries so many others, and looks for the smallest that fails.
"""

import gc
import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import hcl2
import pytest
from corpus import module
from hcl_judges import hashicorp
from mending import mended, read
from offered import chosen, offered
from option_values import Data
from rendered import differences, own_tests, render, root_module, tree
from strategy import FILES, integration_of, kind_of, raw_pages
from terraform import Terraform
from turns import COUNT, sample, tried
from yaml_text import yaml

from eventgen import cache, kinds, pipeline
from eventgen import check as checking
from eventgen.compare import compare
from eventgen.fmt import fmt
from eventgen.module import Module
from eventgen.reader import Unreadable
from eventgen.reader import read as strictly

PARTS = 10  # that may run side by side
SEEDS = ("0", "42")  # of Python's hashes
OWN_TESTS = int(
    os.environ.get("EVENTGEN_OWN_TESTS", "10")
)  # pages whose modules Terraform tests, some two seconds each
BLOCK = re.compile(r"^resource .*?^\}$", re.M | re.S)
SID = re.compile(r'^ +Sid += "(\w+)"$', re.M)


@dataclass(frozen=True)
class Made:
    """A random page, and what became of it."""

    data: Data
    page: pipeline.Page
    files: Mapping[str, bytes]

    @property
    def texts(self) -> dict[str, str]:
        return {path: content.decode() for path, content in self.files.items() if path.endswith(".tf")}


Law = Callable[[Made], Iterator[str]]  # says what is wrong with what became of a page


def reads_the_same(made: Made) -> Iterator[str]:
    again = read(made.data, made.page.document.file)
    if repr(again.document.data) != repr(made.data):
        yield "the YAML does not say what was drawn"
    if (again.graph, again.found) != (made.page.graph, made.page.found):
        yield "a second reading gives another graph"


def renders_the_same(made: Made) -> Iterator[str]:
    yield from differences(made.files, module(made.page))


def is_read_strictly(made: Made) -> Iterator[str]:
    for path, text in made.texts.items():
        try:
            strictly(path, text)
        except Unreadable as error:
            yield f"{path}: {error}"


def is_hcl(made: Made) -> Iterator[str]:
    yield from (f"{path}: {words}" for path, text in made.texts.items() if (words := python_hcl2(text)))


@lru_cache(1000)  # many small files are those of other pages
def python_hcl2(text: str) -> str:
    """What python-hcl2 says against a text; empty if nothing."""
    gc.disable()  # it would look for cycles in the tree, and take as long as the parser
    try:
        hcl2.parses_to_tree(text)
    except Exception as error:  # lark raises many kinds
        return str(error) or repr(error)
    finally:
        gc.enable()
    return ""


def passes_the_check(made: Made) -> Iterator[str]:
    """The steps before the last."""
    name, file = made.page.graph.header.name, made.page.document.file
    yield from map(str, checking.check([Module(name, file, made.files).candidate]))


def is_lifted_to_the_same(made: Made) -> Iterator[str]:
    """lift(parse(render(graph))) == graph: the last step of the check."""
    files = [strictly(path, text) for path, text in made.texts.items()]
    yield from map(str, compare(files, pipeline.source(made.page)))


def is_formatted(made: Made) -> Iterator[str]:
    yield from (path for path, text in made.texts.items() if fmt(text) != text)


def names_statements_apart(made: Made) -> Iterator[str]:
    """AWS refuses a policy that has a Sid twice."""
    for path, text in made.texts.items():
        for block in BLOCK.findall(text):
            said = SID.findall(block)
            yield from (f"{path}: the Sid {sid} stands there twice" for sid in set(said) if said.count(sid) > 1)


# A law more is a function more in this list
LAWS: tuple[Law, ...] = (
    reads_the_same,
    renders_the_same,
    is_read_strictly,
    is_hcl,
    passes_the_check,
    is_lifted_to_the_same,
    is_formatted,
    names_statements_apart,
)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages, with the files that they may name."""
    folder = tmp_path_factory.mktemp("beside")
    (folder / FILES["folder"]).mkdir(parents=True)
    (folder / FILES["folder"] / "app.py").write_text("def handler(event, context): ...\n")
    (folder / FILES["json"]).write_text('{"StartAt": "a", "States": {"a": {"Type": "Succeed"}}}')
    with zipfile.ZipFile(folder / FILES["zip"], "w") as archive:
        archive.writestr("app.py", "")
    return folder


def made(data: Data, folder: Path) -> Made:
    page = read(data, str(folder / "page.yaml"))
    return Made(data, page, module(page))


@pytest.mark.parametrize("part", range(PARTS))
def test_the_law(part: int, beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda name: None)
    monkeypatch.setattr(checking, "JUDGED_TWICE", 0)  # `is_hcl` asks the second judge

    def holds(data: Data) -> None:
        one = made(data, beside)
        wrong = [f"{law.__name__}: {words}" for law in LAWS for words in law(one)]
        assert not wrong, "\n".join([*wrong, yaml(data)])

    tried(range(part, COUNT, PARTS), holds)


def test_hashicorps_own_parser_takes_it(beside: Path) -> None:
    verdict = hashicorp()

    def holds(data: Data) -> None:
        wrong = {path: words for path, text in made(data, beside).texts.items() if (words := verdict(text))}
        assert not wrong, yaml(data)

    tried(range(0, COUNT, 10), holds)


def test_every_kind_integration_and_option_is_tried() -> None:
    """Also: most of what is drawn is sound, or soon is."""
    said: set[str] = set()
    drawn, kept = Counter[str](), Counter[str]()

    def tally(data: Data) -> None:
        drawn.update({"pages": 1, **sizes(data)})
        if sound := mended(data):
            kept.update({"pages": 1, **sizes(sound)})
            said.update(chosen(read(sound)))

    tried(range(0, COUNT, 2), tally, raw_pages)
    wanted = set(offered())
    # more of the pages that may have what is left out
    for turn in (*range(1, COUNT, 2), *range(COUNT, 4 * COUNT)):
        if any(made_in(turn) & {owner(each)} for each in wanted - said):
            tried([turn], tally, raw_pages)
    assert sorted(wanted - said) == []
    assert kept["pages"] > 0.9 * drawn["pages"]
    assert kept["nodes"] > 0.8 * drawn["nodes"]
    assert kept["flows"] > 0.6 * drawn["flows"]


def made_in(turn: int) -> set[str]:
    """The kind and the integration whose turn it is."""
    return {kind_of(turn), integration_of(turn)}


def owner(offer: str) -> str:
    """`rule_to_stream.dead_letter by name` -> `rule_to_stream`."""
    return re.split(r"[. ]", offer)[0]


def sizes(data: Data) -> dict[str, int]:
    sections = [data[section] for section in map(kinds.plural, kinds.names("resources")) if section in data]
    return {"nodes": sum(map(len, sections)), "flows": len(data.get("flows", []))}


def modules(data: Iterable[Data], folder: Path) -> dict[str, Mapping[str, bytes]]:
    return {one["name"]: made(one, folder).files for one in data}


def test_hash_seed_changes_nothing(beside: Path, tmp_path: Path) -> None:
    files = []
    for data in sample(10):
        files.append(beside / f"{data['name']}.eventgen.yaml")
        files[-1].write_text(yaml(data), "utf-8")
    for hashes in SEEDS:
        render(tmp_path / hashes, *files, seed=hashes)
    first, other = (tree(tmp_path / hashes) for hashes in SEEDS)
    assert len(first) > len(files)
    assert not list(differences(first, other))


@pytest.mark.terraform
def test_terraform_takes_it(terraform: Terraform, beside: Path, tmp_path: Path) -> None:
    root_module(tmp_path, modules(sample(30), beside))
    done = terraform(tmp_path / "modules", "fmt", "-check", "-recursive", "-diff", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr
    terraform.init(tmp_path)
    verdict = terraform.validate(tmp_path)
    # an attribute that a page wants ignored may be an old one
    assert [each for each in verdict["diagnostics"] if each["summary"] != "Deprecated attribute"] == []
    assert verdict["valid"]


@pytest.mark.terraform
def test_it_passes_its_own_tests(terraform: Terraform, beside: Path, tmp_path: Path) -> None:
    """Pages without variables: whether the provider takes a value of theirs is up to who gives it."""
    done = own_tests(terraform, tmp_path, modules(sample(OWN_TESTS, variables=False), beside))
    assert done.returncode == 0, done.stdout + done.stderr
