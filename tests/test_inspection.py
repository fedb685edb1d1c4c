"""`eventgen check`: modules as they lie on the disk, edited or whole, with their pages or without."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus import ROOT

from eventgen import cache
from eventgen.folders import folders, opened
from eventgen.inspection import inspect
from eventgen.manifest import MANIFEST
from eventgen.pipeline import judged
from eventgen.report import Report, least
from eventgen.write import write

PATTERN = ROOT / "examples" / "patterns" / "sqs-lambda"
PAGE = "sqs-lambda.eventgen.yaml"
ORDERS = Path("terraform/orders")
SOUND = "terraform/orders: 7 files sound, held against sqs-lambda.eventgen.yaml\n"
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user stands: a page, its code and its module."""
    monkeypatch.setattr(cache, "folder", lambda name: None)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PATTERN, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    rendered(PAGE)
    return tmp_path


def rendered(*pages: str) -> None:
    for page in pages:
        result = judged(page, room=0, thorough=False)
        assert [finding for finding in result.found if finding.severity > 1] == []
        assert result.module
        write(Path("terraform"), result.module)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """`eventgen check` with paths and flags: exit code, standard output, standard error."""

    def checked(*arguments: str) -> tuple[int, str, str]:
        flags = {argument.removeprefix("--") for argument in arguments if argument.startswith("--")}
        paths = [argument for argument in arguments if not argument.startswith("--")]
        strict, quiet = "strict" in flags, "quiet" in flags
        report = Report(least("verbose" in flags, quiet, strict))
        code = inspect(paths, report, thorough="thorough" in flags, strict=strict, quiet=quiet)
        return code, *capsys.readouterr()

    return checked


def edit(file: str, old: str, new: str) -> None:
    path = ORDERS / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def heads(said: str) -> list[str]:
    """The first lines of findings, without their messages."""
    return [" ".join(line.split()[:3]) for line in said.splitlines() if not line.startswith(" ")]


# Sound


@pytest.mark.parametrize("path", [[], ["terraform"], ["terraform/orders"], ["terraform/orders/", "./terraform", "."]])
def test_a_sound_module(check: Check, path: list[str]) -> None:
    assert check(*path) == (0, SOUND, "")
    assert check(*path, "--thorough", "--strict", "--verbose") == (0, SOUND, "")
    assert check(*path, "--quiet") == (0, "", "")


def test_within_the_module(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ORDERS)
    assert check() == (0, SOUND.replace("terraform/orders", ".").replace("sqs", "../../sqs"), "")
    edit_here = Path("queues.tf")
    edit_here.write_text(edit_here.read_text().replace("180", '"long"'))
    assert heads(check()[2]) == ["queues.tf:3:32: error TFS009"]


def test_the_page_goes_along() -> None:
    candidate = opened("terraform/orders")
    assert candidate.source
    assert [*candidate.source.graph.nodes] == ["orders", "process", "orders.dead_letter"]
    assert candidate.source.document.file == PAGE
    assert {name: bool(content) for name, content in candidate.source.assets.items()} == {"process": True}
    assert (candidate.found, candidate.foreign, candidate.unread) == ((), frozenset(), ())


# Edited


