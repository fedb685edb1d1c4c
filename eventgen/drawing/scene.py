"""Pictures -> SVG: one image, the pages below one another, light or dark as the reader has it."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree as ET

from eventgen.diagnostics import printable
from eventgen.drawing.measures import width
from eventgen.drawing.outlines import ROOM, outline
from eventgen.drawing.placing import Placed, Point, placed
from eventgen.picture import Box, Line, Picture, Sort

NAME, KIND, LABEL = 14, 11, 11  # pixels of text, as picture.css has them
HEIGHT, LABEL_HEIGHT = 48.0, 30.0  # the label stands above the middle, where the line runs
MARGIN, HEADING = 16.0, 34.0
TIP = 8.0  # of an arrow
APART = 24.0  # between pages
VERBS = {Sort.FLOW: "hands events to", Sort.LISTENS: "hands events to", Sort.USES: "uses", Sort.FAILURE: "gives up to"}


def style() -> str:
    """The rules of every picture."""
    return files("eventgen.drawing").joinpath("picture.css").read_text("utf-8")


def scene(pictures: Sequence[Picture]) -> ET.Element:
    """The image. Boxes are called `b0-0`, lines `l0-0`: the page's number and their own."""
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "eventgen", "role": "img"})
    _text(root, "title", title(pictures))
    _text(root, "desc", "\n".join(described(pictures)))
    _text(root, "style", style())
    paper = ET.SubElement(root, "rect", {"class": "paper"})
    wide, high = 0.0, MARGIN
    for index, each in enumerate(pictures):
        group, size = _page(root, index, each, len(pictures) > 1)
        group.set("transform", f"translate({MARGIN:g} {_number(high)})")
        wide, high = max(wide, size[0]), high + size[1] + (APART if index + 1 < len(pictures) else MARGIN)
    sides = {"width": _number(wide + 2 * MARGIN), "height": _number(high)}
    for frame in root.iter("rect"):
        if frame.get("class") == "frame":
            frame.set("width", _number(wide))
    paper.attrib |= sides
    root.attrib |= {"viewBox": f"0 0 {sides['width']} {sides['height']}", **sides}
    return root


def title(pictures: Sequence[Picture]) -> str:
    return ", ".join(each.name for each in pictures)


def described(pictures: Sequence[Picture]) -> Iterator[str]:
    """The picture in words, for those who do not see it: a line for each of its lines."""
    for each in pictures:
        for line in each.lines:
            yield f"{said(line)}{f' ({line.label})' if line.label else ''}"


def said(line: Line) -> str:
    verb = VERBS[line.sort]
    return f"{line.source} {verb} {line.target}"


def _page(root: ET.Element, index: int, of: Picture, several: bool) -> tuple[ET.Element, tuple[float, float]]:
    """A page's part of the image, and its size; with a frame and a heading if it is one of several."""
    numbers = {box.name: at for at, box in enumerate(of.boxes)}
    sizes = [(_room(box), HEIGHT) for box in of.boxes]
    labels = [(width(line.label, LABEL), LABEL_HEIGHT if line.label else 2.0) for line in of.lines]
    laid = placed(sizes, [(numbers[line.source], numbers[line.target]) for line in of.lines], labels)
    page = ET.SubElement(root, "g", {"class": "page", "id": f"p{index}"})
    inset = MARGIN if several else 0.0
    across, down = laid.size
    across, down = across + 2 * inset, down + inset + (HEADING if several else 0)
    if several:
        ET.SubElement(page, "rect", {"class": "frame", "rx": "6", "height": _number(down)})
        _text(page, "text", of.name, {"class": "heading", "x": _number(inset), "y": "22"})
        across = max(across, width(of.name, 18) + 2 * inset)
    inner = ET.SubElement(page, "g", {"transform": f"translate({inset:g} {HEADING:g})"} if several else {})
    for at, line in enumerate(of.lines):
        _line(inner, f"l{index}-{at}", line, laid, at)
    for at, box in enumerate(of.boxes):
        _box(inner, f"b{index}-{at}", box, laid.boxes[at])
    return page, (across, down)


def _room(box: Box) -> float:
    return round(max(width(box.name, NAME), width(_kind(box), KIND)) + 2 * ROOM)


def _kind(box: Box) -> str:
    return ", ".join(filter(None, (box.kind, box.origin)))


def _box(page: ET.Element, name: str, box: Box, middle: Point) -> None:
    wide = _room(box)
    left, top = middle[0] - wide / 2, middle[1] - HEIGHT / 2
    look = {"exists already": " exists", "made along": " along"}.get(box.origin, "")
    place = {"class": f"box{look}", "id": name, "transform": f"translate({_number(left)} {_number(top)})"}
    group = ET.SubElement(page, "g", place)
    _text(group, "title", f"{box.name}: {_kind(box)}")
    ET.SubElement(group, "path", {"class": "outline", "d": outline(box.shape, wide, HEIGHT)})
    _text(group, "text", box.name, {"class": "name", "x": _number(wide / 2), "y": "24"})
    _text(group, "text", _kind(box), {"class": "kind", "x": _number(wide / 2), "y": "39"})


def _line(page: ET.Element, name: str, line: Line, laid: Placed, at: int) -> None:
    group = ET.SubElement(page, "g", {"class": f"line {line.sort}", "id": name})
    _text(group, "title", said(line) + (f"\n{line.says}" if line.says else ""))
    points = laid.lines[at]
    ET.SubElement(group, "path", {"class": "way", "d": curve(points)})
    if line.sort is not Sort.USES:
        ET.SubElement(group, "path", {"class": "tip", "d": _tip(points)})
    if line.label:
        x, y = laid.labels[at]
        _text(group, "text", line.label, {"class": "label", "x": _number(x), "y": _number(y - 5)})


def curve(points: Sequence[Point]) -> str:
    """A line through points that leaves and enters columns level."""
    path = [f"M{_at(points[0])}"]
    for before, (x, y) in pairwise(points):
        if before[1] == y or before[0] == x:
            path.append(f"L{_at((x, y))}")
        else:
            half = (before[0] + x) / 2
            path.append(f"C{_at((half, before[1]))} {_at((half, y))} {_at((x, y))}")
    return "".join(path)


def _tip(points: Sequence[Point]) -> str:
    """The head of the arrow: lines come in level, but for loops."""
    (before, _), (x, y) = points[-2:]
    if before == x:
        return f"M{_at((x, y))}L{_at((x - TIP / 2, y - TIP))}L{_at((x + TIP / 2, y - TIP))}Z"
    back = x - TIP if before < x else x + TIP
    return f"M{_at((x, y))}L{_at((back, y - TIP / 2))}L{_at((back, y + TIP / 2))}Z"


def _at(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    """The same on every machine."""
    return f"{round(value, 1):g}"


def _text(parent: ET.Element, tag: str, text: str, place: dict[str, str] | None = None) -> None:
    """Text that XML can hold."""
    ET.SubElement(parent, tag, place or {}).text = "\n".join(map(printable, text.split("\n")))
