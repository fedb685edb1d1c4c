"""The proof of the check: it finds whatever is wrong with a damaged module, and nothing in one that says the same.

Some mutants are judged, in every run the same; EVENTGEN_MUTANTS=all judges all of them, which takes its time.
"""

import functools
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import test_goldens
import yaml
from corpus import example
from mutants import NAMES, equivalents, everything, golden, mutants, sampled
from mutation.pieces import Mutant, Piece
from rendered import root_module
from terraform import Terraform

from eventgen import cache, check, pipeline, reader
from eventgen.diagnostics import Diagnostic
from eventgen.expressions import Expressions
from eventgen.module import Module, Source
from eventgen.syntax import Attribute, Block

SEED = 3

# Kinds of damage, and how many goldens have it at least
EVERYWHERE = len(NAMES)
KINDS = {
    "argument: another of the same type": 25,
    "argument: argument added": 30,
    "argument: block dropped": 30,
    "argument: bodies swapped": 10,
    "argument: bodies swapped of blocks that nothing names": 20,
    "argument: count of 0": 30,
    "argument: doubled under another label": 30,
    "argument: dropped": 30,
    "argument: flag flipped": 25,
    "argument: line added": 30,
    "argument: literal in its place": 30,
    "argument: nested block dropped": 25,
    "argument: number 0": 30,
    "argument: number of another magnitude": 30,
    "argument: number plus 1": 30,
    "argument: one character changed": 30,
    "argument: string emptied": 30,
    "argument: values of two blocks swapped": 20,
    "depends_on: dropped": 20,
    "file: dropped": EVERYWHERE,
    "lifecycle: dropped": 5,
    "local: dropped": 30,
    "module: foreign block added": EVERYWHERE,
    "output: another of the same type": 25,
    "output: block dropped": 30,
    "output: values of two blocks swapped": 30,
    "pattern: entry dropped": 15,
    "pattern: key renamed": 15,
    "pattern: one character changed": 15,
    "policy: action widened": 30,
    "policy: condition dropped": 30,
    "policy: effect turned": 30,
    "policy: principal widened": 30,
    "policy: statement dropped": 30,
    "tags: dropped": 30,
    "terraform: string emptied": EVERYWHERE,
    "variable: dropped": EVERYWHERE,
    "variable: line added": EVERYWHERE,
    "variable: nested block dropped": EVERYWHERE,
    "variable: type changed": EVERYWHERE,
}


@functools.cache
def every_mutant() -> list[Mutant]:
    return everything(mutants)


@functools.cache
def every_equivalent() -> list[Mutant]:
    return everything(equivalents)


@pytest.mark.parametrize("name", NAMES)
def test_a_piece_is_what_the_reader_says(name: str) -> None:
    for piece in golden(name).pieces:
        assert placed(piece) is type(piece.node), f"{piece.words}: {piece.text}"


def placed(piece: Piece) -> type:
    """What the text of a piece is to the reader: all of it, and nothing more."""
    if isinstance(piece.node, tuple):  # an entry of an object
        read = Expressions(f"{{ {piece.text} }}")
        read.advance()
        assert len(read.expression().items) == 1
        return tuple
    if isinstance(piece.node, Block | Attribute):
        body = reader.read("", piece.text + "\n").body
        assert len(body.blocks) + len(body.attributes) == 1
        return Block if body.blocks else Attribute
    read = Expressions(piece.text)
    read.advance()
    node = read.expression()
    assert read.kind == "end"
    return type(node)


def test_there_are_mutants_of_every_kind_and_each_has_a_name() -> None:
    goldens = defaultdict(set)
    for mutant in every_mutant():
        goldens[mutant.kind].add(mutant.golden.name)
    assert {kind: len(goldens[kind]) for kind in KINDS if len(goldens[kind]) < KINDS[kind]} == {}
    assert len(every_mutant()) > 50_000
    names = Counter(mutant.name for mutant in (*every_mutant(), *every_equivalent()))
    assert [name for name, count in names.items() if count > 1] == []


def test_a_mutant_differs_and_is_read() -> None:
    for mutant in sampled([*every_mutant(), *every_equivalent()], 3000, SEED):
        changed = mutant.texts
        assert any(text != mutant.golden.text(path) for path, text in changed.items()), mutant.name
        for path, text in changed.items():
            if path.endswith(".tf"):
                reader.read(path, text)


def test_samples_are_even_and_the_same_in_every_run() -> None:
    taken = sampled(every_mutant(), 1000, SEED)
    assert [m.name for m in taken] == [m.name for m in sampled(every_mutant(), 1000, SEED)]
    assert len({m.name for m in taken}) == 1000
    assert {m.kind for m in taken} == {m.kind for m in every_mutant()}
    of_golden = Counter(m.golden.name for m in taken)
    assert len(of_golden) == len(NAMES) and max(of_golden.values()) - min(of_golden.values()) < 10
    assert {m.name for m in taken} != {m.name for m in sampled(every_mutant(), 1000, SEED + 1)}


