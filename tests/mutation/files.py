"""Damage to whole files: one that is not there."""

from collections.abc import Iterator

from mutation.pieces import Edit, Golden, Mutant


def files(golden: Golden) -> Iterator[Mutant]:
    """Every file but the README, which is no part of the module that Terraform sees."""
    for path in golden.files:
        text = golden.text(path)
        if path == "README.md":
            continue
        yield Mutant(golden, "file: dropped", f"{golden.name}/{path}: file: dropped", (Edit(path, 0, len(text), ""),))
