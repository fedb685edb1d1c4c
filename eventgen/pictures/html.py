"""Pictures -> one HTML file that needs no network: the SVG, what is known of each part of it, and the tests to watch.

Nothing of a page becomes markup or script: the SVG and the title are escaped, all else is JSON that holds no `<`, and
the script puts it in as text. The policy in the file lets only its own style and its own script in.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

from eventgen.diagnostics import printable
from eventgen.drawing.panel import panel
from eventgen.drawing.scene import scene, style, title
from eventgen.pictures import Drawn

HARMLESS = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def written(drawn: Sequence[Drawn]) -> str:
    pictures = [each.picture for each in drawn]
    script, looks = _part("player.js"), style() + _part("player.css")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(looks)}; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": policy,
        "title": escape(printable(title(pictures))),
        "style": looks,
        "svg": _svg(drawn),
        "data": _json([panel(each.page, each.picture) for each in drawn]),
        "script": script,
    }
    made = _part("player.html")
    pieces = made.split("%%")  # text, name, text, name, ... text
    return "".join(parts[piece] if at % 2 else piece for at, piece in enumerate(pieces))


def _svg(drawn: Sequence[Drawn]) -> str:
    """The image as part of the document: its boxes and lines can be reached, its style is that of the document."""
    root = scene([each.picture for each in drawn])
    for found in root.findall("style"):
        root.remove(found)
    root.set("role", "group")
    for group in root.iter("g"):
        if group.get("class", "").split()[:1] in (["box"], ["line"]):
            group.attrib |= {"tabindex": "0", "role": "button"}
    ET.indent(root)
    return ET.tostring(root, encoding="unicode")


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":")).translate(HARMLESS)


def _part(name: str) -> str:
    return files("eventgen.drawing").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
