"""Plain data -> YAML that says the same."""

import json
import re
from math import inf, isfinite
from typing import Any

SPECIAL = re.compile(r"[^A-Za-z0-9 ._-]")


def yaml(value: Any) -> str:
    """The data as YAML, every character beyond ASCII by its number: all of Unicode can stand in a page."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(yaml(key))}: {yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml, value)) + "]"
    if isinstance(value, str):
        plain = SPECIAL.sub(lambda found: f"\\U{ord(found[0]):08x}", value)
        return f'"{plain}"'
    if isinstance(value, float) and not isfinite(value):
        return {inf: ".inf", -inf: "-.inf"}.get(value, ".nan")
    return json.dumps(value)


def _key(written: str) -> str:
    """YAML looks for the colon of a plain key in its first 1024 characters only."""
    return f"? {written} " if len(written) > 1000 else written
