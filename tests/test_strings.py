"""Any string in any field of a page that takes text comes back from the rendered Terraform, and none becomes code.

The fields are read off the models: an option that is new is tested without a line here, or fails by its name. Each
page is rendered twice, with the string and with a harmless one in its place: the two modules may differ in nothing
else, neither in a block nor in an expression.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from corpus import PAGES
from hcl_values import Block, expressions, mapped, read
from hostile import BREAKOUTS, examples, hostile_text
from hypothesis import given
from hypothesis import strategies as st
from option_texts import escaped
from pydantic import BaseModel, TypeAdapter, ValidationError
from yaml_text import yaml

from eventgen import kinds, pipeline
from eventgen.diagnostics import Diagnostic, Severity, Stop
from eventgen.hcl import Text
from eventgen.load import load
from eventgen.markdown import cell
from eventgen.model import Header
from eventgen.texts import PlainJson

HARMLESS = "harmless-string"
Page = dict[str, Any]

# What a page needs around a node or a flow ------------------------------------------------------------------

NODES: dict[str, Page] = {  # the options that a node of the kind cannot be without
    "function": {"runtime": "python3.13", "handler": "app.handler", "code": {"directory": "no-such-folder"}},
    "rule": {"pattern": {"source": ["app"]}},
    "state_machine": {"definition": {"StartAt": "a", "States": {"a": {"Type": "Succeed"}}}},
    "email": {"address": "team@example.com"},
}
FLOWS: dict[str, Page] = {  # the options that a flow cannot be without
    "api_to_stream": {"route": "POST /events"},
}
AROUND: dict[str, Page] = {  # the rest of the page, for a node `it` of the kind
    "delivery_stream": {"buckets": {"lake": {}}, "flows": ["it -> lake"]},
    "email": {"topics": {"news": {}}, "flows": ["news -> it"]},
    "api": {"streams": {"events": {}}, "flows": [{"from": "it", "to": "events", "route": "POST /events"}]},
}
BESIDE: dict[str, Page] = {  # what a part of a node's options cannot be without
    "S3Object": {"bucket": "code", "key": "app.zip"},
    "Vpc": {"subnets": ["subnet-1"], "security_groups": ["sg-1"]},
    "Permission": {"actions": ["s3:GetObject"], "resources": ["*"]},
}
KEYED: dict[str, Any] = {"page.variables{key}": {}}  # what a key needs for its value
OTHER_ENDS: dict[str, Page] = {  # what a field asks of the target of its flow
    "rule_to_queue.message_group": {"fifo": True},
}
WITHOUT: dict[str, set[str]] = {  # options of the node that the field stands in for
    "function.code.image": {"runtime", "handler"},
}
BELOW: dict[str, str] = {  # where a pattern has to look, or nothing fits it
    "queue_to_function.filter[]": "body",
    "stream_to_function.filter[]": "data",
}
WHOLE: dict[str, Page] = {  # what JSON cannot be without
    "state_machine.definition": {"StartAt": "a", "States": {"a": {"Type": "Succeed"}}},
}

# What a field is, besides text ------------------------------------------------------------------------------

FILTERS = ("prefix", "suffix")
FIRST_OR_LAST = {  # where a whole string is refused: what stands before and after it, and what it may not hold
    "email.address": ("", "@", "@example.com"),
    "function.handler": ("", r"\s", "x"),
    "delivery_stream.partition_by{}": (".", r"[\x00-\x1f]", ""),
    "function.code.directory": ("no-such-", r"\x00", ""),
    "state_machine.definition": ("no-such-", r"\x00", ""),
    "function.code.zip": ("no-such-", r"\x00", ""),
    # `!{` is Firehose's: it decides what else is rendered
    "delivery_stream.prefix": ("", "!", ""),
    "delivery_stream.error_prefix": ("", "!", ""),
    # S3 knows no wildcards
    **{f"bucket_to_{end}.{name}": ("", r"\*", "") for end in ("function", "queue", "topic") for name in FILTERS},
}
IGNORED = {  # what a rule says against most strings: the page says that it knows better
    f"bucket_to_{end}.{name}": ["S3010"] for end in ("function", "queue", "topic") for name in FILTERS
}
NAMES = {  # text that has to be the name of something: everything else is refused with this code
    "page.variables{key}": "PAGE006",
    **{
        f"{name}.dead_letter": "FLOW001"
        for name in kinds.names("integrations")
        if "dead_letter" in kinds.integration(*name.split("_to_")).options.model_fields  # type: ignore[union-attr]
    },
}
FILES = {
    "function.code.directory",
    "function.code.zip",
    "state_machine.definition",
}  # paths: they say what is read, and are not rendered
README = {"page.description"}  # rendered as Markdown, not as Terraform


@dataclass(frozen=True)
class Step:
    """One step from a model down to a field: an option, an item of a list, a value or a key of a mapping."""

    name: str
    model: str = ""

    def around(self, value: Any) -> Any:
        if self.name == "[]":
            return [value]
        return {**BESIDE.get(self.model, {}), "a_key" if self.name == "{}" else self.name: value}


@dataclass(frozen=True)
class Field:
    """A place of a page that takes text."""

    owner: str
    steps: tuple[Step, ...]
    form: str  # template: `${` is written `$${`; plain: it is not; json: both, for values and for keys

    def __str__(self) -> str:
        steps = "".join(s.name if s.name in ("[]", "{}", "{key}") else f".{s.name}" for s in self.steps)
        return f"{self.owner}{steps}" + ("(json)" if self.form == "json" else "")

    def given(self, text: str) -> Any:
        """What the page's field is given, for a string."""
        if self.form == "plain":
            return text
        if self.form == "template":
            return escaped(text)
        pattern = {escaped(text): [escaped(text), {"prefix": escaped(text)}]}
        name = str(self).removesuffix("(json)")
        return {BELOW[name]: pattern} if name in BELOW else {**WHOLE.get(name, {}), **pattern}

    def option(self, text: str) -> Page:
        """The option of the node, of the flow or of the page that holds the field."""
        *steps, last = self.steps
        value = (
            {self.given(text): KEYED.get(str(self), "a value")}
            if last.name == "{key}"
            else last.around(self.given(text))
        )
        for step in reversed(steps):
            value = step.around(value)
        assert isinstance(value, dict)
        return value