# The proof --------------------------------------------------------------------------------------------------


ALL = os.environ.get("EVENTGEN_MUTANTS") == "all"
SOME = 2000
JUDGED = 1_000_000 if ALL else SOME
LISTED = yaml.safe_load(Path(__file__).with_name("mutation_equivalents.yaml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """eventgen's own steps find what they find without the judges, and without what was found before."""
    monkeypatch.setattr(cache, "folder", lambda name: None)
    monkeypatch.setattr(check, "JUDGED_TWICE", 0)


@functools.cache
def source_of(name: str) -> Source:
    return pipeline.source(example(name))


def judged(mutant: Mutant) -> list[Diagnostic]:
    """What the check says of it."""
    source = source_of(mutant.golden.name)
    return check.check([Module(mutant.golden.name, source.document.file, mutant.files, source).candidate])


def listed(mutant: Mutant) -> bool:
    return any(re.search(entry["mutants"], mutant.name) for entry in LISTED)


@functools.cache
def chosen(of: Callable[[], list[Mutant]], count: int) -> Mapping[str, list[Mutant]]:
    """The mutants that are judged, by their goldens."""
    taken: dict[str, list[Mutant]] = {name: [] for name in NAMES}
    for mutant in sampled(of(), count, SEED):
        taken[mutant.golden.name].append(mutant)
    return taken


@pytest.mark.parametrize("name", NAMES)
def test_the_check_finds_every_mutant(name: str) -> None:
    mutants = [mutant for mutant in chosen(every_mutant, JUDGED)[name] if not listed(mutant)]
    survivors = [mutant for mutant in mutants if not judged(mutant)]
    assert len(mutants) > SOME // len(NAMES) // 2
    assert not survivors, "\n\n".join(f"{mutant.name}\n{mutant.difference}" for mutant in survivors)


# What the check once did not find: of these some are judged in every run
SURVIVED = (
    r"\.policy\[0\]: policy: entry added$",
    r"\.Statement: policy: item added$",
    r"processors\S*: argument: nested block doubled",
    r"processors\S*parameter_name: argument: ",
    r"\.required_providers: terraform: nested block dropped",
    r"filter_policy_scope: argument: (one character changed|string emptied|another string in its place)",
    r"aws_sns_topic_subscription\.\w+: argument: argument added: filter_policy_scope",
    r"aws_cloudwatch_event_target\.\w+\.input: argument: call unwrapped",
    r"\.event_pattern: pattern: function changed",
    r": argument: bodies swapped: aws_(api_gateway_integration|s3_bucket_policy|sqs_queue_policy)\.",
)


@pytest.mark.parametrize("pattern", SURVIVED)
def test_what_survived_once_is_found(pattern: str) -> None:
    mutants = [mutant for mutant in every_mutant() if re.search(pattern, mutant.name)]
    assert mutants
    assert [mutant.name for mutant in sampled(mutants, JUDGED // 200, SEED) if not judged(mutant)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_check_takes_every_equivalent(name: str) -> None:
    equivalents = chosen(every_equivalent, JUDGED // 3)[name]
    refused = [(mutant, found) for mutant in equivalents if (found := judged(mutant))]
    assert len(equivalents) > SOME // 3 // len(NAMES) // 2
    assert not refused, "\n\n".join(f"{mutant.name}\n{found[0]}\n{mutant.difference}" for mutant, found in refused)


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["because"][:50])
def test_what_is_listed_as_no_damage_is_none(entry: Mapping[str, str]) -> None:
    mutants = [mutant for mutant in every_mutant() if re.search(entry["mutants"], mutant.name)]
    found = [mutant.name for mutant in sampled(mutants, JUDGED // 100, SEED) if judged(mutant)]
    assert mutants, "the pattern is of no use"
    assert not found, "the check finds it: take it off the list"


@pytest.mark.terraform
def test_terraform_takes_the_equivalents(terraform: Terraform, tmp_path: Path) -> None:
    """One of each kind: what eventgen has to take is Terraform."""
    kinds = {mutant.kind for mutant in every_equivalent()}
    same = sampled(every_equivalent(), len(kinds), SEED)
    modules = {f"same-{number}": mutant.files for number, mutant in enumerate(same)}
    root_module(tmp_path, {**test_goldens.goldens(), **modules})
    terraform.init(tmp_path)
    verdict = terraform.validate(tmp_path)
    assert verdict["valid"], verdict["diagnostics"]
