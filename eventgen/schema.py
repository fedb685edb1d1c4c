"""The models -> one JSON Schema of the page, for editors: completion, hover texts, and the bounds of values."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from eventgen import kinds
from eventgen.ignores import Ignored
from eventgen.kinds import NODE_NAME, Spec
from eventgen.model import Header
from eventgen.specs import peeled
from eventgen.testcase import Case

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: dict[Any, dict[str, Any]] = {
    Any: {},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    NoneType: {"type": "null"},
}


def schema() -> dict[str, Any]:
    """The schema: a section for each kind, and flows with the options of all integrations."""
    definitions: dict[str, Any] = {}
    page = _model(Header, definitions)
    page["required"] = ["eventgen", "name"]
    for name in kinds.names("resources"):
        kind = kinds.resource(name)
        assert kind
        page["properties"][kind.section] = _section(kind, definitions)
    page["properties"]["flows"] = _flows(definitions)
    page["properties"]["ignore"] = _list("Findings that stand, and why.", Ignored, definitions)
    page["properties"]["tests"] = _list("What holds of the page.", Case, definitions)
    return {"$schema": DRAFT, "title": "eventgen page", **page, "$defs": definitions}


def _list(says: str, model: type[Spec], definitions: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "description": says, "items": _model(model, definitions)}


def _section(kind: kinds.Resource[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    node = _model(kind.spec, definitions)
    words = kind.name.replace("_", " ")
    node["properties"]["existing"] = {
        "type": "string",
        "description": f"ARN of a {words} that is there already: it is used and granted, not made.",
    }
    # what an existing node need not say is required of all others by the model alone
    node.pop("required", None)
    return {
        "type": "object",
        "description": kind.spec.__doc__,
        "propertyNames": {"pattern": f"^{NODE_NAME}$"},
        "additionalProperties": {"anyOf": [node, {"type": "null"}]},
    }


def _flows(definitions: dict[str, Any]) -> dict[str, Any]:
    names = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
    ends = {
        "from": {**names, "description": "The node that hands events on, or a list of them."},
        "to": {**names, "description": "The node that gets them, or a list of them."},
    }
    options: dict[str, list[Any]] = {}
    for name in kinds.names("integrations"):
        source, target = name.split("_to_", 1)
        integration = kinds.integration(source, target)
        assert integration
        for option, found in _model(integration.options, definitions)["properties"].items():
            options.setdefault(option, []).append(found)
    merged = {option: _either(found) for option, found in sorted(options.items())}
    long = {
        "type": "object",
        "properties": {**ends, **merged},
        "required": ["from", "to"],
        "additionalProperties": False,
    }
    short = {"type": "string", "pattern": "^[^>]+(->[^>]+)+$", "description": "a -> b, or a chain a -> b -> c"}
    return {"type": "array", "description": "Who hands events to whom.", "items": {"anyOf": [short, long]}}


def _either(found: list[Any]) -> Any:
    """An option that several flows have: whoever completes its name sees all that it means."""
    says = list(dict.fromkeys(item["description"] for item in found))
    different = [item for index, item in enumerate(found) if item not in found[:index]]
    shapes = [{key: value for key, value in item.items() if key != "description"} for item in different]
    if all(shape == shapes[0] for shape in shapes):
        return {**shapes[0], "description": " / ".join(says)}
    return {"anyOf": different, "description": " / ".join(says)}


def documentation(model: type[Spec]) -> dict[str, str]:
    """Field -> the string that stands below it in the source. Reading sources is slow: only schemas and tables do."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Spec):
            body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
            assert isinstance(body, ast.ClassDef)
            for line, below in pairwise(body.body):
                if (
                    isinstance(line, ast.AnnAssign)
                    and isinstance(line.target, ast.Name)
                    and isinstance(below, ast.Expr)
                ):
                    found[line.target.id] = str(ast.literal_eval(below.value))
    return found


def _model(model: type[Spec], definitions: dict[str, Any]) -> dict[str, Any]:
    """A model's own schema; those of the models within it go to `definitions`."""
    says = documentation(model)
    properties = {
        field.alias: {**_described(field.whole, definitions), "description": says[name]}
        for name, field in model.model_fields.items()
    }
    required = [field.alias for field in model.model_fields.values() if field.required]
    made = {"type": "object", "description": inspect.getdoc(model), "properties": properties}
    return {**made, "additionalProperties": False, **({"required": required} if required else {})}


def _described(whole: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type."""
    bare, last = peeled(whole)
    if last is not None:
        said: dict[str, Any] = last.described(bare, lambda each: _described(each, definitions))
        return said
    if isinstance(whole, type) and issubclass(whole, Spec):
        definitions[whole.__name__] = _model(whole, definitions)
        return {"$ref": f"#/$defs/{whole.__name__}"}
    if whole in PLAIN:
        return dict(PLAIN[whole])
    return COMPOSED[get_origin(whole)](*(_described(each, definitions) for each in get_args(whole)))


def _mapping(keys: dict[str, Any], items: dict[str, Any]) -> dict[str, Any]:
    bounds = {} if keys == PLAIN[str] else {"propertyNames": keys}
    return {"type": "object", **bounds, "additionalProperties": items}


def _one_of(*choices: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": list(choices)}


COMPOSED: dict[Any, Callable[..., dict[str, Any]]] = {
    list: lambda items: {"type": "array", "items": items},
    dict: _mapping,
    Union: _one_of,
    UnionType: _one_of,
}
