"""Types of options -> strategies of what a page may write there, read off the annotations and their metadata.

Which nodes the page has is not known yet: any text stands for a name.
"""

import re
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st
from option_texts import Values, json, json_objects, json_of, like, matching, plain_text, taken, template

from eventgen.kinds import Spec
from eventgen.testcase import Share
from eventgen.texts import Arguments, Definition, Given, Json, Like, PlainJson, ResourceInJson, Template
from eventgen.thresholds import Threshold
from eventgen.values import (
    DeadLetterTo,
    Duration,
    Items,
    LogRetention,
    Matching,
    Number,
    OneOf,
    Shorthand,
    Size,
    Wrong,
    spell,
)

Data = dict[str, Any]

MOST_TRIES = 10
PLAIN: dict[Any, Values] = {  # types that say nothing of what they mean
    bool: st.booleans(),
    int: st.integers(0, 9),
    str: st.sampled_from(("a", "b")),
    Any: st.sampled_from(("a", 1, ["b"])),
}


# Models -----------------------------------------------------------------------------------------------------


def accepts(spec: type[Spec], data: Data, existing: bool = False) -> bool:
    """Whether the model takes these options."""
    try:
        spec.model_validate(data, existing)
    except Wrong:
        return False
    return True


def _of_model(spec: type[Spec], existing: bool = False) -> st.SearchStrategy[Data]:
    """Some of the options of a model, such that it takes them."""
    return _options(spec, {field.alias: field_values(field) for field in spec.model_fields.values()}, existing)


options: Callable[..., st.SearchStrategy[Data]] = cache(_of_model)  # mypy takes classes for unhashable


def field_values(field: Any) -> Values:
    """What an option takes; a switch is rather used than not."""
    if isinstance(field.default, bool) and field.annotation is bool:
        return st.sampled_from((not field.default, not field.default, field.default))
    return values(field.whole)


@st.composite
def _options(draw: st.DrawFn, spec: type[Spec], fields: dict[str, Values], existing: bool) -> Data:
    every = 2 ** len(fields) - 1
    chosen = draw(st.one_of(st.integers(0, every), st.integers(0, every), st.just(every)))
    made = {name: draw(of) for number, (name, of) in enumerate(fields.items()) if chosen >> number & 1}
    if accepts(spec, made, existing):
        return made
    first = draw(st.integers(0, max(0, len(fields) - 1)))  # the option of a pair that goes is now one, now the other
    for _ in range(MOST_TRIES):
        whole = {name: made[name] if name in made else draw(of) for name, of in fields.items()}
        turned = [*list(made)[first:], *list(made)[:first]]
        tries = [*(_without(made, name) for name in turned), whole, *({n: whole[n]} for n in [*made, *whole])]
        for found in tries:
            if accepts(spec, found, existing):
                return _needed(spec, found, made, existing)
        made = {}
    raise TypeError(f"option_values.py does not know which options {spec.__name__} takes together")


def _needed(spec: type[Spec], found: Data, wanted: Data, existing: bool) -> Data:
    """What was wanted, and what the model cannot do without."""
    for name in [*found]:
        if name not in wanted and accepts(spec, fewer := _without(found, name), existing):
            found = fewer
    return found


def _without(data: Data, name: str) -> Data:
    return {key: value for key, value in data.items() if key != name}


# Types ------------------------------------------------------------------------------------------------------


@cache
def values(whole: Any) -> Values:
    """What a page may write where this type stands."""
    bare, metadata = (whole.__origin__, whole.__metadata__) if get_origin(whole) is Annotated else (whole, ())
    for each in metadata:
        for kind, made in OF_METADATA.items():
            if isinstance(each, kind) and (found := made(each)) is not None:
                return found
    parts = [part for part in get_args(bare) if part is not type(None)]
    if isinstance(bare, type) and issubclass(bare, Spec):
        return options(bare)
    if get_origin(bare) in (Union, UnionType):
        return st.one_of([values(part) for part in parts])
    if get_origin(bare) is list:
        least, most = next(((m.least, m.most) for m in metadata if isinstance(m, Items)), (0, 3))
        return st.lists(values(parts[0]), min_size=least, max_size=max(least, min(most, 3)))
    if get_origin(bare) is dict:
        return st.dictionaries(values(parts[0]), values(parts[1]), max_size=3)
    if bare in PLAIN:
        return PLAIN[bare]
    raise TypeError(f"option_values.py does not know what {whole} takes")


def _quantity(of: Any) -> Values:
    """Amounts as numbers and with units, the bounds often."""
    low, high = of.read(of.low), of.read(of.high)
    steps = st.one_of(
        st.sampled_from((low, high)), st.integers(low // of.step, high // of.step).map(lambda n: n * of.step)
    )
    amounts = steps if not of.units else st.one_of(steps, steps.map(lambda amount: spell(amount, of.units)))
    return st.one_of(amounts, st.just("auto")) if of.auto else amounts


def _retention(of: LogRetention) -> Values:
    return st.sampled_from(of.days).map(lambda days: f"{days}d")


def _matching(of: Matching) -> Values:
    return matching(of.pattern).filter(lambda text: taken(of, text))


def _machine(result: Data) -> Data:
    """A definition that Step Functions takes, with any JSON in it."""
    return {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": result, "End": True}}}


OF_METADATA: dict[type, Callable[[Any], Values | None]] = {  # the first that fits
    Threshold: lambda of: st.one_of(_quantity(of.of), _quantity(of.of), st.just(False)),
    LogRetention: _retention,
    Duration: _quantity,
    Size: _quantity,
    Share: lambda of: st.sampled_from((0, 0.25, 1)),
    Number: _quantity,
    OneOf: lambda of: st.sampled_from(of.words),
    Matching: _matching,
    DeadLetterTo: lambda of: st.sampled_from((True, False, "a-name", "a-name")),
    Given: lambda of: matching(of.pattern, re.ASCII),
    ResourceInJson: lambda of: matching(of.pattern, re.ASCII).filter(lambda text: taken(of, text)),
    Like: like,
    Template: template,
    Definition: lambda of: st.one_of(json_objects.map(_machine), st.just("no-such-file.json")),
    Arguments: lambda of: st.just({}),  # the kind of the node says what it takes
    PlainJson: lambda of: json_of(plain_text)[0],
    Json: json,
    Shorthand: lambda of: values(of.takes),
}
