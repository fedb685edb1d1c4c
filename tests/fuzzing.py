"""Pages that nobody means: bytes, odd YAML and examples that were tampered with, and what holds of each."""

import json
import re
from collections.abc import Iterable
from copy import deepcopy
from importlib import import_module
from typing import Any
from xml.etree import ElementTree as ET

import yaml as pyyaml
from corpus import PAGES
from hostile import PIECES, hostile_text
from hypothesis import strategies as st
from yaml_text import yaml

from eventgen.diagnostics import Diagnostic, Severity, Stop, ordered, pretty
from eventgen.formats import Results
from eventgen.formatted import TEXT, names
from eventgen.pipeline import read, rendered

FILE = "no-such-folder/p.eventgen.yaml"
BREAKS = re.compile(r"\r\n|\r|\n")
Data = dict[str, Any]


def hold(content: bytes) -> tuple[Diagnostic, ...]:
    """Judges a page and renders it if it is sound: no exception but Stop, findings in order and once, each within the
    file, and every format can be read back."""
    try:
        page = read(FILE, content)
        found = page.found
        if page.sound:
            rendered(page)
    except Stop as stop:
        found = ordered(stop.diagnostics)
    assert list(found) == sorted(found, key=lambda d: d.place)
    said = [(d.place, d.code, d.message) for d in found]
    assert len(set(said)) == len(said), "a finding stands there twice"
    lines = BREAKS.split(content.decode("utf-8", "replace").lstrip("\ufeff"))
    for finding in found:
        within(finding, lines)
    readable(found)
    return found


def within(finding: Diagnostic, lines: list[str]) -> None:
    place = finding.place
    assert place.file == FILE
    assert 1 <= place.line <= len(lines), finding
    line = lines[place.line - 1]
    assert 1 <= place.column <= len(line) + 1, finding
    assert place.column + place.length - 1 <= max(len(line), place.column), finding
    assert finding.source in (line, ""), finding  # without one where the file is no text
    assert finding.message.isprintable() and finding.message.strip()
    assert all(map(str.isprintable, finding.fix.splitlines()))


def readable(found: Iterable[Diagnostic]) -> None:
    of = Results([FILE], tuple(found), Severity.ERROR, int(bool(found)))
    made = {form: import_module(f"eventgen.formats.{form}").written(of) for form in names("formats") if form != TEXT}
    assert len(json.loads(made["json"])["findings"]) == len(of.found)
    assert len(json.loads(made["sarif"])["runs"][0]["results"]) == len(of.found)
    ET.fromstring(made["junit"].encode("utf-8", "backslashreplace"))
    assert made["github"].count("\n") == len(of.found)
    for finding in of.found:
        assert all(c == "\n" or c.isprintable() for c in pretty(finding))


