"""Text -> the room that it takes, whatever font the reader has: rather too much than too little."""

from unicodedata import category, east_asian_width

# In ems, after Verdana: the widest of the fonts that `sans-serif` may be
NARROW, USUAL, CAPITAL, WIDE, FULL = 0.46, 0.66, 0.84, 1.02, 1.2
NARROW_ONES, WIDE_ONES = frozenset("ijl.,:;'!|() []tfr-"), frozenset("mwMW@%…")


def width(text: str, size: float) -> float:
    """Pixels of a line of text."""
    return sum(map(_ems, text)) * size


def _ems(character: str) -> float:
    if character in NARROW_ONES:
        return NARROW
    if character in WIDE_ONES:
        return WIDE
    if character.isascii():
        return CAPITAL if character.isupper() else USUAL
    if category(character) in ("Mn", "Me"):
        return 0
    return FULL if east_asian_width(character) in "WF" or ord(character) > 0xFFFF else WIDE
