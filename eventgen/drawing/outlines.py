"""The shape of a box -> the path of its outline. A shape lies within the box, and its text has room in the middle."""

from collections.abc import Callable

ROOM = 22  # on each side of the text: no shape cuts deeper


def outline(shape: str, w: float, h: float) -> str:
    return _SHAPES[shape](w, h)


def shapes() -> frozenset[str]:
    return frozenset(_SHAPES)


def _rounded(w: float, h: float, r: float) -> str:
    return (
        f"M{r:g} 0H{w - r:g}A{r:g} {r:g} 0 0 1 {w:g} {r:g}V{h - r:g}A{r:g} {r:g} 0 0 1 {w - r:g} {h:g}"
        f"H{r:g}A{r:g} {r:g} 0 0 1 0 {h - r:g}V{r:g}A{r:g} {r:g} 0 0 1 {r:g} 0Z"
    )


def _double(w: float, h: float) -> str:
    return f"{_rounded(w, h, 6)}M4 4H{w - 4:g}V{h - 4:g}H4Z"


def _bar(w: float, h: float) -> str:
    return f"M0 0H{w:g}V{h:g}H0ZM8 0V{h:g}M{w - 8:g} 0V{h:g}"


def _cylinder(w: float, h: float) -> str:
    across = f"A{w / 2:g} 5 0 0 1 {w:g} 5"
    return f"M0 5{across}V{h - 5:g}A{w / 2:g} 5 0 0 1 0 {h - 5:g}ZM0 5A{w / 2:g} 5 0 0 0 {w:g} 5"


def _hexagon(w: float, h: float) -> str:
    return f"M14 0H{w - 14:g}L{w:g} {h / 2:g}L{w - 14:g} {h:g}H14L0 {h / 2:g}Z"


def _note(w: float, h: float) -> str:
    return f"M0 0H{w - 12:g}L{w:g} 12V{h:g}H0ZM{w - 12:g} 0V12H{w:g}"


def _octagon(w: float, h: float) -> str:
    return f"M10 0H{w - 10:g}L{w:g} 10V{h - 10:g}L{w - 10:g} {h:g}H10L0 {h - 10:g}V10Z"


def _slanted(w: float, h: float) -> str:
    return f"M6 0H{w + 6:g}L{w - 6:g} {h:g}H-6Z"  # lines end in the middle of its sides


def _tag(w: float, h: float) -> str:
    return f"M0 0H{w - 14:g}L{w:g} {h / 2:g}L{w - 14:g} {h:g}H0Z"


_SHAPES: dict[str, Callable[[float, float], str]] = {
    "bar": _bar,
    "box": lambda w, h: f"M0 0H{w:g}V{h:g}H0Z",
    "cylinder": _cylinder,
    "double": _double,
    "hexagon": _hexagon,
    "note": _note,
    "octagon": _octagon,
    "pill": lambda w, h: _rounded(w, h, h / 2),
    "round": lambda w, h: _rounded(w, h, 8),
    "slanted": _slanted,
    "tag": _tag,
}
