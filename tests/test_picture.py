"""Pages as pictures: what is drawn, that it is the same everywhere, and that text of a page stays text."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from corpus import PAGES, ROOT, example
from hostile import examples, hostile_text
from hypothesis import given
from hypothesis import strategies as st
from yaml_text import yaml

from eventgen import kinds
from eventgen.drawing.outlines import shapes
from eventgen.drawing.placing import placed
from eventgen.drawing.told import told
from eventgen.kinds import names
from eventgen.picture import Sort, picture
from eventgen.pictures import Drawn, written
from eventgen.pictures.dot import SHAPES
from eventgen.picturing import draw
from eventgen.pipeline import Page, read

PICTURES = ROOT / "tests" / "pictures"
ENDINGS = {"mermaid": "mmd", "dot": "dot", "svg": "svg"}
IN_README = "s3-notifications"
SVG = "{http://www.w3.org/2000/svg}"
MARKUP = ("<script>", "</script>", "<!--", "-->", "]]>", "&lt;", "onload=", "%%svg%%", "</style>", "</title>", '"')
SIZE = (60.0, 48.0)


def drawn(page: Page) -> Drawn:
    return Drawn(page, told(picture(page.graph), page.document))


def lines(name: str) -> set[tuple[str, str, Sort, str]]:
    return {(line.source, line.target, line.sort, line.label) for line in drawn(example(name)).picture.lines}


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("name", [IN_README, "s3-eventbridge", "sns-lambda"])
def test_goldens(name: str, form: str, update_goldens: bool) -> None:
    files = [PICTURES / f"{name}.{ENDINGS[form]}"]
    files += [ROOT / "docs" / f"{name}.svg"] * ((name, form) == (IN_README, "svg"))
    text = written(form, [drawn(example(name))])
    for file in files:
        if update_goldens:
            file.write_text(text, "utf-8")
        assert file.read_text("utf-8") == text, "pytest --update-goldens writes it anew"


def test_lines_say_what_they_carry_and_failures_after_how_many_tries() -> None:
    assert lines("s3-notifications") >= {
        ("uploads", "removed", Sort.FLOW, "ObjectRemoved"),
        ("images", "images.dead_letter", Sort.FAILURE, "after 5 tries"),
        ("audit", "audit.dead_letter", Sort.FAILURE, "after 2 retries"),
    }
    assert ("default", "large-images", Sort.LISTENS, "") in lines("s3-eventbridge")
    assert ("audit", "audit.log", Sort.USES, "") in lines("api-calls")


@pytest.mark.parametrize(
    ("flows", "label", "of_rule"),
    [
        ("{from: r, to: f, retries: 7}", "after 2 retries", "after 7 retries"),
        ("{from: b, to: f}", "after 2 retries", None),
        ("{from: b, to: f, retries: 0}, r -> f", "after 0 retries", "after 185 retries"),
        ("{from: r, to: f, retries: 7}, r -> g", "", "after 7 retries"),  # what a wrong flow would say is not known
    ],
)
def test_a_function_gives_up_after_the_tries_of_lambda(flows: str, label: str, of_rule: str | None) -> None:
    page = read(
        "page.eventgen.yaml",
        f"""
