"""What is shipped: the wheel and the sdist hold what they should, and the wheel works outside a checkout."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEFT_OUT = (".pyc", ".DS_Store")


def run(*command: str | Path, folder: Path) -> str:
    """What a command says, without what the environment of the tests would bring along."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of this checkout."""
    if not find_spec("hatchling"):
        pytest.skip("hatchling is not installed: nothing builds the package")
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, folder=ROOT)
    return folder


def shipped(*folders: str) -> set[str]:
    """The files of the checkout's folders."""
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in paths if not path.name.endswith(LEFT_OUT)}


def in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if name.startswith("eventgen/")}


def test_wheel_holds_code_templates_and_patterns(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    moved = {path.replace("templates/", "eventgen/templates/", 1) for path in shipped("templates")}
    moved |= {path.replace("examples/", "eventgen/", 1) for path in shipped("examples/patterns")}
    assert in_wheel(wheel) == shipped("eventgen") | moved
    assert "eventgen/py.typed" in in_wheel(wheel)


def test_sdist_makes_the_same_wheel(built: Path, tmp_path: Path) -> None:
    (sdist,), (wheel,) = built.glob("*.tar.gz"), built.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", folder=source)
    (again,) = (tmp_path / "dist").iterdir()
    assert again.name == wheel.name
    assert in_wheel(again) == in_wheel(wheel)


@pytest.mark.skipif(sys.platform == "win32", reason="environments have another layout there")
def test_wheel_works_outside_the_checkout(built: Path, tmp_path: Path) -> None:
    """In an environment of its own, which borrows the dependencies of the one that runs the tests, and no index."""
    if not find_spec("pip"):
        pytest.skip("pip is not installed: nothing installs the package")
    (wheel,) = built.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", "env", folder=tmp_path)
    python = tmp_path / "env" / "bin" / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, folder=tmp_path)
    (packages,) = (tmp_path / "env" / "lib").glob("python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")

    where = run(python, "-c", "import eventgen; print(eventgen.__file__)", folder=tmp_path)
    assert Path(where.strip()).is_relative_to(packages)
    command = tmp_path / "env" / "bin" / "eventgen"
    run(command, "init", "--pattern", "s3-eventbridge", "demo", folder=tmp_path)
    run(command, "validate", "demo", folder=tmp_path)
    assert "files written" in run(command, "render", "demo", folder=tmp_path)
    assert (tmp_path / "terraform" / "uploads" / "state_machines.tf").is_file()
