"""Values -> HCL and back: nothing is lost, and nothing becomes code. Judged by python-hcl2 and by Terraform itself."""

import json
import math
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hcl_values import Expression, Template, expressions, read
from hostile import PIECES, examples, hostile_text, seeded
from hypothesis import example, given
from hypothesis import strategies as st
from terraform import NO_BINARY, Terraform

from eventgen.hcl import IDENTIFIER, RESERVED, Expr, Hcl, NodeRef, Text, address, call, hcl, label, text, type_

numbers = st.one_of(
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, -1, -5, -15, 1.5, -1.5, 1e22, 1e-7, -1e-7, 10**30]),
)
json_like = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, hostile_text),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(hostile_text, inner, max_size=4)),
    max_leaves=12,
)


def written(value: Any) -> Any:
    """The value, written as an attribute of a block and read back."""
    attributes = read(f'output "x" {{\n  value = {hcl(value)}\n}}\n').find("output").attributes
    assert list(attributes) == ["value"]
    return attributes["value"]


def same(one: Any, other: Any) -> bool:
    """Equal, and of one type all the way down: to Python, 1 is True and 1.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float | int) and not isinstance(one, bool):
        return not isinstance(other, bool) and isinstance(other, float | int) and one == other
    return type(one) is type(other) and bool(one == other)


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_piece_comes_back_wherever_it_stands(piece: str) -> None:
    for value in (
        piece,
        f"a{piece}b",
        piece + piece,
        f"${piece}",
        f"%{piece}",
        f"{piece}{{",
        f"{piece}}}",
        f"\\{piece}",
    ):
        assert written(value) == value


@examples(400)
@given(hostile_text)
def test_any_string_comes_back(value: str) -> None:
    assert written(value) == value


@examples(120)
@given(hostile_text)
def test_any_string_comes_back_as_a_key_and_from_within(value: str) -> None:
    nested = {value: [value, {value: value, f"{value}.": [value]}, [[value]]], f"{value}2": {}}
    assert same(written(nested), nested)


@examples(120)
@given(json_like)
@example({word: word for word in (*sorted(RESERVED), "else", "endif", "endfor", "for_each", "None", "True", "a-b", "")})
def test_any_json_comes_back(value: Any) -> None:
    assert same(written(value), value)


@examples(120)
@given(json_like)
def test_any_json_within_jsonencode_comes_back(value: Any) -> None:
    assert same(read(f"x = jsonencode({hcl(value)})\n").attributes["x"], value)


@examples(200)
@given(st.lists(st.one_of(hostile_text, st.sampled_from([Expr("var.x"), Expr("aws_x.y.arn")])), max_size=6))
@example(["arn:x:$", "{aws_x.y.arn}"])
@example(["$", Expr("var.x"), "{", Expr("var.x"), "$"])
@example(["%", "{", Expr("var.x"), "%", "%", "{", "a}"])
@example(["$$", Expr("var.x"), "%", Expr("var.x"), "$", "${", Expr("var.x")])
def test_only_what_eventgen_refers_to_is_a_reference(parts: list[str | Expr]) -> None:
    found = written(text(*parts))
    assert list(expressions(found)) == [part.code for part in parts if isinstance(part, Expr)]
    assert flat(found) == "".join(part if isinstance(part, str) else f"\0{part.code}\0" for part in parts)


def flat(value: Any) -> str:
    if isinstance(value, Template):
        return "".join(map(flat, value.parts))
    return f"\0{value.code}\0" if isinstance(value, Expression) else str(value)


def test_a_lone_reference_is_no_string() -> None:
    assert hcl(text("", Expr("var.x"), "")) == "var.x"
    assert hcl(text(Text(("a",)), Text((Expr("var.x"),)))) == '"a${var.x}"'
    assert hcl(text()) == hcl("") == '""'


def test_what_is_hcl_already_is_left_alone() -> None:
    assert hcl(Hcl("a.b")) == "a.b"
    assert hcl(hcl("${x}")) == hcl("${x}")
    assert hcl(call("element", call("split", ":", address("a", "b", "arn")), 4)) == 'element(split(":", a.b.arn), 4)'


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", math.nan, math.inf, -math.inf, [math.nan], 1j])
def test_what_terraform_cannot_say_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no form in Terraform"):
        hcl(value)


def test_an_unresolved_reference_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"queues\.images\.url"):
        hcl(Text(("a", NodeRef("queues", "images", "url"))))


@examples(100)
@given(hostile_text)
def test_a_name_that_is_no_identifier_is_refused(name: str) -> None:
    if IDENTIFIER.match(name):
        assert address(name).code == name
        return
    with pytest.raises(ValueError, match="is no Terraform identifier"):
        address("aws_x", name)
    if not IDENTIFIER.match(name.replace("-", "_").replace(".", "_")):
        with pytest.raises(ValueError, match="is no Terraform identifier"):
            label(name)
    with pytest.raises(ValueError, match="is no type of a variable"):
        type_(name)


@pytest.fixture
def bare_terraform(tmp_path: Path) -> Terraform:
    """Terraform without a provider: all that outputs need."""
    binary = shutil.which("terraform")
    if not binary:
        pytest.skip(NO_BINARY)
    settings = tmp_path / "settings.tfrc"
    settings.write_text("disable_checkpoint = true\n", encoding="utf-8")
    return Terraform(binary, settings)


def normal(value: Any) -> Any:
    """Terraform normalises what it reads to NFC."""
    return json.loads(unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False)))


UPPER = Expr('upper("a")')
FORMS: dict[str, tuple[Callable[[str], str], Callable[[str], Any]]] = {
    "value": (hcl, lambda s: s),
    "key": (lambda s: hcl({s: 1}), lambda s: {s: 1}),
    "nested": (lambda s: hcl([{"a": [s, {"b c": s}]}]), lambda s: [{"a": [s, {"b c": s}]}]),
    "template": (lambda s: hcl(text(s, UPPER, s)), lambda s: f"{s}A{s}"),
}


@pytest.mark.terraform
@pytest.mark.parametrize("form", FORMS)
def test_terraform_reads_the_same(form: str, tmp_path: Path, bare_terraform: Terraform) -> None:
    write, expect = FORMS[form]
    values = seeded(300, seed=20261124)
    blocks = [f'output "o{n}" {{\n  value = {write(value)}\n}}\n' for n, value in enumerate(values)]
    (tmp_path / "outputs.tf").write_text("\n".join(blocks), encoding="utf-8", newline="")
    applied = bare_terraform(tmp_path, "apply", "-auto-approve", "-input=false", "-no-color")
    assert applied.returncode == 0, applied.stdout + applied.stderr
    outputs = json.loads(bare_terraform(tmp_path, "output", "-json").stdout)
    found = {n: outputs[f"o{n}"]["value"] for n in range(len(values))}
    assert found == {n: normal(expect(value)) for n, value in enumerate(values)}
