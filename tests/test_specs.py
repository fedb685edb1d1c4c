"""Models: what they take, and where they say that something is wrong. pydantic is the judge who does not know them."""

import pickle
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Annotated, Any, get_args, get_origin

import pytest
from hostile import examples
from hypothesis import given
from hypothesis import strategies as st
from option_values import Data, options
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    create_model,
    model_validator,
)

from eventgen import kinds
from eventgen.ignores import Ignored
from eventgen.model import Header
from eventgen.rootfile import Root
from eventgen.specs import Spec, peeled
from eventgen.testcase import Case
from eventgen.values import Called, Items, Number, Shorthand, Wrong, wrong

MODELS: list[type[Spec]] = [
    Header,
    Case,
    Ignored,
    Root,
    *(kinds.found("resources", name).spec for name in kinds.names("resources")),
    *(kinds.found("integrations", name).options for name in kinds.names("integrations")),
]
JUNK: tuple[Any, ...] = (None, True, 0, -1, 1.5, "", "yes", "x", [], ["x", 1], {}, {"no_such": 1})


# The same models, as pydantic builds them -------------------------------------------------------------------


def _twin(spec: Any) -> type[BaseModel]:
    fields: dict[str, Any] = {
        name: (_type(field.whole), Field(alias=field.alias, **({} if field.required else {"default": field.default})))
        for name, field in spec.model_fields.items()
    }

    def check(made: Any) -> Any:
        said = {name: getattr(made, name) for name in made.model_fields_set}
        _judged(lambda _: spec.model_construct(**said).model_check(False))(None)
        return made

    checks: dict[str, Any] = {"check": model_validator(mode="after")(check)}
    config = ConfigDict(extra="forbid", strict=True)
    return create_model(spec.__name__, __config__=config, __validators__=checks, **fields)


twin: Callable[[Any], type[BaseModel]] = cache(_twin)  # mypy takes classes for unhashable


def _type(whole: Any) -> Any:
    bare, last = peeled(whole)
    if isinstance(last, Items):
        return Annotated[_type(bare), AfterValidator(_judged(last.checked))]
    if isinstance(last, Shorthand):
        return Annotated[_type(bare), BeforeValidator(_judged(last.long))]
    if last is not None:
        return Annotated[Any, PlainValidator(_judged(last.read))]
    if isinstance(whole, type) and issubclass(whole, Spec):
        return twin(whole)
    if get_origin(whole) in (list, dict):
        return get_origin(whole)[tuple(map(_type, get_args(whole)))]
    one = [_type(part) for part in get_args(whole) if part is not type(None)]
    return one[0] | None if one else whole


