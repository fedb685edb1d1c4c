"""Bad input through the command line: one clear diagnostic, the right exit code, and the old output whole."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PAGE = "p.eventgen.yaml"
HEADER = "eventgen: 1\nname: good\n"
GOOD = HEADER + "queues: {orders: {}}\n"
FUNCTION = HEADER + "functions: {f: {runtime: python3.13, handler: a.b, code: %s}}\n"
MACHINE = HEADER + "state_machines: {m: {definition: %s}}\n"
HEAD = re.compile(r"(?P<place>\S.*?): error (?P<code>[A-Z]+[0-9]+) (?P<message>.*)")
SUMMARY = re.compile(r"\d+ errors? in (1 page|\d+ of \d+ pages)(; --fix mends \d+)?")
ENVIRONMENT = {**os.environ, "EVENTGEN_CACHE": "off", "NO_COLOR": "1", "COLUMNS": "200"}
HANGS = 60  # seconds: only for what would never end
Tree = dict[str, bytes]


def eventgen(folder: Path, *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error; a traceback or a control character fails at once."""
    command = [sys.executable, "-m", "eventgen", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=HANGS)
    said = done.stderr.decode()
    assert "Traceback" not in said, said
    assert [c for c in said if c != "\n" and not c.isprintable()] == [], said
    return done.returncode, done.stdout.decode(), said


def heads(said: str) -> list[tuple[str, str, str]]:
    """Place, code and message of each error, with the fix below it; without the summary."""
    blocks = [block for block in re.split(r"\n(?! )", said.strip("\n")) if not SUMMARY.fullmatch(block)]
    found = [(HEAD.match(block), " ".join(block.split())) for block in blocks]
    assert all(match for match, _ in found), said
    return [(match["place"], match["code"], whole) for match, whole in found if match]


def tree(folder: Path) -> Tree:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def old(tmp_path: Path) -> Callable[[], None]:
    """An output folder that is there; what is given back asserts that it is whole."""
    (tmp_path / PAGE).write_text(GOOD)
    assert eventgen(tmp_path, "render", PAGE, "--out", "out")[0] == 0
    (tmp_path / "out/good/override.tf").write_text("# mine\n")
    before = tree(tmp_path / "out")
    assert "good/queues.tf" in before

    def whole() -> None:
        assert tree(tmp_path / "out") == before

    return whole


LAUGHS = "a0: &a0 [xxxxxxxxxx]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
NODES = "topics: {t: {}}\nqueues: {q: {}, r: {}, fifo: {fifo: true}}\nstreams: {s: {}}\nbuckets: {b: {}}\n"
# Name, page, then for each finding: the place below the page, the code, and words of it
BAD: list[tuple[str, str | bytes, list[tuple[str, ...]]]] = [
    ("empty", "", [("1:1", "YAML002", "empty")]),
    ("Latin-1", "name: caf\xe9\n".encode("latin-1"), [("1:10", "YAML003", "0xE9", "UTF-8")]),
    ("UTF-16", GOOD.encode("utf-16"), [("1:1", "YAML003", "UTF-8")]),
    ("tab", "queues:\n\torders: {}\n", [("2:1", "YAML004", "tab")]),
    ("two documents", GOOD + "---\n" + GOOD, [("4:1", "YAML005", "second")]),
    ("alias bomb", LAUGHS, [("6:20", "YAML018", "50,000 keys")]),
    ("brackets", "[" * 100_000, [("1:65", "YAML010", "64 levels")]),
    ("NUL", "eventgen: 1\nname: a\0b\n", [("2:8", "YAML015", "U+0000")]),
    ("ESC", "eventgen: 1\nname: a\x1b[31m\n", [("2:8", "YAML015", "U+001B")]),
    ("name of a path", "eventgen: 1\nname: ../../x\n", [("2:7", "PAGE006", "../../x")]),
    ("quote in a name", HEADER + "queues: {'a\"b': {}}\n", [("3:10", "PAGE006", 'a"b')]),
    ("one label", HEADER + "queues: {a-b: {}, a_b: {}}\n", [("3:19", "PAGE009", "a-b", "a_b")]),
    (
        "missing node",
        HEADER + NODES + "flows: [b -> qq]\n",
        [("7:9", "FLOW001", "no node is called qq", "did you mean q?")],
    ),
    (
        "bucket to FIFO queue",
        HEADER + NODES + "flows: [b -> fifo]\n",
        [("7:9", "S3004", "S3 does not notify FIFO queues", "bucket: b", "message_group")],
    ),
    ("topic to stream", HEADER + NODES + "flows: [t -> s]\n", [("7:9", "FLOW002", "SNS delivers to", "rule -> s")]),
    (
        "queue to queue",
        HEADER + NODES + "flows: [q -> r]\n",
        [("7:9", "FLOW002", "SQS is pulled", "q -> a function -> r")],
    ),
    ("stream to topic", HEADER + NODES + "flows: [s -> t]\n", [("7:9", "FLOW002", "pulled", "s -> a function -> t")]),
    ("bucket to stream", HEADER + NODES + "flows: [b -> s]\n", [("7:9", "FLOW002", "S3 notifies", "bucket: b")]),
    (
        "10 MB of a wrong page",
        HEADER + "queues: {\n" + "".join(f"  q{n}: {{}},\n" for n in range(9)) + "#" + "x" * 10_000_000 + "\n}\nx: 1\n",
        [("15:1", "PAGE001", "x")],
    ),
    ("larger than a page may be", GOOD + "#" + "x" * 17_000_000, [("1:1", "YAML014", "16 MiB")]),
    ("template", HEADER + 'description: "${file(\\"/etc/passwd\\")}"\n', [("3:14", "PAGE005", "$${")]),
    (
        "control characters in a name",
        HEADER + 'queues: {"a\\e[31m": {}}\n"\\e]0;x": 1\n',
        [("3:10", "PAGE006", "a [31m"), ("4:1", "PAGE001", "]0;x")],
    ),
    (
        "control characters in a flow",
        HEADER + 'flows: ["a\\e[31m -> b\\u202e"]\n',
        [("3:9", "FLOW001", "a [31m"), ("3:9", "FLOW001", "no nodes")],
    ),
    (
        "control characters in a test",
        HEADER + 'queues: {q: {}}\ntests: [{name: n, send: {to: q}, expect: {"q\\e": 1}}]\n',
        [("4:50", "TEST001", "q")],
    ),
    (
        "control characters in the key of an option",
        HEADER + 'tags: {"a\\e[31m": 5}\n',
        [("3:19", "PAGE002", "5")],
    ),
    ("control characters in a path", FUNCTION % '{zip: "a\\e\\0b"}', [("3:64", "PAGE003", "path")]),
]


