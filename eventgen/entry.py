"""The command `eventgen`: straight to `validate` and `render` where the arguments are plain, else through typer."""

import os
import sys
from collections.abc import Sequence

BOTH = {"--verbose": "verbose", "-v": "verbose", "--quiet": "quiet", "-q": "quiet"}
FLAGS = {
    "validate": {**BOTH, "--strict": "strict"},
    "render": {**BOTH, "--force": "force", "--check": "check", "--diff": "diff", "--thorough": "thorough"},
}
OUT = ("--out", "-o")


def main() -> None:
    """Runs the command and ends the process with its exit code."""
    try:
        if "_EVENTGEN_COMPLETE" not in os.environ and (plain := _plain(sys.argv[1:])):
            sys.exit(_run(*plain))
        from eventgen.cli import app

        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at its end
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)  # as shells say it


Plain = tuple[str, list[str], set[str], str]


def _plain(arguments: Sequence[str]) -> Plain | None:
    """Command, paths, flags and --out, if there is nothing else. Typer would be half of the time of a short run."""
    words = iter(arguments)
    command, out = next(words, ""), "terraform"
    paths: list[str] = []
    given: set[str] = set()
    for word in words:
        if command == "render" and word in OUT:
            out = next(words, "")
        elif flag := FLAGS.get(command, {}).get(word):
            given.add(flag)
        else:
            paths.append(word)
    return (command, paths, given, out) if command in FLAGS and not _odd([out, *paths]) else None


def _odd(words: Sequence[str]) -> bool:
    """Whether one of the words is empty or an option."""
    return any(word[:1] in ("-", "") for word in words)


def _run(command: str, paths: list[str], given: set[str], out: str) -> int:
    from eventgen.report import least

    shown = least("verbose" in given, "quiet" in given, "strict" in given)
    if command == "validate":
        from eventgen.validate import validate

        return validate(paths, strict="strict" in given, least=shown)
    from pathlib import Path

    from eventgen.rendering import Options, rendering

    force, check, diff, quiet, thorough = (flag in given for flag in ("force", "check", "diff", "quiet", "thorough"))
    return rendering(paths, Options(shown, Path(out), force, check, diff, quiet, thorough))