eventgen: 1
name: x
buckets: {{b: {{}}}}
rules: {{r: {{pattern: {{source: [my.app]}}}}}}
functions: {{f: {{code: {{image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1"}}}}}}
flows: [{flows}]
""".encode(),
    )
    labels = {(line.source, line.target): line.label for line in drawn(page).picture.lines}
    assert labels["f", "f.dead_letter"] == label
    assert labels.get(("r", "r.dead_letter")) == of_rule


def test_every_kind_has_a_shape_that_is_drawn() -> None:
    assert {kind.shape for name in kinds.names("resources") if (kind := kinds.resource(name))} <= shapes()
    assert set(SHAPES) == shapes()


@pytest.mark.parametrize("name", PAGES)
def test_svg_is_xml_and_has_a_title_for_each_part(name: str) -> None:
    of = drawn(example(name))
    root = ET.fromstring(written("svg", [of]))
    assert root.findtext(f"{SVG}title") == of.picture.name
    groups = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").split()[:1] in (["box"], ["line"])]
    assert len(groups) == len(of.picture.boxes) + len(of.picture.lines)
    assert all(group.findtext(f"{SVG}title") for group in groups)


@pytest.mark.parametrize("form", names("pictures"))
def test_several_pages_are_one_picture_of_the_same_bytes_whatever_the_hashes(form: str) -> None:
    command = [sys.executable, "-m", "eventgen", "graph", *(str(PAGES[name]) for name in ("fan-out", "sqs-lambda"))]
    runs = [
        subprocess.run(
            [*command, "--format", form], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout.decode()
        for seed in "12"
    ]
    framed = {"mermaid": 'subgraph p1["orders"]', "dot": "subgraph cluster_1 {", "svg": 'id="p1"', "html": 'id="p1"'}
    assert runs[0] == runs[1]
    assert framed[form] in runs[0]


def test_page_with_errors_is_drawn(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.eventgen.yaml"
    page.write_text("eventgen: 1\nname: a\nqueues:\n  q: {delay: 16m}\n", "utf-8")
    assert draw([str(page)], "mermaid") == 1
    said = capfd.readouterr()
    assert "error SQS008" in said.err
    assert 'n0["q<br/>queue"]' in said.out


def test_file_that_cannot_be_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert draw([str(PAGES["sqs-lambda"])], "dot", str(tmp_path / "none" / "a")) == 2
    assert "error OUT004 cannot be written" in capfd.readouterr().err


def test_without_the_layout_library(tmp_path: Path) -> None:
    (tmp_path / "grandalf.py").write_text("raise ModuleNotFoundError(name='grandalf')\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "COLUMNS": "200"}
    command = [sys.executable, "-m", "eventgen", "graph", str(PAGES["sqs-lambda"]), "--format"]
    runs = [
        subprocess.run([*command, form], env=environment, capture_output=True, text=True, check=False)
        for form in ("mermaid", "svg")
    ]
    assert [run.returncode for run in runs] == [0, 2]
    assert "svg needs grandalf, which is not installed" in runs[1].stderr


@examples(60)
@given(st.data())
def test_nothing_lies_over_another(data: st.DataObject) -> None:
    """Of any graph: circles, and several lines between two boxes."""
    number = data.draw(st.integers(2, 9))
    box = st.integers(0, number - 1)
    ends = data.draw(st.lists(st.tuples(box, box).filter(lambda pair: pair[0] != pair[1]), max_size=16))
    labels = [(data.draw(st.sampled_from([0.0, 40.0, 200.0])), 30.0) for _ in ends]
    of = placed([SIZE] * number, ends, labels)
    sizes, middles = [SIZE] * number + labels, [*of.boxes, *of.labels]
    for a, b in combinations(range(len(middles)), 2):
        apart = [abs(middles[a][axis] - middles[b][axis]) - (sizes[a][axis] + sizes[b][axis]) / 2 for axis in (0, 1)]
        assert max(apart) > -0.01
    for (source, target), points in zip(ends, of.lines, strict=True):
        assert abs(points[0][0] - of.boxes[source][0]) == SIZE[0] / 2
        assert abs(points[-1][0] - of.boxes[target][0]) == SIZE[0] / 2


def hostile_page(folder: Path, text: str) -> Page:
    """A page with a text wherever a picture may show it."""
    data = {
        "eventgen": 1,
        "name": "shop",
        "description": text,
        "buckets": {"uploads": {}},
        "queues": {"orders": {"description": text}},
        "flows": [{"from": "uploads", "to": "orders", "events": ["ObjectCreated"], "prefix": text}],
        "tests": [{"name": text or "a", "send": {"to": "orders", "body": text}, "expect": {"orders": 2}}],
    }
    return read(str(folder / "a.eventgen.yaml"), yaml(data).encode())


class Parsed(HTMLParser):
    """The elements of a document, and the texts of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.scripts: list[str] = []
        self.inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.inside = tag
        self.scripts += [""] * (tag == "script")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1] += data


texts = st.one_of(hostile_text, st.lists(st.sampled_from(MARKUP), min_size=1, max_size=5).map("".join))


@examples(40)
@given(texts)
def test_no_text_becomes_markup_or_script(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """No other elements and no other script come out, whatever the text is, and lines of text stay lines."""
    folder = tmp_path_factory.getbasetemp()
    page, plain = (drawn(hostile_page(folder, each)) for each in (text, "plain"))
    ours, usual = (ET.fromstring(written("svg", [each])) for each in (page, plain))
    assert {element.tag for element in ours.iter()} <= {element.tag for element in usual.iter()}
    assert len(list(ours.iter(f"{SVG}style"))) == 1
    parsed, as_usual = Parsed(written("html", [page])), Parsed(written("html", [plain]))
    assert set(parsed.tags) <= set(as_usual.tags)
    assert len(parsed.scripts) == len(as_usual.scripts) == 2
    assert parsed.scripts[1:] == as_usual.scripts[1:]
    assert [box["name"] for box in json.loads(parsed.scripts[0])[0]["boxes"]][:2] == ["uploads", "orders"]
    for line in written("mermaid", [page]).splitlines()[1:]:
        assert re.fullmatch(r'  n\d+(\["[^"]*"\]| (-->|-\.->|---)(\|"[^"]*"\|)? n\d+)', line), line
    for line in written("dot", [page]).splitlines()[4:-1]:
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', line)
        assert re.fullmatch(r"  n\d+( -> n\d+)?( \[[\w=, \"]*\])?;", bare), line


def test_html_lets_only_its_own_in() -> None:
    """The policy names the hashes of the script and the style, and nothing refers to anything outside."""
    text = written("html", [drawn(example("sqs-lambda"))])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)
        assert f"{tag}-src 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy
        assert "innerHTML" not in content
        assert "url(" not in content
    attributes = {name for _, own in Parsed(text).tags for name in own}
    assert not [name for name in attributes if name in ("src", "href", "style", "action") or name.startswith("on")]


def test_html_tells_options_findings_and_steps() -> None:
    (known,) = json.loads(Parsed(written("html", [drawn(example("sqs-lambda"))])).scripts[0])
    boxes = {box["name"]: box for box in known["boxes"]}
    assert boxes["orders"]["yaml"] == "orders: {dead_letter: {after: 5}}"
    assert boxes["orders"]["follows"]["visibility_timeout"] == "180"
    assert boxes["orders.dead_letter"]["yaml"] == ""
    (test,) = known["tests"]
    assert [step["words"] for step in test["steps"][:3]] == ["sent", "try 1", "failed: it fails"]
    ways = [known["lines"][test["steps"][at]["lines"][0]]["name"] for at in (1, -1)]
    assert ways == ["orders -> process", "orders -> orders.dead_letter"]


def test_html_tells_what_is_wrong() -> None:
    """At the node that it is about; the tests of a page with errors are not played."""
    content = PAGES["sqs-lambda"].read_bytes()
    page = read(str(PAGES["sqs-lambda"]), content.replace(b"after: 5}}", b"after: 5}, delay: 16m}"))
    (known,) = json.loads(Parsed(written("html", [drawn(page)])).scripts[0])
    assert [found["code"] for found in known["boxes"][0]["findings"]] == ["SQS008"]
    assert known["tests"] == []
    page = read(str(PAGES["sqs-lambda"]), content.replace(b"attempts: 5", b"attempts: 6"))
    (known,) = json.loads(Parsed(written("html", [drawn(page)])).scripts[0])
    assert len(known["tests"][0]["wrong"]) == 1
