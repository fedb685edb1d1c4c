"""Records -> the keys of the objects that Firehose writes them into (s3-prefixes, dynamic-partitioning)."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from eventgen.simulate.messages import data
from eventgen.simulate.names import START
from eventgen.simulate.world import Unplayable

Partition = tuple[tuple[str, str], ...]  # names with values; of records that failed: nothing, and the type of the error
UNEXPRESSED = "%Y/%m/%d/%H/"  # what Firehose adds to a prefix without expressions
EXPRESSION = re.compile(r"!\{([a-zA-Z]+)(?::|-)([^}]*)\}")
SIMPLE = re.compile(r"(\.([A-Za-z_][A-Za-z0-9_]*)|\[\"([^\"]+)\"\])+")
STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[\"([^\"]+)\"\]")
# Java's letters for parts of a time, as far as keys have them
PARTS = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H", "mm": "%M", "ss": "%S"}
LETTERS = re.compile("|".join(PARTS))


def partition(by: Mapping[str, str], body: Any) -> Partition | None:
    """The partition of a record; None where a key is not to be had."""
    if not by:
        return ()
    found = data(body)
    values = {name: _at(found, path) for name, path in by.items()}
    if any(value is None or isinstance(value, dict | list) or value == "" for value in values.values()):
        return None
    return tuple((name, _word(value)) for name, value in values.items())


def _at(body: Any, path: str) -> Any:
    if not SIMPLE.fullmatch(path):
        raise Unplayable(f"the jq expression {path} is more than a path: only paths are played")
    for step in STEP.finditer(path):
        body = body.get(step[1] or step[2]) if isinstance(body, dict) else None
    return body


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def key(prefix: str, error_prefix: str, place: Partition, now: int) -> str:
    """What the key of an object starts with."""
    failed = dict(place).get("", "")
    values = dict(place)
    at = datetime.fromisoformat(START) + timedelta(milliseconds=now)
    wanted = error_prefix or f"{failed}/" if failed else prefix

    def put(found: re.Match[str]) -> str:
        namespace, what = found[1], found[2]
        if namespace == "timestamp":
            return LETTERS.sub(lambda letters: at.strftime(PARTS[letters[0]]), what)
        if namespace == "partitionKeyFromQuery":
            return values.get(what, "")
        return failed if what == "error-output-type" else "random"

    made = EXPRESSION.sub(put, wanted)
    return made if "!{" in wanted else made + at.strftime(UNEXPRESSED)
