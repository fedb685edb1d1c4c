"""The real Terraform without a network: its binary, the provider mirror of this machine, a configuration of its own."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

REGISTRY = "registry.terraform.io"
PROVIDER = Path(REGISTRY, "hashicorp", "aws")
NO_BINARY = "terraform is not on PATH"
NO_MIRROR = "no provider mirror for hashicorp/aws"
DEPTH = 4  # of the search below the root: a few hundred folders
PASSED_OVER = frozenset({"proc", "sys", "dev", "run"})
SETTINGS = re.compile(r'filesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"([^"]+)"|^\s*plugin_cache_dir\s*=\s*"([^"]+)"', re.M)
REATTACH = re.compile(r"TF_REATTACH_PROVIDERS='(.*)'")  # what a provider says that was started with -debug
CONFIGURATION = """disable_checkpoint = true

provider_installation {{
  filesystem_mirror {{
    path = {path}
  }}
}}
"""


class Missing(Exception):
    """What a machine lacks to run Terraform: the reason to skip a test."""


@dataclass(frozen=True)
class Terraform:
    """A Terraform that installs providers from a mirror and reads no settings but its own."""

    binary: str
    settings: Path
    attached: str = ""  # the provider that runs already, as Terraform reads it out of TF_REATTACH_PROVIDERS

    def __call__(self, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """`terraform ARGUMENTS` in a folder, whatever comes of it."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("TF_", "AWS_"))}
        environment = {**kept, "TF_CLI_CONFIG_FILE": str(self.settings), "TF_IN_AUTOMATION": "1"}
        environment |= {"TF_REATTACH_PROVIDERS": self.attached} if self.attached else {}
        command = [self.binary, *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    def init(self, folder: Path) -> None:
        """Installs modules and providers; no backend."""
        done = self(folder, "init", "-backend=false", "-input=false", "-no-color")
        assert done.returncode == 0, done.stdout + done.stderr

    @contextmanager
    def served(self, folder: Path) -> Iterator["Terraform"]:
        """The same with one provider for all that is run, the one that a folder was initialised with: `terraform test`
        starts it half a dozen times for each file, and that takes longer than all else."""
        (provider,) = folder.glob(f".terraform/providers/{PROVIDER.as_posix()}/*/*/terraform-provider-aws*")
        command = [str(provider), "-debug"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            try:
                assert process.stdout
                told = (REATTACH.search(line) for line in process.stdout)
                yield replace(self, attached=next(found[1] for found in told if found))
            finally:
                process.terminate()

    def validate(self, folder: Path) -> dict[str, Any]:
        """Terraform's verdict: `valid`, `error_count`, `warning_count`, `diagnostics`."""
        verdict: dict[str, Any] = json.loads(self(folder, "validate", "-json").stdout)
        return verdict


def terraform(scratch: Path) -> Terraform:
    """The Terraform of this machine, its settings kept in the scratch folder. Raises Missing."""
    binary = shutil.which("terraform")
    if not binary:
        raise Missing(NO_BINARY)
    mirror = next((folder for folder in _mirrors() if (folder / PROVIDER).is_dir()), None)
    if not mirror:
        raise Missing(NO_MIRROR)
    settings = scratch / "terraform.tfrc"
    settings.write_text(CONFIGURATION.format(path=json.dumps(mirror.as_posix())), "utf-8")
    return Terraform(binary, settings)


def _mirrors() -> Iterator[Path]:
    """Folders that may be a mirror, those that Terraform itself would ask first."""
    yield from _configured()
    yield from _implied()
    yield from _searched(Path(Path.cwd().anchor), DEPTH)


def _configured() -> Iterator[Path]:
    for file in filter(None, (os.environ.get("TF_CLI_CONFIG_FILE"), str(Path.home() / ".terraformrc"))):
        try:
            text = Path(file).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        yield from (Path(mirror or cache).expanduser() for mirror, cache in SETTINGS.findall(text))
    if cache := os.environ.get("TF_PLUGIN_CACHE_DIR"):
        yield Path(cache)


def _implied() -> Iterator[Path]:
    """Where Terraform looks unasked (its CLI configuration, "Implied Local Mirror Directories")."""
    home = Path.home()
    yield home / ".terraform.d/plugins"
    yield home / "Library/Application Support/io.terraform/plugins"
    data = os.environ.get("XDG_DATA_HOME") or str(home / ".local/share")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    yield from (Path(folder, "terraform/plugins") for folder in (data, *shared.split(":")))


def _searched(root: Path, depth: int) -> Iterator[Path]:
    """Folders that hold one named like the registry, the nearest to the root first."""
    level, temporary = [root], Path(tempfile.gettempdir())
    for _ in range(depth):
        below = sorted(path for folder in level for path in _folders(folder) if path != temporary)
        yield from (path.parent for path in below if path.name == REGISTRY)
        level = below


def _folders(folder: Path) -> Iterator[Path]:
    """The folders in a folder, links and hidden ones left out; none where it may not be read."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                hidden = entry.name.startswith(".") or entry.name in PASSED_OVER
                if not hidden and entry.is_dir(follow_symlinks=False):
                    yield Path(entry.path)
    except OSError:
        return
