"""Any string in any field of a page that takes text comes back from the rendered Terraform, and none becomes code.

The fields are read off the models: an option that is new is tested without a line here, or fails by its name. Each
page is rendered twice, with the string and with a harmless one in its place: the two modules may differ in nothing
else, neither in a block nor in an expression.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from corpus import PAGES
from hcl_values import expressions, mapped
from hostile import BREAKOUTS, examples, hostile_text
from hypothesis import given
from hypothesis import strategies as st
from option_texts import escaped
from string_fields import (
    FIELDS,
    FILES,
    FIRST_OR_LAST,
    HARMLESS,
    NAMES,
    NODES,
    README,
    RENDERED,
    Field,
    Module,
    Page,
    check,
    errors,
    harmless,
    module,
    page,
    strings,
)
from yaml_text import yaml

from eventgen.load import load


@pytest.mark.parametrize("field", [f for f in RENDERED if str(f) not in FILES | README], ids=str)
def test_the_string_is_in_the_module(field: Field) -> None:
    terraform, _ = harmless(field)
    assert any(HARMLESS in text for block in terraform.values() for text in strings(block))


@pytest.mark.parametrize("field", RENDERED, ids=str)
def test_every_field_keeps_the_worst_strings(field: Field) -> None:
    for text in BREAKOUTS:
        check(field, text)


@examples(300)
@given(st.sampled_from(RENDERED), hostile_text)
def test_any_field_keeps_any_string(field: Field, text: str) -> None:
    check(field, text)


@examples(40)
@given(hostile_text)
def test_terraform_keeps_any_string(text: str) -> None:
    def added(text: str) -> Module:
        taken, functions = escaped(text), {"code": {"image": "i"}}
        return module(
            {
                "eventgen": 1,
                "name": "page",
                "topics": {"it": {"terraform": {"delivery_policy": taken}}},
                "functions": {"f": {**functions, "terraform": {"image_config": [{"command": [taken]}]}}},
                "queues": {"q": {"terraform": {"timeouts": {"create": taken}}}},
            }
        )

    (terraform, _), (expected, _) = added(text), added(HARMLESS)
    assert terraform == {path: mapped(block, lambda s: s.replace(HARMLESS, text)) for path, block in expected.items()}


@pytest.mark.parametrize("kind", ["list(string)", "map(string)"])
def test_defaults_of_variables_keep_any_string(kind: str) -> None:
    for text in BREAKOUTS:
        default = [text, "a"] if kind == "list(string)" else {text: text, "key": "a"}
        written = [escaped(text), "a"] if kind == "list(string)" else {escaped(text): escaped(text), "key": "a"}
        terraform, _ = module({"eventgen": 1, "name": "page", "variables": {"v": {"type": kind, "default": written}}})
        variable = terraform["variables.tf"].find("variable.v")
        assert variable.attributes["default"] == default


# Text that has to be the name of something ------------------------------------------------------------------


@pytest.mark.parametrize("field", [field for field in FIELDS if str(field) in NAMES], ids=str)
def test_a_string_that_names_nothing_is_refused(field: Field) -> None:
    for text in (*BREAKOUTS, "no such node", "${var.x}"):
        codes = {diagnostic.code for diagnostic in errors(page(field, text))}
        assert codes == {"PAGE002" if not text and "dead_letter" in str(field) else NAMES[str(field)]}


@examples(150)
@given(hostile_text)
def test_a_string_in_place_of_a_name_is_refused(text: str) -> None:
    queue: Page = {"queues": {"it": {}}}
    function: Page = {**NODES["function"], "environment": {text: ""}, "on_failure": text}
    for data in (
        {"name": text, **queue},
        {"name": "page", "queues": {text: {}}},
        {"name": "page", text: {"it": {}}},
        {"name": "page", "queues": {"it": {text: 1}}},
        {"name": "page", "queues": {"it": text}},
        {"name": "page", **queue, "flows": [text]},
        {"name": "page", **queue, "flows": [{"from": text, "to": ["it", text]}]},
        {"name": "page", **queue, "flows": [{"from": "it", "to": "it", text: text}]},
        {"name": "page", "queues": {"it": {"existing": text}}},
        {"name": "page", "functions": {"it": function}},
        {"name": "page", "rules": {"it": {"bus": text, "bucket": text, "api_calls": text}}},
        {"name": "page", "variables": {"it": {"type": text, "default": text}}},
    ):
        found = errors({"eventgen": 1, **data})
        assert found or re.fullmatch(r"[a-z][a-z0-9_-]*|[A-Za-z][A-Za-z0-9_]+|", text), data


@pytest.mark.parametrize("text", ["\x1b[2J", "a\nb", "\u202eab", "a\u2028b"], ids=ascii)
def test_a_message_is_one_line_that_a_terminal_can_show(text: str) -> None:
    environment = {**NODES["function"], "environment": {text: "x"}}
    pages: list[Page] = [{"queues": {text: {}}}, {"flows": [f"{text} -> b"]}, {"functions": {"it": environment}}]
    for data in (*pages, {text: 1}):
        for diagnostic in errors({"eventgen": 1, "name": "page", **data}):
            assert str(diagnostic).isprintable() and diagnostic.fix.replace("\n", "").isprintable(), diagnostic


# References -------------------------------------------------------------------------------------------------

# No references there: Terraform takes none in descriptions and defaults
LITERAL = {str(f) for f in RENDERED if str(f).endswith(("description", ".default"))} - README
KEYS = {str(f) for f in RENDERED if str(f).endswith("{key}")}
TEMPLATES = [f for f in RENDERED if f.form != "plain" and str(f) not in {*LITERAL, *README, *KEYS}]
TAGS = {"page.tags{}"}  # what they refer to has them itself: no node can be made first
QUEUE = "a_queue"
GOOD = {  # what a page says -> what Terraform is told
    "${var.known}": "var.known",
    "${var.With-hyphen_1}": "var.With-hyphen_1",
    f"${{queues.{QUEUE}.url}}": f"aws_sqs_queue.{QUEUE}.url",
    f"${{queues.{QUEUE}.arn}}": f"aws_sqs_queue.{QUEUE}.arn",
}
BAD = {  # what a page says -> code, and a word of the fix
    "${bad}": ("PAGE005", "$${"),
    "${": ("PAGE005", "$${"),
    "${}": ("PAGE005", "$${"),
    "${var}": ("PAGE005", "$${"),
    "${var.}": ("PAGE005", "$${"),
    "${ var.known }": ("PAGE005", "write ${var.known}"),
    "${VAR . known}": ("PAGE005", "write ${var.known}"),
    "${var.known.x}": ("PAGE005", "$${"),
    "${var.known[0]}": ("PAGE005", "$${"),
    "${var.kn\u00f6wn}": ("PAGE005", "$${"),
    "${var.known\u0660}": ("PAGE005", "$${"),
    "${var.known\n}": ("PAGE005", "write ${var.known}"),
    "$$${}${bad}": ("PAGE005", "$${"),
    "${aws_sqs_queue.it.arn}": ("REF002", ""),
    '${file("/etc/passwd")}': ("PAGE005", "$${"),
    "${local.account_id}": ("PAGE005", "$${"),
    "${each.key}": ("PAGE005", "$${"),
    "${var.undeclared}": ("REF001", "variables: {undeclared:"),
    "${var.knovn}": ("REF001", "did you mean known?"),
    "${queues.nope.url}": ("REF002", ""),
    f"${{queues.{QUEUE[:-1]}.url}}": ("REF002", QUEUE),
    f"${{topics.{QUEUE}.arn}}": ("REF002", f"${{queues.{QUEUE}.arn}}"),
    f"${{queue.{QUEUE}.arn}}": ("REF002", f"${{queues.{QUEUE}.arn}}"),
    f"${{queues.{QUEUE}.nope}}": ("REF003", "arn, url or name"),
    f"${{queues.{QUEUE}.dead_letter.url}}": ("PAGE005", "$${"),
}


def referring(field: Field, template: str) -> str:
    """A page that has what the references name, and the template in the field."""
    before, _, after = FIRST_OR_LAST.get(str(field), ("", "", ""))
    data = page(field, before + HARMLESS + after)
    variables = {name: {"type": "string", "default": "x"} for name in ("known", "With-hyphen_1")}
    data = {**data, "variables": {**data.get("variables", {}), **variables}}
    data["queues"] = {**data.get("queues", {}), QUEUE: {}}
    marker = yaml(before + HARMLESS + after)
    return yaml(data).replace(f"{marker}:", '"a_key":').replace(marker, yaml(before + template + after))


def literals(value: Any) -> list[str]:
    return sorted(text for text in strings(value) if text)


@pytest.mark.parametrize("field", TEMPLATES, ids=str)
def test_references_come_out_as_references(field: Field) -> None:
    good = {template: told for template, told in GOOD.items() if str(field) not in TAGS or told.startswith("var.")}
    before, _ = module(referring(field, HARMLESS))
    after, _ = module(referring(field, "a$${" + "".join(f"{template}}}" for template in good)))
    assert list(after) == list(before)
    assert all(after["variables.tf"].find(f"variable.{name}") for name in ("known", "With-hyphen_1"))
    for path, block in before.items():
        places = sum(text.count(HARMLESS) for text in strings(block))
        assert Counter(expressions(after[path])) == Counter(expressions(block)) + Counter(
            dict.fromkeys(good.values(), places)
        )
        pieces = (text.replace(HARMLESS, "a${" + "\0}" * len(good)).split("\0") for text in strings(block))
        assert literals(after[path]) == sorted(piece for some in pieces for piece in some if piece)


@pytest.mark.parametrize("field", [field for field in RENDERED if str(field) in LITERAL], ids=str)
def test_references_are_refused_where_terraform_takes_none(field: Field) -> None:
    for template in GOOD:
        assert errors(referring(field, template))


@pytest.mark.parametrize("key", ["${var.known}", "a ${b}"])
def test_references_are_refused_in_keys(key: str) -> None:
    rules = {"it": {"pattern": {"detail": {key: ["a"]}}}}
    for data in ({"tags": {key: "a"}}, {"rules": rules}):
        assert [d.code for d in errors({"eventgen": 1, "name": "page", "variables": {"known": {}}, **data})] == [
            "PAGE005"
        ]


@pytest.mark.parametrize("field", TEMPLATES, ids=str)
def test_what_is_no_reference_is_refused(field: Field) -> None:
    for template, (code, fix) in BAD.items():
        content = referring(field, f"a{template}b")
        found = errors(content)
        assert found and {diagnostic.code for diagnostic in found} == {code}, (template, found)
        for diagnostic in found:
            assert fix in diagnostic.fix and diagnostic.message.count("${"), diagnostic
            assert HERE.match(content, diagnostic.place.column - 1), (template, diagnostic)


HERE = re.compile(r'"[^"]*U00000024\\U0000007b')


# Anywhere ---------------------------------------------------------------------------------------------------

UNTOUCHED = ("directory", "zip", "definition", "existing")  # these name files, which a string may do by chance


def places(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The routes to everything in a page."""
    if route:
        yield route
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if key not in UNTOUCHED:
            yield from places(item, (*route, key))


def changed(value: Any, route: tuple[Any, ...], text: str, key: bool) -> Any:
    """The page with a string in place of what the route leads to, or of its key."""
    if not route:
        return text
    step, *rest = route
    if isinstance(value, list):
        return [changed(v, tuple(rest), text, key) if i == step else v for i, v in enumerate(value)]
    if key and not rest:
        return {(text if k == step else k): v for k, v in value.items()}
    return {k: changed(v, tuple(rest), text, key) if k == step else v for k, v in value.items()}


@cache
def documents() -> list[Page]:
    return [load(str(path)).data for path in PAGES.values()]


@examples(400)
@given(st.data(), hostile_text, st.booleans())
def test_a_string_anywhere_in_an_example_is_refused_or_comes_through(data: st.DataObject, text: str, key: bool) -> None:
    document = data.draw(st.sampled_from(documents()))
    route = data.draw(st.sampled_from(list(places(document))))
    found = changed(document, route, text, key and isinstance(route[-1], str))
    refused = errors(found)
    assert refused or all(module(found))