TEXTS = [path.read_text("utf-8") for path in PAGES.values()]
LOADED: list[Data] = [pyyaml.safe_load(text) for text in TEXTS]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "latin-1", "cp1252", "cp500")
SCALARS = (
    *("~", "null", "true", "no", "on", "012", "0o17", "0x1F", "1_000", "22:22", "1.10", "1e999", "-.inf", ".NaN"),
    *("9" * 70, "-0", "+1", "1e-400", "2001-01-01", "2001-12-14t21:59:43.10-05:00", "=", "<<", "!", "''", '""'),
    *('"\\ud800"', '"\\0"', '"\\U0001F600"', "'a''b'", "a b", "${var.x}", "$${x}", "${queues.q.arn}", "%{if}", "*.jpg"),
    *("30s", "15d", "256KiB", "-1s", "arn:aws:sqs:eu-west-1:123456789012:q", "é", "\u202e", "\ufeff", "😀"),
)
WORDS = sorted(
    {key for page in LOADED for key in (*page, *(k for v in page.values() if isinstance(v, dict) for k in v))}
)
MARKS = (
    *(
        "&a ",
        "&b ",
        "*a",
        "*b ",
        "!!str ",
        "!!int ",
        "!x ",
        "! ",
        "<<: ",
        "? ",
        ": ",
        ":",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
    ),
    *(
        "|\n",
        ">-\n",
        "|2\n",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r",
        "\t",
        " ",
        "#",
        "# eventgen: ignore[SQS002] x\n",
    ),
    *("'", '"', "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "\ufeff", "\x85", "\u2028", "\0", "\x7f", "`", "@", "%"),
)
HEADER = "eventgen: 1\nname: p\n"
NODES = HEADER + "queues: {q: {}}\nfunctions:\n  f: {runtime: python3.13, handler: a.b, code: {image: i}}\n"

tokens = st.lists(st.sampled_from((*MARKS, *MARKS, *SCALARS, *WORDS, *PIECES)), max_size=25).map("".join)
token_pages = st.tuples(st.sampled_from(("", HEADER, NODES, NODES + "flows:\n")), tokens).map("".join)


@st.composite
def odd_yaml(draw: st.DrawFn, depth: int = 3) -> str:
    """A value in brackets with anchors, aliases, tags, keys of all sorts, and keys that stand twice."""
    mark = draw(st.sampled_from(("", "", "", "", "", "&a ", "&b ", "!!str ")))
    if depth == 0 or draw(st.booleans()):
        scalar: str = draw(st.sampled_from((*SCALARS, *WORDS, "*a", "*b")))
        return mark + scalar
    inner = [draw(odd_yaml(depth - 1)) for _ in range(draw(st.integers(0, 4)))]
    if draw(st.booleans()):
        return f"{mark}[{', '.join(inner)}]"
    keys = [draw(st.sampled_from((*WORDS, *WORDS, *SCALARS, "[a]", "{b: c}", "*a "))) for _ in inner]
    return f"{mark}{{{', '.join(f'{key}: {value}' for key, value in zip(keys, inner, strict=True))}}}"


odd_pages = st.lists(
    st.tuples(st.sampled_from((*WORDS, "tags", "flows", "ignore", "tests")), odd_yaml()), max_size=5
).map(lambda lines: HEADER + "".join(f"{key}: {value}\n" for key, value in lines))
encoded = st.tuples(st.one_of(token_pages, odd_pages), st.sampled_from(ENCODINGS)).map(
    lambda drawn: drawn[0].encode(drawn[1], "replace")
)


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """An example with bytes exchanged, cut out and put in."""
    made = bytearray(draw(st.sampled_from(TEXTS)).encode())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(made)))
        made[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=6))
    return bytes(made)


@st.composite
def damaged_lines(draw: st.DrawFn) -> str:
    """An example with lines doubled, taken away, exchanged, moved or indented otherwise."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        kept = draw(
            st.sampled_from(
                (
                    [lines[one]] * 2,
                    [],
                    [""],
                    [lines[other]],
                    ["  " + lines[one]],
                    [lines[one].lstrip()],
                    ["- " + lines[one]],
                )
            )
        )
        lines = [*lines[:one], *kept, *lines[one + 1 :]] or [""]
    return draw(st.sampled_from(("\n", "\n", "\r\n", "\r"))).join(lines)


def routes(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value within a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in items for found in ((*route, key), *routes(item, (*route, key)))]


def at(value: Any, route: Iterable[Any]) -> Any:
    for step in route:
        value = value[step]
    return value


VALUES = [at(page, route) for page in LOADED for route in routes(page)]
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    0.5,
    float("nan"),
    "",
    " ",
    [],
    {},
    [[]],
    {"": None},
    ["a", "a"],
    "x" * 3_000,
)


@st.composite
def damaged_pages(draw: st.DrawFn) -> str:
    """An example whose values are exchanged, taken away, doubled, renamed, or put from one page into another."""
    page = deepcopy(draw(st.sampled_from(LOADED)))
    for _ in range(draw(st.integers(1, 4))):
        *way, last = draw(st.sampled_from(routes(page)))
        inner = at(page, way)
        damage = draw(st.sampled_from(("put", "put", "odd", "text", "take away", "double", "rename")))
        if damage == "take away":
            del inner[last]
        elif damage in ("double", "rename") and isinstance(inner, dict):
            inner[draw(st.sampled_from(WORDS))] = deepcopy(inner[last]) if damage == "double" else inner.pop(last)
        elif damage in ("double", "rename"):
            inner.append(deepcopy(inner[last]))
        else:
            inner[last] = deepcopy(
                draw({"odd": st.sampled_from(ODD), "text": hostile_text}.get(damage, st.sampled_from(VALUES)))
            )
        if not routes(page):
            break
    return yaml(page)