EDITS = {
    "syntax": ("queues.tf", "= 180", "=", "queues.tf:3:31: error HCL001"),
    "two on a line": ("queues.tf", "= 180", "= 180 delay_seconds = 0", "queues.tf:3:36: error HCL001"),
    "reference": ("flows.tf", "aws_sqs_queue.orders.arn", "aws_sqs_queue.order.arn", "flows.tf:2:29: error TFC002"),
    "twice": ("outputs.tf", 'output "orders_url"', 'output "orders_arn"', "outputs.tf:6:1: error TFC001"),
    "argument": ("queues.tf", "delay_seconds  ", "delay_second  ", "queues.tf:6:3: error TFS001"),
    "type": ("functions.tf", "= 256", '= "much"', "functions.tf:10:22: error TFS009"),
    "file": (
        "functions.tf",
        "filename         = ",
        'filename = "${path.module}/x" # ',
        "functions.tf:6:14: error TFC017",
    ),
    "function": ("functions.tf", "filebase64sha256(", "filesha(", "functions.tf:7:22: error TFC006"),
    "bare word": ("queues.tf", "= 180", "= None", "queues.tf:3:32: error TFC005"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_at_its_place(check: Check, name: str) -> None:
    file, old, new, place = EDITS[name]
    edit(file, old, new)
    code, out, said = check()
    assert (code, out) == (1, "")
    assert f"terraform/orders/{place}" in heads(said)
    head = next(index for index, line in enumerate(said.splitlines()) if f"orders/{place}" in line)
    line, caret = said.splitlines()[head + 1 : head + 3]
    number, column = map(int, place.split(":")[1:3])
    assert line == "    " + (ORDERS / file).read_text().splitlines()[number - 1]
    assert caret.index("^") == 4 + column - 1


def test_a_file_that_was_removed(check: Check) -> None:
    (ORDERS / "code/process.zip").unlink()
    assert heads(check()[2]) == [
        "terraform/orders/functions.tf:6:22: error TFC017",
        "terraform/orders/functions.tf:7:39: error TFC017",
    ]
    (ORDERS / "variables.tf").unlink()
    assert "error TFC003 the module declares no variable name" in check()[2]


def test_warnings(check: Check) -> None:
    (ORDERS / "more.tf").write_text('variable "unused" {\n  type = string\n}\n')
    code, out, said = check()
    assert (code, out) == (0, SOUND.replace("7", "8"))
    assert heads(said) == ["terraform/orders/more.tf:1:1: warning TFC010"]
    assert check("--quiet") == (0, "", "")
    assert check("--strict") == (1, "", said)
    assert check("--strict", "--quiet") == (1, "", said)


def test_files_of_the_user(check: Check) -> None:
    """`render` never touches them; no page says what is in them."""
    (ORDERS / "override.tf").write_text('resource "aws_sqs_queue" "orders" {\n  visibility_timeout_seconds = 600\n}\n')
    (ORDERS / "more.tf").write_text('resource "random_id" "i" {\n  byte_length = 4\n}\n')
    assert check("--strict") == (0, SOUND.replace("7", "9"), "")
    assert opened("terraform/orders").foreign == {"override.tf", "more.tf"}
    assert heads(check("--verbose")[2]) == ["terraform/orders/more.tf:1:1: info TFS015"]


def test_json_is_told_of_and_passed_over(check: Check) -> None:
    (ORDERS / "more.tf.json").write_text('{"variable": {"extra": {}}}')
    (ORDERS / "more.tf").write_text('output "extra" {\n  value = var.extra\n}\n')
    code, _, said = check("--verbose")
    assert code == 0
    assert heads(said) == [
        "terraform/orders/more.tf:2:11: warning TFC003",
        "terraform/orders/more.tf.json: info HCL004",
    ]


def test_what_the_page_does_not_say(check: Check) -> None:
    """Terraform would take it all: the places are those of the HCL, and of the page."""
    edit("queues.tf", "= 180", "= 600")
    assert check() == (
        1,
        "",
        "terraform/orders/queues.tf:3:3: error TFL001 orders: visibility_timeout is 600 here, and 180 on the page\n"
        "      visibility_timeout_seconds = 600\n"
        "      ^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever applies it gets something else than the page promises\n"
        "    fix: render the page, or have the page say so too\n"
        "    page: sqs-lambda.eventgen.yaml:8:11\n"
        "      orders: {dead_letter: {after: 5}}\n"
        "              ^\n",
    )
    edit("queues.tf", "= 600", "= None")
    assert heads(check()[2]) == ["terraform/orders/queues.tf:3:32: error TFC005"]


def test_what_only_the_page_says(check: Check) -> None:
    text = Path(PAGE).read_text("utf-8")
    Path(PAGE).write_text(text.replace("functions:\n", "  more: {}\nfunctions:\n"), "utf-8")
    code, _, said = check()
    assert code == 1
    assert f"{PAGE}:9:9: error TFL002 nothing of the module makes more\n" in said
    assert "    module: terraform/orders" in said.splitlines()


def test_judges_disagree(check: Check) -> None:
    """What a person writes may be too much for one of them."""
    edit("queues.tf", "= 180", '= length("a $${ b")')
    code, _, said = check()
    assert (code, heads(said)) == (1, ["terraform/orders/queues.tf:18:11: error HCL002"])
    assert "refused by python-hcl2 (Unexpected token" in said
    assert "fix: Terraform has the last word: terraform fmt -check" in said


# What Terraform itself does not read


def test_what_is_passed_over(check: Check) -> None:
    broken = b"\xff {"
    for path in (".terraform/modules/m/main.tf", ".hidden.tf", "old.tf~", "tests/a.tftest.hcl", "folder.tf/a.tf"):
        (ORDERS / path).parent.mkdir(parents=True, exist_ok=True)
        (ORDERS / path).write_bytes(broken)
    copy = ORDERS / ".terraform/modules/copy"
    shutil.copytree(ORDERS, copy, ignore=shutil.ignore_patterns(".terraform"))
    assert check() == (0, SOUND, "")
    assert check(str(copy))[0] == 0  # named, it is checked


# The page


def test_a_page_that_moved(check: Check) -> None:
    Path(PAGE).rename("moved.eventgen.yaml")
    sound = "terraform/orders: 7 files sound, without a page\n"
    assert check("--strict") == (0, sound, "")
    code, out, said = check("--verbose")
    assert (code, out) == (0, sound)
    assert said.startswith(f"terraform/orders/{MANIFEST}: info OUT006 the page {PAGE} is not there")
    edit("queues.tf", "= 180", "= None")
    assert heads(check()[2]) == ["terraform/orders/queues.tf:3:32: error TFC005"]


def test_a_page_at_fault(check: Check) -> None:
    text = Path(PAGE).read_text("utf-8")
    Path(PAGE).write_text(text.replace("timeout: 30s", "timeout: 30h"), "utf-8")
    edit("queues.tf", "= 180", "= None")
    code, out, said = check()
    assert (code, out) == (1, "")
    assert heads(said) == [f"{PAGE}:14:14: error LMB002", "terraform/orders/queues.tf:3:32: error TFC005"]
    Path(PAGE).write_text("eventgen: [", "utf-8")
    assert heads(check()[2])[0].startswith(f"{PAGE}:1:12: error YAML")


def test_code_at_fault(check: Check) -> None:
    shutil.rmtree("src/process")
    Path("src/process").write_text("")
    assert heads(check()[2]) == [f"{PAGE}:13:23: error CODE001"]


MANIFESTS = {
    "no JSON": ("{", "is not JSON"),
    "of the future": ('{"eventgen": 2}', "has format 2, from a newer eventgen"),
    "damaged": ('{"eventgen": 1, "files": []}', "is damaged"),
    "without a page": ('{"eventgen": 1, "files": {}}', "names no page"),
    "with another page": ('{"eventgen": 1, "files": {}, "page": 1}', "names no page"),
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_at_fault(check: Check, name: str) -> None:
    text, says = MANIFESTS[name]
    (ORDERS / MANIFEST).write_text(text)
    edit("queues.tf", "= 180", "= None")
    code, _, said = check()
    assert code == 1
    assert f"terraform/orders/{MANIFEST}: error OUT005 the manifest {says}" in said
    assert "terraform/orders/queues.tf:3:32: error TFC005" in heads(said)


@pytest.mark.parametrize("page", ["../..", "a\0b", "\ud800", "x" * 5000])
def test_a_page_that_can_be_no_file(check: Check, page: str) -> None:
    written = json.loads((ORDERS / MANIFEST).read_text())
    (ORDERS / MANIFEST).write_text(json.dumps({**written, "page": page}))
    assert check()[0] == 0
    code, _, said = check("--verbose")
    assert (code, "info OUT006" in said) == (0, True)


# Folders


def test_nested_folders(check: Check) -> None:
    """Below a folder only what has a manifest is a module; the folder itself may do without."""
    shutil.copytree(ORDERS, "terraform/deep/er/again")
    Path("terraform/main.tf").write_text('module "orders" {\n  source = "./orders"\n}\n')
    Path("terraform/other").mkdir()
    Path("terraform/other/main.tf").write_text("broken {")
    code, out, said = check()
    assert (code, said) == (0, "")
    assert out == (
        "terraform: 1 file sound, without a page\n"
        "terraform/deep/er/again: 7 files sound, without a page\n"
        "terraform/orders: 7 files sound, held against sqs-lambda.eventgen.yaml\n"
    )
    assert heads(check("terraform/other")[2]) == ["terraform/other/main.tf:1:9: error HCL001"]


def test_without_arguments_and_without_the_usual_folder(check: Check) -> None:
    Path("terraform").rename("infra")
    assert heads(check()[2]) == ["terraform: error FILE001"]
    Path("main.tf").write_text('variable "x" {}\n')
    assert heads(check()[2]) == ["main.tf:1:1: warning TFC010"]


def test_folders_that_are_none(check: Check) -> None:
    Path("empty/.hidden").mkdir(parents=True)
    shutil.copytree(ORDERS, "empty/.hidden/orders")
    Path("bare").mkdir()
    shutil.copy(ORDERS / MANIFEST, "bare")
    said = check("empty", "none", PAGE, "", "bare", "terraform")
    assert said[:2] == (2, SOUND)
    assert heads(said[2]) == [
        ": error FILE001",
        "empty: error FILE001",
        "none: error FILE001",
        f"{PAGE}: error FILE005",
        "bare: error FILE001",
    ]


def test_what_is_not_utf_8(check: Check) -> None:
    file = ORDERS / "queues.tf"
    file.write_bytes(file.read_bytes().replace(b"= 180", b'= "\xe4"'))
    assert check()[::2] == (
        1,
        "terraform/orders/queues.tf:3:33: error HCL001 is no HCL: the byte 0xE4 is not UTF-8\n"
        '      visibility_timeout_seconds = "\N{REPLACEMENT CHARACTER}"\n'
        "                                    ^ Terraform could not read it\n"
        "    fix: save the file as UTF-8\n",
    )


def test_line_ends_and_a_bom_are_terraform_s_to_take(check: Check) -> None:
    for path in ORDERS.glob("*.tf"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check("--thorough") == (0, SOUND, "")


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_links(check: Check) -> None:
    """To files they are followed, as Terraform does; to folders only where they are named."""
    (ORDERS / "queues.tf").rename("elsewhere.tf")
    (ORDERS / "queues.tf").symlink_to("../../elsewhere.tf")
    Path("terraform/link").symlink_to("orders")
    Path("terraform/nothing").symlink_to("nowhere")
    assert check() == (0, SOUND, "")
    assert heads(check("--verbose")[2]) == ["terraform/link: info FILE006"]
    assert check("terraform/link")[:2] == (0, SOUND.replace("orders", "link"))


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
@pytest.mark.parametrize("what", ["a link to itself", "a link to nothing", "a pipe"])
def test_a_file_that_cannot_be_read(check: Check, what: str) -> None:
    """The others are judged; what the file may declare is only missed."""
    queues = ORDERS / "queues.tf"
    queues.unlink()
    if what == "a pipe":
        os.mkfifo(queues)
    else:
        queues.symlink_to("queues.tf" if what == "a link to itself" else "nowhere.tf")
    edit("functions.tf", "= 256", '= "much"')
    code, out, said = check()
    assert (code, out) == (2, "")
    assert heads(said)[-1] == "terraform/orders/queues.tf: error FILE003"
    assert "terraform/orders/functions.tf:10:22: error TFS009" in heads(said)
    assert "error TFC002" not in said
    assert "unless queues.tf says otherwise, which was not read" in said


def test_a_folder_that_cannot_be_read(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str = ".") -> object:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refused)
    code, out, said = check("terraform")
    assert (code, out, said) == (2, "", "terraform: error FILE003 cannot be read: Permission denied\n")
    monkeypatch.undo()
    monkeypatch.setattr(os, "listdir", refused)
    assert opened("terraform/orders").found[0].message == "cannot be read: Permission denied"


def test_each_folder_once() -> None:
    found, wrong = folders(["terraform", "./terraform/orders", "terraform//orders/"])
    assert (found, wrong) == (["terraform/orders"], [])
