"""A pattern -> the first files of a pipeline: a page, code that fits its event source, a pre-commit configuration."""

from importlib.resources import files
from pathlib import Path

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop
from eventgen.load import load
from eventgen.values import listed, suggestion

PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: eventgen-validate
        name: eventgen validate
        entry: eventgen validate
        language: system
        files: \\.eventgen\\.ya?ml$
        require_serial: true
      - id: eventgen-render-check
        name: eventgen render --check
        entry: eventgen render --check
        language: system
        always_run: true
        pass_filenames: false
"""


def patterns() -> dict[str, str]:
    """The patterns that a pipeline can begin with, each with the sentence that its page says of itself."""
    found = {}
    for folder in sorted(_folder().iterdir()):
        page = folder / f"{folder.name}.eventgen.yaml"
        if page.is_file():
            found[folder.name] = str(load(str(page)).data["description"])
    return found


def begin(pattern: str, folder: Path) -> list[Path]:
    """Writes the files of a pattern; never over a file that is there. Raises Stop, and then writes nothing."""
    known = patterns()
    if pattern not in known:
        fix = suggestion(pattern, known, "did you mean {}? ") + f"there are {listed(known)}"
        raise Stop([Diagnostic(Place("--pattern"), Severity.ERROR, "INIT001", f"no pattern is called {pattern}", fix)])
    source = _folder() / pattern
    texts = {
        folder / path.relative_to(source): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }
    texts[folder / ".pre-commit-config.yaml"] = PRE_COMMIT.encode()
    there = [path for path in texts if path.exists() or path.is_symlink()]
    if there:
        raise Stop(_there(path) for path in there)
    try:
        for path, content in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise Stop([Diagnostic(Place(str(error.filename or folder)), Severity.ERROR, "FILE003", message)]) from error
    return list(texts)


def _there(path: Path) -> Diagnostic:
    fix = "choose another folder, or take the file away"
    return Diagnostic(Place(str(path)), Severity.ERROR, "INIT002", "is there already: init never overwrites", fix)


def _folder() -> Path:
    """Within the package when installed, among the examples in a checkout."""
    inside = Path(str(files("eventgen"))) / "patterns"
    return inside if inside.is_dir() else inside.parent.parent / "examples" / "patterns"
