"""What options are models of, and which options every node has.

A model is a class of annotated fields; what a page says is read by the types of the annotations, and every thing that
is wrong is told. It is what pydantic would do, save that nothing is built before it is needed: `validate` runs at every
keystroke, and pydantic takes longer to load than all else of it. Names beginning with `model_` are therefore pydantic's
own; no option can bear one.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, ClassVar, Self, TypeVar, Union, dataclass_transform, get_args, get_origin

from eventgen.diagnostics import Edit
from eventgen.hcl import Text
from eventgen.texts import Arguments, Plain
from eventgen.values import (
    KEY,
    MISSING,
    UNKNOWN,
    Called,
    Matching,
    Read,
    Refusal,
    Shorthand,
    Wrong,
    not_text,
    takes,
)

NODE_NAME, WORDS = r"[a-z][a-z0-9_-]*", "the name of a node: lower-case letters, digits, - and _"
BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}  # YAML 1.1's, or quoted
S = TypeVar("S", bound="Spec")
W = TypeVar("W")
REQUIRED: Any = object()  # the default of a field that has none


class Field:
    """An option of a model: its name on the page, its type without and with what `Annotated` adds, its default."""

    def __init__(self, name: str, whole: Any, default: Any) -> None:
        self.annotation, metadata = _parts(whole)
        self.metadata = tuple(each for each in metadata if not isinstance(each, Called))
        self.alias = next((each.name for each in metadata if isinstance(each, Called)), name)
        self.default = default

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    @property
    def whole(self) -> Any:
        """The type, with what `Annotated` adds."""
        return Annotated[(self.annotation, *self.metadata)] if self.metadata else self.annotation

    @cached_property
    def read(self) -> Read:
        return reader(self.whole)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Spec:
    """Options as the page writes them: unknown keys are refused, values are never changed."""

    __slots__ = ("__dict__", "model_fields_set")
    model_fields: ClassVar[Mapping[str, Field]] = {}
    model_fields_set: frozenset[str]

    def __init_subclass__(cls) -> None:
        above = {
            name: field for base in reversed(cls.__bases__) for name, field in getattr(base, "model_fields", {}).items()
        }
        own = {name: Field(name, whole, vars(cls).get(name, REQUIRED)) for name, whole in cls.__annotations__.items()}
        cls.model_fields = {**above, **own}

    def __init__(self, **values: Any) -> None:
        """Values as they mean it, unchecked."""
        fields = type(self).model_fields
        if unknown := values.keys() - fields.keys():
            raise TypeError(f"{type(self).__name__} has no {unknown.pop()}")
        given = {name: values.get(name, field.default) for name, field in fields.items()}
        self._set({name: value for name, value in given.items() if value is not REQUIRED}, values)

    def _set(self, values: dict[str, Any], said: Iterable[str]) -> None:
        object.__setattr__(self, "__dict__", values)
        object.__setattr__(self, "model_fields_set", frozenset(said))

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Without what is required: it stands in for options that are wrong, or not known."""
        return cls(**values)

    @classmethod
    def model_validate(cls, data: Any, existing: bool = False) -> Self:
        """What a page says, as a model. Of what `existing` already, a page need not say what makes it. Raises Wrong."""
        if not isinstance(data, dict):
            options = ", ".join(field.alias for field in cls.model_fields.values())
            raise takes("a mapping", data, f"its options are {options}" if options else "")
        values: dict[str, Any] = {}
        said: list[str] = []
        refused: list[Refusal] = []
        for name, field in cls.model_fields.items():
            if field.alias not in data:
                values[name] = field.default
                if field.default is REQUIRED:
                    fix = f"add `{field.alias}`: {words(field.whole)}"
                    refused.append(Refusal("PAGE004", fix=fix, route=(field.alias,), what=MISSING))
                continue
            said.append(name)
            values[name] = _part(field.read, data[field.alias], field.alias, refused)
        if refused or len(said) < len(data):
            known = {field.alias for field in cls.model_fields.values()}
            raise Wrong(refused + [Refusal("PAGE001", route=(key,), what=UNKNOWN) for key in data if key not in known])
        made = _made(cls, values, said)
        made.model_check(existing)
        return made

    def model_check(self, existing: bool) -> None:
        """Whether options that are right fit each other. Raises Wrong."""

    def model_copy(self, update: Mapping[str, Any]) -> Self:
        """With other values."""
        return _made(type(self), {**vars(self), **update}, self.model_fields_set | update.keys())

    def __reduce__(self) -> Any:
        return _made, (type(self), vars(self), self.model_fields_set)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({said})"


