"""Bytes that atheris makes -> `validate`, as tests/fuzzing.py holds it: `python tools/fuzz.py [FOLDER] [-runs=N]`.

FOLDER keeps what was found worth keeping; the examples are what atheris begins with. `pip install atheris` first:
nothing else of eventgen needs it.
"""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
LONGEST = 4096  # bytes of a page: more than most of the examples have


def begun(folder: Path) -> Path:
    """The folder, with the examples in it."""
    from corpus import PAGES

    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / f"{name}.yaml").write_bytes(page.read_bytes())
    return folder


def main(arguments: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["eventgen"]):
        from fuzzing import hold

    def judge(content: bytes) -> None:
        hold(content)

    folder = [begun(Path(argument)) for argument in arguments if not argument.startswith("-")]
    options = [argument for argument in arguments if argument.startswith("-")]
    atheris.Setup([sys.argv[0], *map(str, folder), f"-max_len={LONGEST}", *options], judge)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.path[:0] = [str(TESTS.parent), str(TESTS)]
    try:
        main(sys.argv[1:])
    except ModuleNotFoundError as error:
        if error.name != "atheris":
            raise
        sys.exit("atheris is not installed: pip install atheris")