def _judged(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """With a refusal that pydantic understands."""

    def judged(value: Any) -> Any:
        try:
            return read(value)
        except Wrong as refused:
            raise ValueError(str(refused)) from refused

    return judged


# What is handed to both -------------------------------------------------------------------------------------


@st.composite
def spoilt(draw: st.DrawFn, spec: type[Spec]) -> Data:
    """Options of which some are wrong."""
    data: Data = draw(options(spec))
    for _ in range(draw(st.integers(0, 3))):
        data = _spoilt(draw, data)
    return data


def _spoilt(draw: st.DrawFn, data: Any) -> Any:
    """The same with one thing put in, taken away, or another in its place."""
    if not isinstance(data, dict | list) or not data:
        return draw(st.sampled_from(JUNK))
    items = dict(enumerate(data)) if isinstance(data, list) else dict(data)
    key = draw(st.sampled_from([*items]))
    match draw(st.sampled_from(("below", "junk", "away", "more"))):
        case "below":
            items[key] = _spoilt(draw, items[key])
        case "junk":
            items[key] = draw(st.sampled_from(JUNK))
        case "away":
            del items[key]
        case _:
            items["no_such"] = draw(st.sampled_from(JUNK))
    return [*items.values()] if isinstance(data, list) else items


def plain(value: Any) -> Any:
    if isinstance(value, Spec | BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def outcome(read: Callable[[Any], Any], data: Any) -> tuple[Any, list[tuple[Any, ...]]]:
    """What it is read as, and the places where it is wrong."""
    try:
        return repr(plain(read(data))), []  # where 1 is no True
    except Wrong as refused:
        return None, [each.route for each in refused.refusals]
    except ValidationError as error:
        return None, [tuple(step for step in each["loc"] if step != "[key]") for each in error.errors()]


@pytest.mark.parametrize("spec", MODELS, ids=lambda spec: f"{spec.__module__.split('.')[-1]}.{spec.__name__}")
def test_pydantic_says_the_same(spec: type[Spec]) -> None:
    @examples(25)
    @given(spoilt(spec))
    def judge(data: Data) -> None:
        meant, routes = outcome(spec.model_validate, data)
        expected, places = outcome(twin(spec).model_validate, data)
        assert meant == expected
        # pydantic does not look into JSON: there it names the option that holds it
        assert all(any(route[: len(place)] == place for place in places) for route in routes)
        assert all(any(route[: len(place)] == place for route in routes) for place in places)

    judge()


# What pydantic is not asked ---------------------------------------------------------------------------------


class Inner(Spec):
    """A part."""

    size: Annotated[int, Number(1, 9)] = 5


class Outer(Spec):
    """A whole."""

    name: str
    start: Annotated[int, Number(0, 9), Called("from")] = 0
    inner: Inner = Inner()

    def model_check(self, existing: bool) -> None:
        if self.start > self.inner.size and not existing:
            raise wrong("PAGE003", "starts behind its end")


def test_a_model_is_what_the_page_says() -> None:
    made = Outer.model_validate({"name": "a", "from": 3})
    assert (made.name, made.start, made.inner.size) == ("a", 3, 5)
    assert made.model_fields_set == {"name", "start"}
    assert made == Outer(name="a", start=3) != Outer(name="b", start=3)
    assert repr(made) == "Outer(name='a', start=3, inner=Inner(size=5))"


def test_a_copy_has_other_values_and_leaves_the_first_as_it_is() -> None:
    made = Outer(name="a")
    other = made.model_copy({"start": 2})
    assert (made.start, other.start, other.name) == (0, 2, "a")
    assert other.model_fields_set == {"name", "start"}


def test_a_model_never_changes() -> None:
    with pytest.raises(AttributeError, match="Outer is frozen"):
        Outer(name="a").name = "b"  # type: ignore[misc]


def test_a_model_can_be_copied_and_sent() -> None:
    made = Outer(name="a", inner=Inner(size=2))
    for other in (deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert other == made
        assert other.model_fields_set == {"name", "inner"}


def test_code_cannot_name_what_is_no_option() -> None:
    with pytest.raises(TypeError, match="Outer has no size"):
        Outer.model_construct(size=1)


def test_what_stands_in_lacks_what_is_required() -> None:
    made = Outer.model_construct()
    assert vars(made) == {"start": 0, "inner": Inner()}


def refused(data: Any, existing: bool = False) -> Iterator[str]:
    with pytest.raises(Wrong) as found:
        Outer.model_validate(data, existing)
    yield from (f"{'.'.join(map(str, each.route))}: {each.what} {each.message}" for each in found.value.refusals)


def test_everything_that_is_wrong_is_told() -> None:
    assert [*refused({"from": "x", "inner": {"size": 10, "sise": 1}, "start": 1})] == [
        "name: missing ",
        "from: value is x: it takes a whole number",
        "inner.size: value is 10: that is more than 9, the most that it takes",
        "inner.sise: unknown ",
        "start: unknown ",
    ]
    assert [*refused(["a"])] == [": value is a list: it takes a mapping"]


def test_options_are_held_against_each_other_when_each_is_right() -> None:
    late = {"name": "a", "from": 6}
    assert [*refused(late)] == [": value starts behind its end"]
    assert Outer.model_validate(late, existing=True).start == 6
    assert [*refused({**late, "inner": {"size": 0}})] == [
        "inner.size: value is 0: that is less than 1, the least that it takes"
    ]
