"""Parts of pages: where something is wrong, the rest is judged still, and nothing is made up about what it lacks."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from corpus import PAGES

from eventgen import kinds
from eventgen.model import BESIDES, Header
from eventgen.pipeline import read

NO_OPTION = "no_such_option"


def broken(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The page, each time with another node or flow that is wrong."""
    for section in data.keys() - Header.model_fields.keys() - {*BESIDES}:
        for name, options in data[section].items():
            yield {**data, section: {**data[section], name: {**(options or {}), NO_OPTION: 1}}}
    for index, _ in enumerate(data.get("flows", ())):
        yield {**data, "flows": [NO_OPTION if at == index else flow for at, flow in enumerate(data["flows"])]}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_wrong_makes_nothing_else_wrong(name: str) -> None:
    data = yaml.safe_load(PAGES[name].read_text("utf-8"))
    data.pop("ignore", None)
    known = {found.code for found in read("page", yaml.safe_dump(data).encode()).found}
    pages = [read("page", yaml.safe_dump(page).encode()) for page in broken(data)]
    assert pages
    for page in pages:
        assert any(NO_OPTION in found.message for found in page.found)
        more = [f for f in page.found if f.code not in known and NO_OPTION not in f.message]
        assert not more, "\n".join(map(str, more))


def test_rules_about_what_a_page_lacks_are_few() -> None:
    rules = [rule for name in kinds.names("rules") for rule in kinds.rules_of("rules", name)]
    whole = [rule.code for rule in rules if rule.whole]
    assert "GRA009" in whole
    assert len(whole) < len(rules) / 3, whole