# The fields, off the models ---------------------------------------------------------------------------------

PROBES = ("%{a}\\", "no-such-%{a}\\", ".%{a}\\", "%{a}\\@example.com")


def fields(owner: str, model: type[BaseModel]) -> Iterator[Field]:
    for form, steps in _of_model(model):
        yield Field(owner, steps, form)


def _of_model(model: type[BaseModel]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    for name, info in model.model_fields.items():
        whole = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        for form, steps in _of(whole):
            yield form, (Step(name, model.__name__), *steps)


def _of(whole: Any) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """The places within a value of the type that take text, and in which form."""
    bare, metadata = (whole.__origin__, whole.__metadata__) if get_origin(whole) is Annotated else (whole, ())
    origin, arguments = get_origin(bare), get_args(bare)
    if any(hasattr(item, "read") for item in metadata) or not (arguments or _is_model(bare)):
        yield from ((form, ()) for form in _forms(whole))
    elif _is_model(bare):
        yield from _of_model(bare)
    elif origin is dict:
        yield from _below(Step("{key}"), arguments[0])
        yield from _below(Step("{}"), arguments[1])
    elif origin is list:
        yield from _below(Step("[]"), arguments[0])
    elif origin in (Union, UnionType):
        yield from (found for argument in arguments for found in _of(argument))
    else:
        raise TypeError(f"test_strings.py does not know what {whole} is made of")


def _below(step: Step, whole: Any) -> Iterator[tuple[str, tuple[Step, ...]]]:
    yield from ((form, (step, *steps)) for form, steps in _of(whole))


def _is_model(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, BaseModel)


def _forms(whole: Any) -> Iterator[str]:
    """Whether values without parts are free text, found by trying."""
    taken = [probe for probe in PROBES if isinstance(_taken(whole, probe), str | Text)]
    if taken:
        yield "plain" if _taken(whole, taken[0].replace("%{", "${")) else "template"
    if isinstance(_taken(whole, {"a": '"'}), dict) and not _scalar(whole):
        yield "json"


def _scalar(whole: Any) -> bool:
    """Whether the page's type says something else of it: a default of a variable of type string is no mapping."""
    return whole is Any or any(isinstance(each, PlainJson) for each in getattr(whole, "__metadata__", ()))


def _taken(whole: Any, value: Any) -> Any:
    try:
        return TypeAdapter(whole).validate_python(value)
    except ValidationError:
        return None


def all_fields() -> Iterator[Field]:
    yield from fields("page", Header)
    for name in kinds.names("resources"):
        kind = kinds.resource(name)
        assert kind
        yield from fields(name, kind.spec)
    for name in kinds.names("integrations"):
        integration = kinds.integration(*name.split("_to_"))
        assert integration
        yield from fields(name, integration.options)


FIELDS = tuple(all_fields())
RENDERED = tuple(field for field in FIELDS if str(field) not in NAMES)


# From a field and a string to a page, and to its module -----------------------------------------------------


def page(field: Field, text: str) -> Page:
    option = field.option(text)
    made: Page = {"eventgen": 1, "name": "page"}
    if ignored := IGNORED.get(str(field)):
        made["ignore"] = [{"code": code, "reason": "any string"} for code in ignored]
    if field.owner == "page":
        return {**made, "queues": {"it": {}}, **option}
    if kinds.resource(field.owner):
        around = AROUND.get(field.owner, {})
        left_out = WITHOUT.get(str(field), set())
        needed = {name: value for name, value in NODES.get(field.owner, {}).items() if name not in left_out}
        return {**made, **around, kinds.plural(field.owner): {"it": {**needed, **option}}}
    source, target = field.owner.split("_to_")
    flow = {"from": "source", "to": "target", **FLOWS.get(field.owner, {}), **option}
    nodes: Page = {kinds.plural(source): {"source": NODES.get(source, {})}}
    nodes.setdefault(kinds.plural(target), {})["target"] = NODES.get(target, {}) | OTHER_ENDS.get(str(field), {})
    flows: list[Any] = [flow]
    if target == "delivery_stream":
        nodes["buckets"] = {"lake": {}}
        flows.append("target -> lake")
    return {**made, **nodes, "flows": flows}


def read_page(data: Page | str) -> pipeline.Page:
    content = data if isinstance(data, str) else yaml(data)
    return pipeline.read("no-such-folder/page.yaml", content.encode())


def errors(data: Page | str) -> list[Diagnostic]:
    """What is wrong with a page that is refused; a traceback is no refusal."""
    try:
        found = read_page(data).found
    except Stop as stop:
        found = stop.diagnostics
    for diagnostic in found:
        assert diagnostic.message and diagnostic.place.line >= 1, diagnostic
    return [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]


Module = tuple[dict[str, Block], str]  # its Terraform, and its README


def module(data: Page | str) -> Module:
    page = read_page(data)
    assert page.sound, [str(diagnostic) for diagnostic in page.found]
    made, notes = pipeline.rendered(page)
    assert all(str(note) for note in notes)
    files = {path: content.decode() for path, content in made.files.items()}
    return {path: parsed(text) for path, text in files.items() if path.endswith((".tf", ".hcl"))}, files["README.md"]


parsed = lru_cache(2000)(read)  # most files of a module do not change with a string


@cache
def harmless(field: Field) -> Module:
    before, _, after = FIRST_OR_LAST.get(str(field), ("", "", ""))
    return module(page(field, before + HARMLESS + after))


def strings(value: Any) -> list[str]:
    """Every literal string of a value or a block."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    mapped(value, keep)
    return found


def check(field: Field, text: str) -> None:
    """The page with the string makes the module of the page with the harmless one, with that string in its place."""
    before, never, after = FIRST_OR_LAST.get(str(field), ("", "", ""))
    text = re.sub(never, "", text) if never else text
    text = text[: most(field) - len(before + after)]
    terraform, readme = module(page(field, before + text + after))
    expected, other = harmless(field)
    assert terraform == {path: mapped(block, lambda s: s.replace(HARMLESS, text)) for path, block in expected.items()}
    assert readme.count("\n") == other.count("\n")
    if str(field) in README:
        assert cell(text) in readme


@cache
def most(field: Field) -> int:
    """How long a string the field takes, of those that are tried."""
    before, _, after = FIRST_OR_LAST.get(str(field), ("", "", ""))
    tried = (1000, 128, 100, 64)
    return next((n for n in tried if not errors(page(field, before + "x" * (n - len(before + after)) + after))), 40)


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
    "${ var.known }": ("PAGE005", "$${"),
    "${var.known.x}": ("PAGE005", "$${"),
    "${var.known[0]}": ("PAGE005", "$${"),
    "${var.kn\u00f6wn}": ("PAGE005", "$${"),
    "${var.known\u0660}": ("PAGE005", "$${"),
    "${var.known\n}": ("PAGE005", "$${"),
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
    if not errors(found):
        module(found)
