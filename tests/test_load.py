"""Text -> Document: what is refused and where, what scalars mean, where the pieces stand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from eventgen import load as module
from eventgen.diagnostics import Diagnostic, Place, Severity, Stop, pretty
from eventgen.load import Document, Route, load


def found(content: str | bytes, file: str = "p") -> list[Diagnostic]:
    with pytest.raises(Stop) as stop:
        load(file, content.encode() if isinstance(content, str) else content)
    return list(stop.value.diagnostics)


def page(content: str) -> Document:
    return load("p", content.encode())


LAUGHS = "a0: &a0 [xxxxxxxxxx]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
LONG_LAUGH = f"a: &a {'x' * 10_000}\nb: [{', '.join(['*a'] * 101)}]\n"
# Each anchor is shallow; together they are deeper than Python recurses.
TOWER = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} {'[' * 50}*a{n - 1}{']' * 50}\n" for n in range(1, 40))

BAD = [
    ("", "YAML002", "1:1", "empty"),
    ("# only\n# comments\n", "YAML002", "1:1", "empty"),
    ("---\n", "YAML002", "1:1", "empty"),
    ("null\n", "YAML006", "1:1", "'null'"),
    ("hello\n", "YAML006", "1:1", "'hello'"),
    ("# c\n- a\n- b\n", "YAML006", "2:1", "a list"),
    ("a: b: c\n", "YAML001", "1:5", "`: `"),
    ("a: 1\n b: 2\n", "YAML001", "2:3", "`: `"),
    ("é: é: é\n", "YAML001", "1:5", "`: `"),
    ("a: 😀 b: c\n", "YAML001", "1:7", "`: `"),
    ("a: 1\r\nb:\r\n  c: d: e\r\n", "YAML001", "3:7", "`: `"),
    ("a: [1, 2\n", "YAML001", "1:4", "`[` of line 1"),
    ("a: {b: 1\nc: [2]\n", "YAML001", "2:2", "`{` of line 1"),
    ('a: "x\n', "YAML001", "1:4", "not closed"),
    ("a: 'x\nb: 1\n", "YAML001", "1:4", "not closed"),
    ('a: "x" y\n', "YAML001", "1:8", "mapping of line 1"),
    ("- a\nb: 1\n", "YAML001", "2:1", "list of line 1"),
    ("a: 1\nb\n", "YAML001", "2:1", "has no `:`"),
    ("a: @x\n", "YAML001", "1:4", "'@'"),
    ("a: % x\n", "YAML001", "1:4", "'%'"),
    ("a: `x`\n", "YAML001", "1:4", "'`'"),
    ("a: & b\n", "YAML001", "1:4", "anchor"),
    ("a: ]\n", "YAML001", "1:4", "missing"),
    ("a: >=5\n", "YAML001", "1:4", "`>`"),
    ("a: - b\n", "YAML001", "1:4", "`- `"),
    ("a: ? b\n", "YAML001", "1:4", "no YAML"),
    ("%YAML 2.0\n---\na: 1\n", "YAML001", "1:1", "1.x"),
    ("a: caf\xe9\n".encode("latin-1"), "YAML003", "1:7", "0xE9 ('é' in Latin-1) at offset 6"),
    (b"# \xc3\xa9\nb: \xff\n", "YAML003", "2:4", "0xFF"),
    (b"\xef\xbb\xbfa: \xff\n", "YAML003", "1:4", "offset 6"),
    ("a: 1\n".encode("utf-16"), "YAML003", "1:1", "UTF-16"),
    ("a: 1\n".encode("utf-16-le"), "YAML003", "1:1", "UTF-16"),
    ("a: 1\n".encode("utf-32-be"), "YAML003", "1:1", "UTF-16"),
    ("a:\n\tb: 1\n", "YAML004", "2:1", "tab"),
    ("a:\n  b: 1\n  \tc: 2\n", "YAML004", "3:3", "tab"),
    ("\ta: 1\n", "YAML004", "1:1", "tab"),
    ("a: |\n\tfoo\n", "YAML004", "2:1", "tab"),
    ("a: 1\n---\nb: 1\n", "YAML005", "2:1", "second"),
    ("---\n---\nb: 1\n", "YAML005", "2:1", "second"),
    ("a: {x: 1}\nb:\n  <<: *a\n", "YAML008", "3:3", "`<<`"),
    ("a: !foo x\n", "YAML009", "1:4", "'!foo'"),
    ("a: !!int 1\n", "YAML009", "1:4", "'!!int'"),
    ("a: !!python/object:os.system {}\n", "YAML009", "1:4", "python"),
    ("a: !!python/name:os.system\n", "YAML009", "1:4", "python"),
    ("a: !x!y z\n", "YAML009", "1:4", "!x!y"),
    ("? !!python/tuple [a]\n: 1\n", "YAML009", "1:3", "python"),
    ("[" * 100_000, "YAML010", "1:65", "64 levels"),
    ("a: " + "{b: " * 100_000, "YAML010", "1:256", "64 levels"),
    ("".join(" " * n + f"k{n}:\n" for n in range(2000)), "YAML010", "65:65", "64 levels"),
    (TOWER, "YAML010", "3:59", "64 levels"),
    (LAUGHS, "YAML018", "6:20", "50,000 keys"),
    (LONG_LAUGH, "YAML011", "2:405", "1,000,000 characters"),
    ("a: &a [1, *a]\n", "YAML012", "1:11", "*a"),
    ("a: &a\n  b: {c: *a}\n", "YAML012", "2:10", "*a"),
    ("suffix: *.jpg\n", "YAML013", "1:9", "*.jpg"),
    ("a: [**/*.jpg, b]\n", "YAML013", "1:5", "**/*.jpg"),
    ("a: *x\n", "YAML013", "1:4", "&x"),
    ("a: *\n", "YAML013", "1:4", "alias"),
    (b"a: 1\n#" + b"x" * module.MOST_BYTES, "YAML014", "1:1", "16 MiB"),
    ("a: \0\n", "YAML015", "1:4", "U+0000"),
    ("a: é\nb: é\x07\n", "YAML015", "2:5", "U+0007"),
    ("a: \ufffe\n", "YAML015", "1:4", "U+FFFE"),
    ('a: "\\ud800"\n', "YAML016", "1:4", "\\ud800"),
    ('a: "\\UFFFFFFFF"\n', "YAML016", "1:4", "no character"),
    ('a: "\\u12"\n', "YAML016", "1:4", "digits"),
    ('a: "\\q"\n', "YAML016", "1:5", "escape"),
    ("a: [" + "1," * module.MOST_PIECES + "]\n", "YAML018", f"1:{2 * module.MOST_PIECES - 1}", "50,000 keys"),
    ("a: '" + "${var.x}" * module.MOST_PIECES + "'\n", "YAML018", "1:4", "templates"),
    ("? [a]\n: 1\n", "YAML017", "1:3", "text"),
    ("a: {{x}}\n", "YAML017", "1:5", "text"),
    ("a: &a [1]\n*a : 2\n", "YAML017", "2:1", "*a"),
]


@pytest.mark.parametrize(("content", "code", "at", "says"), BAD, ids=range(len(BAD)))
def test_bad(content: str | bytes, code: str, at: str | None, says: str) -> None:
    (one,) = found(content)
    assert one.code == code
    assert f"{one.place.line}:{one.place.column}" == (at or f"{one.place.line}:{one.place.column}")
    assert says in one.message
    assert one.fix
    assert one.severity is Severity.ERROR
    assert pretty(one)


@pytest.mark.parametrize(("content", "code", "at", "says"), BAD, ids=range(len(BAD)))
def test_bad_without_libyaml(
    content: str | bytes, code: str, at: str | None, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_Loader", yaml.SafeLoader)
    (one,) = found(content)
    assert (one.code, bool(one.place.line), bool(one.fix)) == (code, True, True)


def test_fix_shows_the_quotes() -> None:
    assert found("suffix: *.jpg\n")[0].fix == 'quote it: "*.jpg"'
    assert found("a: >=5\n")[0].fix == 'quote it: ">=5"'
    assert found("a: [*.jpg, b]\n")[0].fix == 'quote it: "*.jpg"'


def test_source_is_the_line() -> None:
    assert found("a: 1\r\nb: *x # why\r\n")[0].source == "b: *x # why"
    assert found("a: caf\xe9 x\nb: 1\n".encode("latin-1"))[0].source == "a: caf\ufffd x"


def test_all_duplicates() -> None:
    content = "a: 1\nb: {x: 1, x: 2}\n'a': 3\nc:\n  - y: 1\n    y: 2\na: 4\n"
    ones = found(content)
    assert [(d.code, d.place.line, d.place.column) for d in ones] == [
        ("YAML007", 2, 11),
        ("YAML007", 3, 1),
        ("YAML007", 6, 5),
        ("YAML007", 7, 1),
    ]
    assert ["line 2" in ones[0].message, "line 1" in ones[1].message] == [True, True]
    assert ["line 5" in ones[2].message, "line 1" in ones[3].message] == [True, True]


def test_duplicates_come_with_what_ends_the_page() -> None:
    assert [d.code for d in found("a: 1\na: 2\nb: *x\n")] == ["YAML007", "YAML013"]
    assert [d.code for d in found("a: 1\na: 2\nb: c: d\n")] == ["YAML007", "YAML001"]


def test_duplicates_have_a_bound() -> None:
    assert len(found("{" + "a: 1, " * 10_000 + "}")) == module.MOST_DUPLICATES


def test_keys_of_different_text_are_different() -> None:
    assert page("1: a\n01: b\n1.0: c\ntrue: d\n~: e\n").data == dict(
        zip(["1", "01", "1.0", "true", "~"], "abcde", strict=True)
    )


SCALARS: list[tuple[str, Any]] = [
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("nuLL", "nuLL"),
    ("true", True),
    ("True", True),
    ("FALSE", False),
    ("tRUE", "tRUE"),
    ("no", "no"),
    ("on", "on"),
    ("Yes", "Yes"),
    ("off", "off"),
    ("y", "y"),
    ("0", 0),
    ("-0", 0),
    ("12", 12),
    ("+12", 12),
    ("-12", -12),
    ("012", "012"),
    ("-012", "-012"),
    ("00", "00"),
    ("012345678901", "012345678901"),
    ("123456789012", 123456789012),
    ("0x1F", 31),
    ("0o17", 15),
    ("0b11", "0b11"),
    ("0xg", "0xg"),
    ("1_000", "1_000"),
    ("22:22", "22:22"),
    ("2024-01-02", "2024-01-02"),
    ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"),
    ("1.10", 1.1),
    ("1.", 1.0),
    (".5", 0.5),
    ("-.5", -0.5),
    ("01.5", "01.5"),
    ("1e3", 1000.0),
    ("1E-3", 0.001),
    ("1.2.3", "1.2.3"),
    ("1e999", "1e999"),
    ("1e", "1e"),
    (".", "."),
    ("+", "+"),
    (".inf", float("inf")),
    ("-.INF", float("-inf")),
    (".inF", ".inF"),
    ("9" * 64, int("9" * 64)),
    ("9" * 5000, "9" * 5000),
    ("٣", "٣"),
    ("=", "="),
    ("30s", "30s"),
    ('"12"', "12"),
    ("'true'", "true"),
    ('""', ""),
    ("!!str 12", "12"),
    ("! 12", "12"),
    ("!!str", ""),
    ("&x 12", 12),
    ("&x", None),
    ('"\\x00"', "\0"),
    ('"\\U0001F600"', "😀"),
    ("${var.x} %{if}", "${var.x} %{if}"),
    ("|\n  a\n  b", "a\nb\n"),
    (">-\n  a\n  b", "a b"),
]


@pytest.mark.parametrize(("written", "meant"), SCALARS)
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_scalars(written: str, meant: Any, loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_Loader", loader)
    value = page(f"k: {written}\n").data["k"]
    assert (value, type(value)) == (meant, type(meant))


def test_nan() -> None:
    assert str(page("k: .nan\n").data["k"]) == "nan"


PAGE = """\
eventgen: 1
queues:
  images:
    visibility_timeout: 30s
    account: "012"
    version: 1.10
  "other": &other {fifo: true, empty: }
  third: *other
