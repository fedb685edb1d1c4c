"""Damage by whole files: one that is not there, one that Terraform lays over the others."""

from collections.abc import Iterator

from eventgen.plan import TESTS
from mutation.pieces import Edit, Golden, Mutant


def files(golden: Golden) -> Iterator[Mutant]:
    """Every file but the README and the tests, which are no part of what Terraform applies; and an override of each."""
    for path in golden.files:
        text = golden.text(path)
        if path in ("README.md", TESTS):
            continue
        yield Mutant(golden, "file: dropped", f"{golden.name}/{path}: file: dropped", (Edit(path, 0, len(text), ""),))
    for file in golden.trees:
        block = next(iter(file.body.blocks))
        if block.type == "resource":
            head = " ".join(("resource", *(f'"{label}"' for label in block.labels)))
            text = f"{head} {{\n  lifecycle {{\n    ignore_changes = all\n  }}\n}}\n"
            name = f"{golden.name}/{file.path}: file: overridden: {'.'.join(block.labels)}"
            yield Mutant(golden, "file: overridden", name, (Edit("mutant_override.tf", 0, 0, text),))
