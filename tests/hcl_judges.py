"""Who says whether a text is HCL: pygohcl (HashiCorp's own parser) and Terraform. Tests skip what is missing."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from terraform import NO_BINARY, Terraform


def hashicorp() -> Callable[[str], str]:
    """What pygohcl says against the syntax of a text; empty if nothing."""
    pygohcl = pytest.importorskip("pygohcl", reason="pygohcl is not installed (wheels for CPython 3.10 to 3.13 only)")

    def verdict(text: str) -> str:
        try:
            pygohcl.loads(text)
        except pygohcl.HCLParseError as error:
            return str(error)
        except (pygohcl.HCLInternalError, ValueError):  # parsed, but as values too much for it or for json
            return ""
        return ""

    return verdict


def offline(folder: Path) -> Terraform:
    """Terraform without providers, its settings kept in a folder."""
    found = shutil.which("terraform")
    if not found:
        pytest.skip(NO_BINARY)
    settings = folder / "terraform.tfrc"
    settings.write_text("disable_checkpoint = true\n")
    return Terraform(found, settings)


def formatted(folder: Path, texts: list[str]) -> list[bool]:
    """Which texts `terraform fmt` can read, all in one run."""
    terraform = offline(folder)
    for index, text in enumerate(texts):
        (folder / f"t{index}.tf").write_text(text, "utf-8", newline="")
    done = terraform(folder, "fmt", "-write=false", "-list=false", "-no-color")
    bad = {int(index) for index in re.findall(r"^ +on t(\d+)\.tf line", done.stderr, re.MULTILINE)}
    assert (done.returncode == 2) == bool(bad), done.stderr
    return [index not in bad for index in range(len(texts))]
