"""Who else says whether a text is HCL: python-hcl2, pygohcl and Terraform, as far as they are installed.

pygohcl is HashiCorp's own parser in Python's hands; Terraform's `fmt` asks the same parser. python-hcl2 is a grammar of
other people's, which takes about a third of what Terraform refuses: that it takes a text says little.
"""

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from eventgen import cache as folders
from eventgen.diagnostics import Diagnostic, Place, Severity

LONGEST = 60  # seconds for one text, before Terraform is given up


class Verdict(NamedTuple):
    """What a judge says of a text: nothing, or what is wrong with it and where."""

    wrong: str = ""
    line: int = 0
    column: int = 0


class Judge(NamedTuple):
    """`verdict` gives None where the judge cannot tell; one that is `strict` takes nothing that Terraform refuses."""

    name: str
    verdict: Callable[[str], Verdict | None]
    strict: bool = True


@cache
def judges(thorough: bool) -> tuple[Judge, ...]:
    """Those who are there; Terraform, a process for each text, only where the user asks for all."""
    found = [_python_hcl2(), _pygohcl(), _terraform() if thorough else None]
    return tuple(judge for judge in found if judge)


def impostor(thorough: bool) -> Iterator[Diagnostic]:
    """What to tell where another package goes by the name of python-hcl2's module."""
    if _python_hcl2():
        return
    try:
        import hcl2

        place = Place(str(hcl2.__file__))
        message = "this is not python-hcl2, but another package whose module is called hcl2: checkov brings one"
    except ImportError as error:
        place, message = Place("hcl2"), f"python-hcl2 cannot be imported: {error}"
    fix = "give eventgen an environment of its own: pipx install eventgen, or uv tool install eventgen"
    severity = Severity.ERROR if thorough else Severity.WARNING
    yield Diagnostic(place, severity, "HCL003", f"{message}; it judges no Terraform", fix)


@cache
def _python_hcl2() -> Judge | None:
    """Its grammar takes more than a second to prepare, and is kept beside it: where it often may not write."""
    try:
        import hcl2.parser

        parse = hcl2.parses_to_tree
    except (ImportError, AttributeError):
        return None
    if folder := folders.folder("hcl2"):
        hcl2.parser.PARSER_FILE = folder / "parser.bin"

    def verdict(text: str) -> Verdict:
        try:
            parse(text.removeprefix("\ufeff"))  # which Terraform passes over
        except Exception as error:  # lark raises many kinds; each means that the text is no HCL
            line, column = (_number(getattr(error, name, 0)) for name in ("line", "column"))
            return Verdict(_first(str(error)), line, column)
        return Verdict()

    return Judge("python-hcl2", verdict, strict=False)


# NUL ends a string in C; of 1e9999 pygohcl makes every digit; HCL's scanner takes `$` and two CR in a heredoc unawares
_BEYOND = re.compile(r"\0|[eE][+-]?[0-9]{4}|[$%]\r\r")
_SAID = re.compile(r":(\d+),(\d+)-[\d,]+: (.*)", re.DOTALL)


@cache
def _pygohcl() -> Judge | None:
    try:
        pygohcl: Any = import_module("pygohcl")
    except (ImportError, OSError):  # there are wheels without the library that it opens
        return None

    def verdict(text: str) -> Verdict | None:
        if _BEYOND.search(text):
            return None
        try:
            pygohcl.loads(text)
        except pygohcl.HCLParseError as error:
            said = _SAID.search(str(error))
            return Verdict(_first(said[3]), int(said[1]), int(said[2])) if said else Verdict(_first(str(error)))
        except (pygohcl.HCLInternalError, ValueError, RecursionError):  # HCL, but as values too much for it or for json
            return Verdict()
        return Verdict()

    return Judge("pygohcl", verdict)


_ERROR = re.compile(r"Error: (.*)\n(?:[^\n]*\n)*?.* line (\d+)")


def _terraform() -> Judge | None:
    import shutil
    import subprocess

    binary = shutil.which("terraform")
    if not binary:
        return None
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TF_CLI_ARGS", "TF_LOG"))}
    environment = {**kept, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}

    def verdict(text: str) -> Verdict | None:
        command = [binary, "fmt", "-no-color", "-"]
        try:
            done = subprocess.run(
                command, input=text.encode(), env=environment, capture_output=True, timeout=LONGEST, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        if done.returncode in (0, 3):  # 3: a text that is not formatted
            return Verdict()
        said = _ERROR.search(done.stderr.decode(errors="replace")) if done.returncode == 2 else None
        return Verdict(said[1], int(said[2])) if said else None

    return Judge("terraform fmt", verdict)


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _first(words: str) -> str:
    """The first line of what a judge says: the rest is for those who wrote it."""
    return words.splitlines()[0].rstrip(".") if words.strip() else "no reason given"
