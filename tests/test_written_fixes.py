"""Fixes that are options of a node: written on the page, nothing is left to find."""

from typing import Any

import pytest
import yaml
from test_rules import cases

from eventgen.pipeline import read

FOUND = [pytest.param(case, id=case["name"]) for case in cases("SQS015") if case["finds"]]


def merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    return new


@pytest.mark.parametrize("case", FOUND)
def test_the_fix_mends(case: dict[str, Any]) -> None:
    [found] = [found for found in read("page", case["spec"].encode()).found if found.code == "SQS015"]
    page = yaml.safe_load(case["spec"])
    page["queues"]["orders"] = merged(page["queues"]["orders"], yaml.safe_load(f"{{{found.fix}}}"))
    assert read("page", yaml.safe_dump(page).encode()).found == ()