@pytest.mark.parametrize(("page", "found"), [pytest.param(*rest, id=name) for name, *rest in BAD])
def test_bad_page(tmp_path: Path, old: Callable[[], None], page: str | bytes, found: list[tuple[str, ...]]) -> None:
    (tmp_path / PAGE).write_bytes(page.encode() if isinstance(page, str) else page)
    for command in (["validate"], ["render", "--out", "out", "--force"]):
        code, out, said = eventgen(tmp_path, *command, PAGE)
        assert (code, out) == (1, "")
        told = heads(said)
        assert [one[:2] for one in told] == [(f"{PAGE}:{place}", number) for place, number, *_ in found]
        for (_, _, whole), (_, _, *words) in zip(told, found, strict=True):
            assert [word for word in words if word not in whole] == [], whole
        old()


def test_long_lines_are_cut(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_text(HEADER + "x: " + "y" * 10_000_000 + "\n")
    code, out, said = eventgen(tmp_path, "validate", PAGE)
    assert (code, out) == (1, "")
    assert max(map(len, said.splitlines())) < 500


def test_large_page(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_text(GOOD + "#" + "x" * 10_000_000)
    assert eventgen(tmp_path, "validate", PAGE) == (0, "", "")


def test_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert eventgen(tmp_path, "validate", PAGE) == (0, "", "")


def test_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/page.yaml").write_text(GOOD)
    code, out, said = eventgen(tmp_path, "validate", "sub")
    ((place, number, whole),) = heads(said)
    assert (code, out, place, number) == (2, "", "sub", "FILE001")
    assert ".eventgen.yaml" in whole
    assert "eventgen init" in whole


@pytest.mark.parametrize("name", ["no.eventgen.yaml", f"{PAGE}/x", "n" * 300 + ".eventgen.yaml"])
def test_missing_file(tmp_path: Path, old: Callable[[], None], name: str) -> None:
    for command in (["validate"], ["render", "--out", "out"]):
        code, out, said = eventgen(tmp_path, *command, name)
        ((place, number, _),) = heads(said)
        assert (code, out, place) == (2, "", name)
        assert number in ("FILE001", "FILE003")
        old()


def test_odd_characters_in_the_path_of_a_page(tmp_path: Path) -> None:
    name = "a\x1b[31mé\n\u202e b.eventgen.yaml"
    (tmp_path / name).write_text(GOOD)
    code, out, said = eventgen(tmp_path, "validate", ".")
    assert (code, out, said) == (0, "", "")


def test_odd_characters_in_the_path_of_a_wrong_page(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\u202e.eventgen.yaml").write_text("")
    code, out, said = eventgen(tmp_path, "validate", ".")
    assert (code, out) == (1, "")
    assert "YAML002" in said


def test_output_below_a_file(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_text(GOOD)
    (tmp_path / "file").write_text("kept")
    for out in ("file", "file/below"):
        code, stdout, said = eventgen(tmp_path, "render", PAGE, "--out", out)
        ((_, number, whole),) = heads(said)
        assert (code, stdout, number) == (2, "", "OUT004")
        assert "Not a directory" in whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", PAGE]
    assert (tmp_path / "file").read_text() == "kept"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"cannot mount a small disk: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("zip_is", ["larger than what is left", "larger than the disk"])
def test_full_disk(tmp_path: Path, small: Path, zip_is: str) -> None:
    (tmp_path / PAGE).write_text(FUNCTION % "{directory: src}")
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.py").write_text("A = 1\n")
    assert eventgen(tmp_path, "render", PAGE, "--out", "small")[0] == 0
    before = tree(small)
    (tmp_path / "src/b.bin").write_bytes(b"b" * (90_000 if "left" in zip_is else 1_000_000))
    (small / "filler").write_bytes(b"f" * 40_000)
    code, out, said = eventgen(tmp_path, "render", PAGE, "--out", "small")
    ((_, number, whole),) = heads(said)
    assert (code, out, number) == (2, "", "OUT004")
    assert "No space left on device" in whole
    assert "the old output is whole" in whole
    (small / "filler").unlink()
    assert tree(small) == before


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "odd")


def endpoint(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(folder / "odd"))


def link_to_itself(folder: Path) -> None:
    (folder / "odd").symlink_to("odd")


def link_to_nothing(folder: Path) -> None:
    (folder / "odd").symlink_to("nothing")


def link_to_a_device(folder: Path) -> None:
    (folder / "odd").symlink_to("/dev/zero")


def link_to_the_outside(folder: Path) -> None:
    (folder / "odd").symlink_to("/etc/passwd")


def link_to_its_folder(folder: Path) -> None:
    (folder / "odd").symlink_to(".")


ODD = [
    pipe,
    link_to_a_device,
    link_to_the_outside,
    endpoint,
    link_to_itself,
    link_to_nothing,
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_file_among_the_code(
    tmp_path: Path, old: Callable[[], None], odd: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.py").write_text("A = 1\n")
    odd(tmp_path / "src")
    (tmp_path / PAGE).write_text(FUNCTION % "{directory: src}")
    code, out, said = eventgen(tmp_path, "render", PAGE, "--out", "out")
    ((_, number, whole),) = heads(said)
    assert (code, out, number) == (2, "", "FILE003")
    assert "src" in whole
    assert "f: " in whole
    old()


def test_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.py").write_text("A = 1\n")
    link_to_its_folder(tmp_path / "src")
    (tmp_path / PAGE).write_text(FUNCTION % "{directory: src}")
    assert eventgen(tmp_path, "render", PAGE, "--out", "out")[0] == 0


@pytest.mark.parametrize("path", ["..", "../..", "/etc", "src/../../.."])
def test_code_outside(tmp_path: Path, old: Callable[[], None], path: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / PAGE).write_text(FUNCTION % f"{{directory: {path}}}")
    code, out, said = eventgen(tmp_path, "render", f"pages/{PAGE}", "--out", "out")
    assert (code, out) == (1, "")
    assert path in heads(said)[0][2]
    old()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"no json", "JSON"), (b'{"a": "\xe9"}', "UTF-8"), (b"[" * 200_000, "JSON"), (b"", "JSON"), (b"[]", "mapping")],
    ids=["no JSON", "no UTF-8", "brackets", "empty", "a list"],
)
def test_definition(tmp_path: Path, old: Callable[[], None], content: bytes, words: str) -> None:
    (tmp_path / "m.json").write_bytes(content)
    (tmp_path / PAGE).write_text(MACHINE % "m.json")
    code, out, said = eventgen(tmp_path, "render", PAGE, "--out", "out")
    assert (code, out) == (1, "")
    assert words in heads(said)[0][2]
    old()


@pytest.mark.parametrize(
    "page",
    [FUNCTION % "{directory: a.zip}", FUNCTION % "{zip: src}", MACHINE % "src"],
    ids=["directory that is a file", "zip that is a folder", "definition that is a folder"],
)
def test_folder_for_a_file(tmp_path: Path, old: Callable[[], None], page: str) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    (tmp_path / "src").mkdir()
    (tmp_path / PAGE).write_text(page)
    code, out, _ = eventgen(tmp_path, "render", PAGE, "--out", "out")
    assert (code, out) == (1, "")
    old()


def machine(state: str) -> str:
    return f'{{"StartAt": "A", "States": {{"A": {state}}}}}'


def deep(levels: int) -> str:
    """A machine in a machine, and so on; the last one is wrong."""
    made = machine('{"Type": "Stop"}')
    for _ in range(levels):
        made = machine(f'{{"Type": "Parallel", "Branches": [{made}], "End": true}}')
    return made


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (machine('{"Type": "Pass", "Next": "B"}'), "SFN003", "no such state"),
        (machine(f'{{"Type": "Succeed", "Comment": "{"c" * 2**20}"}}'), "SFN003", "1048576"),
        (machine('{"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "End": true}'), "SFN005", ".sync"),
        (deep(200), "SFN003", "state"),
    ],
    ids=["a state that is not there", "too large", "an express machine that waits", "deep"],
)
def test_definition_that_step_functions_refuses(
    tmp_path: Path, old: Callable[[], None], content: str, code: str, words: str
) -> None:
    (tmp_path / "m.json").write_text(content)
    (tmp_path / PAGE).write_text(MACHINE % "m.json, type: express")
    exit_code, out, said = eventgen(tmp_path, "render", PAGE, "--out", "out")
    assert (exit_code, out) == (1, "")
    ((place, found, message),) = heads(said)
    assert (place, found) == (f"{PAGE}:3:34", code)
    assert words in message
    old()
