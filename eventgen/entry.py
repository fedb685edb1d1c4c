"""The command `eventgen`: straight to `validate` where that is all that is asked for, else through the command line."""

import os
import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

FLAGS = frozenset({"--strict", "--verbose", "-v", "--quiet", "-q"})


def main() -> None:
    """Runs the command and ends the process with its exit code."""
    _without_plugins()
    try:
        if _plain(sys.argv[1:]) and "_EVENTGEN_COMPLETE" not in os.environ:
            sys.exit(_validate(sys.argv[2:]))
        from eventgen.cli import app

        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at its end
        sys.exit(1)


def _plain(arguments: list[str]) -> bool:
    """Whether this is `validate` with nothing but known flags and paths. Typer would be a third of its time."""
    return arguments[:1] == ["validate"] and all(a in FLAGS or a[:1] not in ("-", "") for a in arguments[1:])


def _validate(arguments: list[str]) -> int:
    from eventgen.report import least
    from eventgen.validate import validate

    paths = [argument for argument in arguments if argument not in FLAGS]
    verbose, quiet = ({f"--{word}", f"-{word[0]}"} & {*arguments} for word in ("verbose", "quiet"))
    strict = "--strict" in arguments
    return validate(paths, strict=strict, least=least(bool(verbose), bool(quiet), strict))


def _without_plugins() -> None:
    """Spares pydantic its look for plugins: it would read the metadata of every installed package."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    spec = find_spec("importlib.metadata")
    if spec and spec.loader and spec.name not in sys.modules:
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