def _made(of: type[S], values: dict[str, Any], said: Iterable[str]) -> S:
    made = object.__new__(of)
    made._set(values, said)
    return made


# Types -> what reads their values ---------------------------------------------------------------------------


def _parts(whole: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without what `Annotated` adds, and that."""
    return (whole.__origin__, whole.__metadata__) if get_origin(whole) is Annotated else (whole, ())


def peeled(whole: Any) -> tuple[Any, Any]:
    """A type without the last thing that `Annotated` adds, and that; None where it adds nothing."""
    bare, metadata = _parts(whole)
    *inner, last = metadata or (None,)
    return (Annotated[(bare, *inner)] if inner else bare), last


@cache
def reader(whole: Any) -> Read:
    """What reads a value of the type, and raises Wrong with everything that is wrong in it."""
    bare, last = peeled(whole)
    if last is not None:
        read: Read = last.reader(bare, reader)
        return read
    if bare in _PLAIN:
        return _PLAIN[bare]
    if isinstance(bare, type) and issubclass(bare, Spec):
        return bare.model_validate
    made: Read = _COMPOSED[get_origin(bare)](*get_args(bare))
    return made


def words(whole: Any) -> str:
    """What the type takes."""
    bare, last = peeled(whole)
    if last is not None:
        said: str = last.says or words(bare)
        return said
    if get_origin(bare) is list:
        return f"a list, each item {words(*get_args(bare))}"
    return _WORDS.get(bare, "a mapping")


_WORDS: dict[Any, str] = {Any: "any value", bool: "true or false", int: "a whole number", str: "text"}


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        meant = BOOLEANS.get(str(value).lower())
        fix, edit = ("", None) if meant is None else (f"write {str(meant).lower()}, without quotes", Edit(meant))
        raise takes(_WORDS[bool], value, fix, edit)
    return value


def _int(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise takes(_WORDS[int], value)
    return value


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise not_text(value)
    return value


_PLAIN: dict[Any, Read] = {Any: lambda value: value, bool: _bool, int: _int, str: _str}


def _list(of: Any) -> Read:
    item = reader(of)

    def read(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise takes("a list", value)
        refused: list[Refusal] = []
        return _whole([_part(item, each, index, refused) for index, each in enumerate(value)], refused)

    return read


def _dict(of_keys: Any, of_items: Any) -> Read:
    key, item = reader(of_keys), reader(of_items)

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise takes("a mapping", value)
        refused: list[Refusal] = []
        made = {_part(key, k, k, refused, KEY): _part(item, each, k, refused) for k, each in value.items()}
        return _whole(made, refused)

    return read


def _part(read: Read, value: Any, step: str | int, refused: list[Refusal], what: str = "") -> Any:
    """A part of a value; what is wrong in it comes to what is wrong in the others."""
    try:
        return read(value)
    except Wrong as wrong:
        refused += wrong.below(step, what=what)
        return None


def _whole(made: W, refused: Sequence[Refusal]) -> W:
    if refused:
        raise Wrong(refused)
    return made


def _optional(*of: Any) -> Read:
    """Something, or nothing: an option says by metadata of its own what else there is to choose from."""
    (one,) = (reader(part) for part in of if part is not type(None))
    return lambda value: None if value is None else one(value)


_COMPOSED: dict[Any, Any] = {list: _list, dict: _dict, Union: _optional, UnionType: _optional}


# Nodes ------------------------------------------------------------------------------------------------------


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


OldName = Annotated[str, Matching(NODE_NAME, WORDS)]


class BareSpec(Spec):
    """Options that every node has, also one that makes nothing itself."""

    was: Annotated[list[OldName], Shorthand(_several, OldName | list[OldName])] = []
    """The name that it had before, or all of them, the oldest first: nothing is made anew."""


class NodeSpec(BareSpec):
    """Options that every node has which makes something."""

    description: Annotated[Text | None, Plain()] = None
    """What it is for."""
    terraform: Annotated[dict[str, Any], Arguments()] = {}
    """Arguments and blocks of its Terraform resource that have no option of eventgen."""
