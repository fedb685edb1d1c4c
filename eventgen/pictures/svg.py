"""Pictures -> an SVG image that needs nothing besides."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from eventgen.drawing.scene import scene
from eventgen.pictures import Drawn


def written(drawn: Sequence[Drawn]) -> str:
    root = scene([each.picture for each in drawn])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"
