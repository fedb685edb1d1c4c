"""What is rendered from one page, before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Module:
    """What was rendered from one page. Paths are POSIX, relative to the module's folder."""

    name: str
    page: str
    files: Mapping[str, bytes]