flows:
  - from: uploads
    to: [images, &w worker]
  - images -> resize
text: |
  many
  lines
plain: one
  two
tagged: &t !!str 5
again: [*t, *w]
"""

PLACES: list[tuple[Route, bool, tuple[int, int, int]]] = [
    ((), False, (1, 1, 1)),
    (("eventgen",), False, (1, 11, 1)),
    (("eventgen",), True, (1, 1, 8)),
    (("queues", "images"), True, (3, 3, 6)),
    (("queues", "images"), False, (4, 5, 1)),
    (("queues", "images", "visibility_timeout"), False, (4, 25, 3)),
    (("queues", "images", "visibility_timeout"), True, (4, 5, 18)),
    (("queues", "images", "account"), False, (5, 14, 5)),
    (("queues", "other"), True, (7, 3, 7)),
    (("queues", "other"), False, (7, 12, 1)),
    (("queues", "other", "fifo"), False, (7, 26, 4)),
    (("queues", "other", "empty"), True, (7, 32, 5)),
    (("queues", "third"), False, (8, 10, 6)),
    (("queues", "third", "fifo"), False, (7, 26, 4)),
    (("queues", "third", "fifo"), True, (7, 20, 4)),
    (("flows", 0), False, (10, 5, 1)),
    (("flows", 0), True, (10, 5, 1)),
    (("flows", 0, "to", 1), False, (11, 21, 6)),
    (("flows", 1), False, (12, 5, 16)),
    (("text",), False, (13, 7, 1)),
    (("plain",), False, (16, 8, 3)),
    (("tagged",), False, (18, 18, 1)),
    (("again", 0), False, (19, 9, 2)),
    # Not on the page: a union's tag, a missing key, an index beyond the list, a step into a scalar.
    (("queues", "Queue", "images", "Fifo", "account", "str"), False, (5, 14, 5)),
    (("queues", "images", "missing"), False, (4, 5, 1)),
    (("queues", "images", "missing"), True, (3, 3, 6)),
    (("missing",), False, (1, 1, 1)),
    (("flows", 7), False, (10, 3, 1)),
    (("flows", -1), False, (10, 3, 1)),
    (("queues", 0), False, (3, 3, 1)),
]


@pytest.mark.parametrize(("route", "key", "at"), PLACES)
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_places(route: Route, key: bool, at: tuple[int, int, int], start: str, line_break: str) -> None:
    document = page(start + PAGE.replace("\n", line_break))
    assert document.place(route, key) == Place("p", *at)


@pytest.mark.parametrize("route", [route for route, _, _ in PLACES])
def test_diagnostic(route: Route) -> None:
    one = page(PAGE).diagnostic(route, Severity.WARNING, "X001", "why", "how", key=True)
    place = page(PAGE).place(route, key=True)
    assert one == Diagnostic(place, Severity.WARNING, "X001", "why", "how", PAGE.splitlines()[place.line - 1])


@pytest.mark.parametrize(
    ("route", "raw"),
    [
        (("eventgen",), "1"),
        (("queues", "images", "account"), "012"),
        (("queues", "images", "version"), "1.10"),
        (("queues", "images", "version", "float"), "1.10"),
        (("queues", "third", "fifo"), "true"),
        (("queues", "third", "empty"), ""),
        (("text",), "many\nlines\n"),
        (("tagged",), "5"),
        (("again", 0), "5"),
        (("again", 1), "worker"),
        (("queues",), None),
        (("flows",), None),
        ((), None),
    ],
)
def test_raw(route: Route, raw: str | None) -> None:
    assert page(PAGE).raw(route) == raw


def test_data() -> None:
    data = page(PAGE).data
    assert list(data) == ["eventgen", "queues", "flows", "text", "plain", "tagged", "again"]
    assert data["queues"]["third"] == {"fifo": True, "empty": None}
    assert data["flows"] == [{"from": "uploads", "to": ["images", "worker"]}, "images -> resize"]
    assert data["again"] == ["5", "worker"]


def test_anchors() -> None:
    assert page("a: &x 1\nb: &x 2\nc: *x\n").data == {"a": 1, "b": 2, "c": 2}
    assert page("a: &k name\n*k : 1\n").data == {"a": "name", "name": 1}
    assert page("a: &x [&x 1, *x]\n").data == {"a": [1, 1]}


def test_quoted_merge_key_is_a_key() -> None:
    assert page("'<<': 1\n").data == {"<<": 1}


def test_lines_are_those_of_editors() -> None:
    assert page('a: "x\u2028y"\nb: 1\n').place(("b",)) == Place("p", 2, 4)
    assert page("a: 1\rb: 1\r\nc: 1").place(("c",), key=True) == Place("p", 3, 1)


def test_files(tmp_path: Path) -> None:
    good = tmp_path / "page.yaml"
    good.write_text("a: é\n", encoding="utf-8")
    assert load(str(good)).data == {"a": "é"}
    assert load(str(good)).place(("a",)).file == str(good)
    for file, code in [
        (tmp_path / "none.yaml", "FILE001"),
        (good / "below", "FILE001"),
        (tmp_path / "\0", "FILE001"),
        ("", "FILE001"),
        (tmp_path, "FILE002"),
        (tmp_path / ("x" * 300), "FILE003"),
    ]:
        with pytest.raises(Stop) as stop:
            load(str(file))
        assert [(d.code, d.place) for d in stop.value.diagnostics] == [(code, Place(str(file)))]


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(Stop) as stop:
        load(str(tmp_path / "page.yaml"))
    (one,) = stop.value.diagnostics
    assert (one.code, one.message) == ("FILE003", "cannot be read: Permission denied")
