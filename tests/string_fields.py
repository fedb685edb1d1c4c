"""The fields of pages that take text, read off the models; a page around each, and its module."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hcl_values import Block, mapped, read
from option_texts import escaped
from yaml_text import yaml

from eventgen import kinds, pipeline
from eventgen.diagnostics import Diagnostic, Severity, Stop
from eventgen.hcl import Text
from eventgen.markdown import cell
from eventgen.model import Header
from eventgen.specs import Spec, reader
from eventgen.texts import PlainJson
from eventgen.values import Wrong

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
    "function.permissions[].resources[]": ("arn:aws:s3:::", r"[\x00-\x1f\x7f]", ""),
    "state_machine.permissions[].resources[]": ("arn:aws:s3:::", r"[\x00-\x1f\x7f]", ""),
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

PROBES = ("%{a}\\", "arn:aws:s3:::%{a}\\", "no-such-%{a}\\", ".%{a}\\", "%{a}\\@example.com")


def fields(owner: str, model: type[Spec]) -> Iterator[Field]:
    for form, steps in _of_model(model):
        yield Field(owner, steps, form)


def _of_model(model: type[Spec]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    for name, info in model.model_fields.items():
        for form, steps in _of(info.whole):
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
        yield from (found for argument in arguments if argument is not NoneType for found in _of(argument))
    else:
        raise TypeError(f"string_fields.py does not know what {whole} is made of")


def _below(step: Step, whole: Any) -> Iterator[tuple[str, tuple[Step, ...]]]:
    yield from ((form, (step, *steps)) for form, steps in _of(whole))


def _is_model(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, Spec)


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
        return reader(whole)(value)
    except Wrong:
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


# `terraform` takes names that the provider has, and has a test of its own
FIELDS = tuple(field for field in all_fields() if field.steps[0].name != "terraform")
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
    return {path: parsed(text) for path, text in files.items() if path.endswith(".tf")}, files["README.md"]


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
