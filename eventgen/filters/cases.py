"""The operator `equals-ignore-case`: each character of the pattern in its lower or its upper case.

Some characters become several in the other case: `ΐ` is also matched by the three that are its upper case.
"""

import re
from collections.abc import Callable

# What of a text is compared with a pattern of that many characters
_CUTS: dict[str, Callable[[str, int], str]] = {
    "exactly": lambda text, length: text,
    "prefix": lambda text, length: text[:length],
    "suffix": lambda text, length: text[-length:] if length else "",
}
_FRAMES = {"exactly": "{}\\Z", "prefix": "{}", "suffix": ".*{}\\Z"}


def matcher(operator: str, wanted: str) -> Callable[[str], bool]:
    """Whether a text is `exactly` another, or has it as `prefix` or `suffix`, in any case."""
    if wanted.isascii():
        return _ascii(_CUTS[operator], wanted.lower())
    found = re.compile(_FRAMES[operator].replace("{}", "".join(map(_either, wanted))), re.DOTALL)
    return lambda text: found.match(text) is not None


def _ascii(cut: Callable[[str, int], str], wanted: str) -> Callable[[str], bool]:
    length = len(wanted)

    def fits(text: str) -> bool:
        part = cut(text, length)
        return len(part) == length and part.isascii() and part.lower() == wanted

    return fits


def _either(character: str) -> str:
    forms = dict.fromkeys((character, character.lower(), character.upper()))
    return f"(?:{'|'.join(map(re.escape, forms))})"
