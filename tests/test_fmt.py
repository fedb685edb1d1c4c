"""The layout of rendered text: `terraform fmt` would change nothing."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from corpus import PAGES, example, module
from hostile import seeded
from terraform import NO_BINARY

from eventgen.fmt import fmt
from eventgen.hcl import hcl

KEYS = ("a", "name", "for_each", "a_much_longer_name", "tags", '"quoted key"', '"a.b/c"', '"=>"', '"{"')
STRINGS = tuple(hcl(text) for text in seeded(200, seed=7))
TEMPLATES = (
    '"${var.name}-images"',
    '"${jsonencode({ "a" = "}" })} = ${"x"}"',
    '"a = ${var.x == "b" ? "c {" : "d"} ["',
    '"$${a} ${b} %%{c} \\"${d}\\" \\\\"',
    '"${a["b"]}${c}"',
)
EXPRESSIONS = (
    *("1", "-1.5", "true", "null", "var.name", "[]", "{}", 'file("${path.module}/a.json")', 'a == "b" ? 1 : 2'),
    *("[for x in var.xs : x.id if x.id != null]", "{ for k, v in var.map : k => v }", "a >= b && c <= d", '["a", "{"]'),
    *('{ "a" = 1 }', "{ a = { b = [1] } }", "!var.off", 'can(regex("^[a-z]{1,3}=$", var.name))', "aws_x.y[0].arn"),
)
COMMENTS = ("# a comment", '# a = "b', "# { [ (", "# é 😀")


class Document:
    """A random document, each line of it indented at random."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.lines: list[str] = []

    def text(self) -> str:
        self.body(depth=0, kinds=("block", "block", "attribute", "comment"))
        return (
            "\n".join((" " * self.dice.choice((0, 0, 1, 2, 3, 4, 7, 12)) if line else "") + line for line in self.lines)
            + "\n"
        )

    def body(self, depth: int, kinds: tuple[str, ...]) -> None:
        for number in range(self.dice.randint(1, 5)):
            if number and self.dice.random() < 0.3:
                self.lines.append("")
            kind = self.dice.choice(kinds)
            if kind == "comment":
                self.lines.append(self.dice.choice(COMMENTS))
            elif kind == "block" and depth < 3:
                labels = "".join(f' "{self.dice.choice("abc")}"' for _ in range(self.dice.randint(0, 2)))
                self.lines.append(f"block{labels} {{")
                self.body(depth + 1, ("block", "attribute", "attribute", "attribute", "comment"))
                self.lines.append("}")
            else:
                self.value(f"{self.dice.choice(KEYS[:5])}{number} = ", "", depth)

    def value(self, before: str, after: str, depth: int) -> None:
        kind = self.dice.choice(("simple", "simple", "simple", "object", "list", "call"))
        if kind == "simple" or depth > 4:
            self.lines.append(before + self.dice.choice(self.dice.choice((STRINGS, TEMPLATES, EXPRESSIONS))) + after)
        elif kind == "object":
            self.object(before + "{", "}" + after, depth)
        elif kind == "call":
            self.object(before + "jsonencode({", "})" + after, depth)
        else:
            self.lines.append(before + "[")
            for _ in range(self.dice.randint(1, 3)):
                self.value("", ",", depth + 1)
            self.lines.append("]" + after)

    def object(self, opened: str, closed: str, depth: int) -> None:
        self.lines.append(opened)
        for _ in range(self.dice.randint(1, 4)):
            if self.dice.random() < 0.1:
                self.lines.append(self.dice.choice(COMMENTS))
            self.value(f"{self.dice.choice(KEYS)} = ", "", depth + 1)
        self.lines.append(closed)


DOCUMENTS = {f"random{seed}.tf": Document(seed).text() for seed in range(200)}


def rendered() -> dict[str, str]:
    """Every Terraform file of the examples."""
    return {
        f"{name}-{path.replace('/', '-')}": content.decode()
        for name in PAGES
        for path, content in module(example(name)).items()
        if path.endswith((".tf", ".hcl"))
    }


def scattered(text: str, seed: int) -> str:
    """The text, its indentation and its alignment lost."""
    dice = random.Random(seed)
    return "\n".join(" " * dice.randint(0, 6) + line.strip() if line else line for line in text.split("\n"))


def judged(texts: dict[str, str], folder: Path) -> dict[str, str]:
    """The texts as `terraform fmt` lays them out."""
    binary = shutil.which("terraform")
    if not binary:
        pytest.skip(NO_BINARY)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    command = [binary, "fmt", "-list=false", "-no-color", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name: (folder / name).read_text("utf-8") for name in texts}


def test_rendered_files_are_laid_out() -> None:
    for name, text in rendered().items():
        assert fmt(text) == text, name
        assert fmt(scattered(text, seed=1)) == text, name


def test_layout_is_done_once() -> None:
    for name, text in DOCUMENTS.items():
        once = fmt(text)
        assert fmt(once) == once, name
        assert [line.split() for line in once.split("\n")] == [line.split() for line in text.split("\n")], name


@pytest.mark.terraform
def test_terraform_leaves_rendered_files_alone(tmp_path: Path) -> None:
    texts = {name: text for name, text in rendered().items() if not name.endswith(".hcl") or "tftest" in name}
    assert judged(texts, tmp_path) == texts


@pytest.mark.terraform
def test_terraform_lays_out_alike(tmp_path: Path) -> None:
    expected = judged(DOCUMENTS, tmp_path)
    for name, text in DOCUMENTS.items():
        assert fmt(text) == expected[name], name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\n\na = 1\n\n\n\nb = 2\n\n\n", "a = 1\n\nb = 2\n"),
        ("a {\n\n\nb = 1\n\n\n}\n", "a {\n  b = 1\n}\n"),
        ("a = [\n\n1,\n\n]", "a = [\n  1,\n]\n"),
        ("a = jsonencode({\n\nb = 1\n\n})", "a = jsonencode({\n  b = 1\n})\n"),
        ("a = 1   \n   # b   ", "a = 1\n# b\n"),
        ("# (\n\n\na = 1\n", "# (\n\na = 1\n"),
        ("", "\n"),
        ("\n\n", "\n"),
    ],
)
def test_blank_lines(text: str, expected: str) -> None:
    assert fmt(text) == expected
