"""Damage to whole files: one that is not there, code or a definition that is not the page's."""

from collections.abc import Iterator

from mutation.pieces import Edit, Golden, Mutant


def files(golden: Golden) -> Iterator[Mutant]:
    """Every file but the README, which is no part of the module that Terraform sees."""
    for path in golden.files:
        text = golden.text(path)
        if path == "README.md":
            continue
        name, middle = f"{golden.name}/{path}: file", len(text) // 2
        yield Mutant(golden, "file: dropped", f"{name}: dropped", (Edit(path, 0, len(text), ""),))
        if path not in golden.texts:
            other = "x" if text[middle] != "x" else "y"
            yield Mutant(golden, "file: changed", f"{name}: changed", (Edit(path, middle, middle + 1, other),))
