"""The goldens, damaged in every way that the modules of `mutation` know: deterministic, and each mutant with a name.

A mutant is a module with a change that means something, an equivalent one with a change that means nothing. The check
has to find every mutant and may find no equivalent.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from corpus import GOLDEN
from mutation.additions import additions
from mutation.blocks import blocks
from mutation.defaults import defaults
from mutation.documents import documents
from mutation.files import files
from mutation.layout import layout
from mutation.pieces import Golden, Mutant
from mutation.policies import policies
from mutation.references import references, types
from mutation.swaps import swaps
from mutation.values import values

NAMES = tuple(sorted(folder.name for folder in GOLDEN.iterdir()))
Damage = Callable[[Golden], Iterator[Mutant]]
DAMAGES: tuple[Damage, ...] = (policies, blocks, swaps, values, references, types, additions, files)
SAME: tuple[Damage, ...] = (layout, documents, defaults)


@cache
def golden(name: str) -> Golden:
    folder = GOLDEN / name
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return Golden(name, {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def mutants(name: str) -> Iterator[Mutant]:
    """All of a golden; what two kinds of damage do alike is there once, and what means the same is not."""
    seen = {mutant.edits for mutant in equivalents(name)}
    for damage in DAMAGES:
        for mutant in damage(golden(name)):
            if mutant.edits not in seen:
                seen.add(mutant.edits)
                yield mutant


def equivalents(name: str) -> Iterator[Mutant]:
    """A golden, written otherwise in every way."""
    for same in SAME:
        yield from same(golden(name))


def everything(of: Callable[[str], Iterable[Mutant]]) -> list[Mutant]:
    return [mutant for name in NAMES for mutant in of(name)]


def sampled(found: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Some of them: of every kind in turn, and of a kind from the golden that has given the fewest so far."""
    chosen = random.Random(seed)
    kinds: dict[str, dict[str, list[Mutant]]] = {}
    for mutant in found:
        kinds.setdefault(mutant.kind, {}).setdefault(mutant.golden.name, []).append(mutant)
    given = dict.fromkeys(NAMES, 0)
    taken: list[Mutant] = []
    while kinds and len(taken) < count:
        for kind in sorted(kinds)[: count - len(taken)]:
            name = min(kinds[kind], key=lambda name: (given[name], name))
            left = kinds[kind][name]
            taken.append(left.pop(chosen.randrange(len(left))))
            given[name] += 1
            if not left:
                del kinds[kind][name]
        kinds = {kind: left for kind, left in kinds.items() if left}
    return taken
