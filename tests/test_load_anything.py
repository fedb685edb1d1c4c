"""Any bytes -> Document, or a refusal; JSON is YAML."""

import gc
import json
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eventgen import load as module
from eventgen.diagnostics import Stop, pretty
from eventgen.load import Document, Route, load

WORDS = ["\n  ", ": ", "- ", "? ", "---\n", "...\n", "<<: ", "&a ", "*a", "!!str ", "!<%FF> ", "%TAG ! "]
WORDS += ['"\\u', '"\\UFFFFFFFF"']
PIECES = st.sampled_from([*"abk01 :-,[]{}&*!|>%@`'\"#?~<=.\\/\n\r\t\0é\x85\u2028\ufeff😀", *WORDS])
PAGES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode(errors="replace")),
    st.lists(PIECES, max_size=60).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=60).map(lambda pieces: ("a: " + "".join(pieces)).encode()),
)


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@given(content=PAGES)
def test_any_bytes_are_a_document_or_a_stop(loader: Any, content: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_Loader", loader)
        try:
            document = load("p", content)
        except Stop as stop:
            assert stop.diagnostics
            for one in stop.diagnostics:
                assert one.place.line >= 1 and one.place.column >= 1
                assert "\n" not in one.message
                pretty(one).encode()
        else:
            check_everywhere(document, document.data, ())


def check_everywhere(document: Document, value: Any, route: Route) -> None:
    assert document.place(route).line >= 1
    assert (document.raw(route) is None) == isinstance(value, dict | list)
    steps = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        assert isinstance(step, int) or isinstance(value, dict)
        check_everywhere(document, value[step], (*route, step))
    if isinstance(value, str):
        value.encode()


# JSON escapes what lies beyond U+FFFF as two surrogates, which YAML does not know.
TEXTS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=30)
NUMBERS = st.one_of(
    st.integers(-(10**60), 10**60), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none()
)
TREES = st.recursive(
    NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=30,
)


@given(data=st.dictionaries(TEXTS, TREES, max_size=6), indent=st.sampled_from([None, 0, 2]))
def test_json_is_yaml(data: dict[str, Any], indent: int | None) -> None:
    assert json.dumps(load("p", json.dumps(data, indent=indent).encode()).data) == json.dumps(data)


@pytest.mark.parametrize("content", ["a: 1", "a: ["])
@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_left_as_it_was(content: str, enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with suppress(Stop):
            load("p", content.encode())
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()
