"""Types of texts and of JSON -> strategies of hostile ones.

Which nodes and variables the page has is not known yet: MARKS stand for references.
"""

import re
from functools import cache
from typing import Any

from hostile import PIECES, examples, hostile_text, seeded
from hypothesis import given, seed
from hypothesis import strategies as st

from eventgen.filterpolicy import FilterPolicy
from eventgen.texts import Json, Like, Plain, Template
from eventgen.values import Wrong

Values = st.SearchStrategy[Any]

MARKS = "".join(map(chr, range(0xE000, 0xE020)))  # private characters: each becomes a reference
SPECIAL = "@.:/-_!*"  # what a text may have to hold once, or not at all
POOL = 40
LONG = 700  # characters: more than AWS takes of most texts


def taken(of: Any, value: Any) -> bool:
    """Whether metadata of a field takes a value."""
    try:
        of.read(value)
    except Wrong:
        return False
    return True


@cache
def matching(pattern: str, flags: int = 0) -> Values:
    """Some strings that match, chosen once: to make one character by character takes hypothesis too long."""
    found: set[str] = set()
    settings = examples(POOL)
    seed(0)(settings(given(st.from_regex(re.compile(pattern, flags), fullmatch=True))(lambda text: found.add(text))))()
    return st.sampled_from(sorted(found, key=lambda text: (len(text), text)))


def escaped(text: str) -> str:
    """The string as the language of the page says it, where `${` begins a reference."""
    return text.replace("${", "$${")


long_text = st.builds(str.__mul__, st.sampled_from(PIECES), st.integers(30, 700)).map(lambda text: text[:LONG])
known_text = st.sampled_from(sorted(seeded(400, 0), key=len))
plain_text = st.one_of(known_text, known_text, known_text, hostile_text, long_text).map(escaped)
marked_text = st.one_of(
    plain_text, st.sampled_from(MARKS), st.builds("{}{}{}".format, plain_text, st.sampled_from(MARKS), plain_text)
)


def template(of: Template) -> Values:
    return (plain_text if isinstance(of, Plain) else marked_text).map(lambda text: _tuned(of, text))


def like(of: Like) -> Values:
    return st.one_of(matching(of.pattern, re.ASCII), st.sampled_from(MARKS))


def _tuned(of: Template, text: str) -> str:
    """The text as the field takes it: shorter, or without some character, or with it once."""
    if taken(of, text):
        return text
    text = text.encode()[: of.most - 1].decode(errors="ignore").rstrip("$")
    bare = [text, *(text.replace(character, "") for character in SPECIAL)]
    once = [f"{without[:-1]}{character}{without[-1:]}" for character, without in zip(SPECIAL, bare[1:], strict=True)]
    return next((each for each in (*bare, *once) if taken(of, each)), text)


def json_of(text: Values) -> tuple[Values, Values]:
    """Any JSON value whose strings are such, and any JSON object."""
    scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), text)
    lists = st.lists(scalars, max_size=3)
    keys = plain_text
    inner = st.dictionaries(keys, st.one_of(lists, scalars), max_size=3)
    items = st.one_of(lists, lists, scalars, inner, st.lists(inner, max_size=2))
    some = st.dictionaries(keys, items, min_size=1, max_size=3)
    objects = st.one_of(some, some, some, st.just({}))
    return st.one_of(scalars, lists, objects), objects


json_values, json_objects = json_of(marked_text)


listed = st.lists(st.one_of(marked_text, marked_text, st.integers(-9, 9), st.booleans()), min_size=1, max_size=3)
policies = st.dictionaries(plain_text, listed, min_size=1, max_size=3)
filters = st.one_of([st.fixed_dictionaries({field: policies}) for field in ("body", "data")])  # of messages, of records


def json(of: Json) -> Values:
    """What JSON a field takes."""
    if isinstance(of, FilterPolicy):  # of any JSON too little is a filter policy
        return policies.filter(lambda value: taken(of, value))
    return (
        st.one_of(filters, filters, json_objects)
        if type(of) is Json
        else json_values.filter(lambda value: taken(of, value))
    )
