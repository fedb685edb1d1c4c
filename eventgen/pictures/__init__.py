"""Pages -> pictures of them. A format is the module of its name, and loaded when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from eventgen.picture import Picture
from eventgen.pipeline import Page

MERMAID = "mermaid"


@dataclass(frozen=True)
class Drawn:
    """A page and the picture of it."""

    page: Page
    picture: Picture


def written(form: str, drawn: Sequence[Drawn]) -> str:
    """All pages in one picture."""
    text: str = import_module(f"{__name__}.{form}").written(drawn)
    return text
