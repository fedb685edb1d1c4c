"""Words of the command line -> what is asked about the load of a page."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventgen import kinds
from eventgen.asking import asked_value, refused, unknown_node
from eventgen.capacity.carrier import Question
from eventgen.capacity.quotas import Quotas
from eventgen.capacity.traffic import entries
from eventgen.graph import AnyNode
from eventgen.pipeline import Page
from eventgen.values import SECONDS, Duration, Matching, Metadata, Size, listed, shown, spell, wrong

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
TIMES = {"ms": 0.001, "s": 1.0, "m": 60.0}
FASTEST, SLOWEST = 1e9, 900.0  # events a second; seconds of an invocation (LMB002)
_AMOUNT = r"([0-9]{1,12}(?:\.[0-9]{1,6})?)"


class Rate(Metadata):
    """Events a second."""

    def read(self, value: Any) -> float:
        found = re.fullmatch(rf"{_AMOUNT}\s*/\s*([smhd])", str(value))
        if not found:
            raise wrong("PAGE002", f"is {shown(value)}: it takes a rate such as 5000/s, 20/m or 1000000/d")
        rate = float(found[1]) / UNITS[found[2]]
        if not 0 < rate <= FASTEST:
            raise wrong("PAGE003", f"is {shown(value)}: it takes more than none, and {FASTEST:,.0f}/s at most")
        return rate


class Moment(Metadata):
    """Seconds of an invocation."""

    def read(self, value: Any) -> float:
        found = re.fullmatch(rf"{_AMOUNT}\s*(ms|s|m)", str(value))
        if not found:
            raise wrong("PAGE002", f"is {shown(value)}: it takes a time such as 200ms, 2s or 1.5m")
        time = float(found[1]) * TIMES[found[2]]
        if not 0 < time <= SLOWEST:
            raise wrong("PAGE003", f"is {shown(value)}: an invocation takes more than nothing, and 15m at most")
        return time


RATE, TIME = Rate(), Moment()
SIZE, STOP = Size("1B", "1GiB"), Duration("1s", "14d")
REGION = Matching(r"[a-z]{2}(-[a-z]{2,4})?-[a-z]{2,9}-\d", "a Region such as eu-central-1")


@dataclass(frozen=True)
class Words:
    """What the command line says."""

    rate: tuple[str, ...]
    size: str = "1KiB"
    region: str = ""
    time: tuple[str, ...] = ()
    stop: str = "1h"


def question(page: Page, words: Words) -> Question:
    """What is asked about a page. Raises Stop."""
    region = asked_value("--region", words.region, REGION) if words.region else ""
    return Question(
        _rates(page, words.rate),
        asked_value("--size", words.size, SIZE),
        _times(page, words.time),
        asked_value("--stop", words.stop, STOP),
        Quotas(region),
        sum(node.spec.reserved_concurrency or 0 for node in _functions(page)),
    )


def _functions(page: Page) -> list[AnyNode]:
    function = kinds.resource("function")
    return [node for node in page.graph.nodes.values() if node.kind is function]


def _rates(page: Page, said: Iterable[str]) -> Mapping[str, float]:
    """A rate for each entry; what is said of a node by its name comes first."""
    usual, own = _told(page, "--rate", said, RATE, page.graph.nodes)
    found = {} if usual is None else dict.fromkeys(entries(page.graph), usual)
    found |= own
    if not found:
        known = [name for name in page.graph.nodes if "." not in name]
        fix = f"say which it is: --rate {known[0]}=5/s" if known else ""
        raise refused("--rate", "has no node to enter: of the page's nodes each gets something from another", fix)
    return found


def _times(page: Page, said: Iterable[str]) -> Mapping[str, float]:
    """How long an invocation of each function takes: a tenth of a second, where nothing is said."""
    functions = _functions(page)
    usual, own = _told(page, "--function-time", said, TIME, [node.name for node in functions])
    found = {node.name: own.get(node.name, 0.1 if usual is None else usual) for node in functions}
    for node in functions:
        if node.existing is None and found[node.name] > node.spec.timeout and (usual or node.name in own):
            ends = spell(node.spec.timeout, SECONDS)
            message = f"is {found[node.name]:g}s: {node.name} is stopped after its timeout, {ends}"
            raise refused("--function-time", message, f"--function-time {node.name}={ends}, or a longer timeout")
    return found


def _told(
    page: Page, option: str, said: Iterable[str], type_: Metadata, known: Collection[str]
) -> tuple[float | None, dict[str, float]]:
    """The value for all, and those of single nodes: `5/s`, `orders=7/s`."""
    usual, own = None, {}
    for words in said:
        name, equals, value = words.rpartition("=")
        if not equals:
            usual = asked_value(option, words, type_)
        elif name in known:
            own[name] = asked_value(f"{option} {name}", value, type_)
        elif name in page.graph.nodes:
            fix = f"it takes {listed(known)}" if known else "the page has no functions"
            raise refused(option, f"is about {name}, a {page.graph.nodes[name].kind.name}", fix)
        else:
            raise unknown_node(page, name)
    return usual, own
