"""Filters of S3 event notifications: event types, and a prefix and a suffix of the key."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from eventgen.filters.refusals import Dead, Refusal, Route

if TYPE_CHECKING:
    from eventgen.filters.why import Mismatch

OVERLAP = (
    "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules "
    "if the prefixes are overlapping for the same event type."
)
_BAD_NAME = "filter rule name must be either prefix or suffix"
_MALFORMED = "The XML you provided was not well-formed or did not validate against our published schema"
_DESTINATIONS = ("TopicConfigurations", "QueueConfigurations", "LambdaFunctionConfigurations")

MOST_BYTES_OF_A_KEY = 1024

# object-keys: what a key may hold without being encoded in a filter
_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/!-_.*'()+%")


@dataclass(frozen=True)
class KeyFilter:
    """What one notification asks for; the prefix and the suffix are written URL-encoded, as S3 wants them."""

    events: tuple[str, ...] = ()
    prefix: str = ""
    suffix: str = ""

    @property
    def ends(self) -> tuple[str, str]:
        """The prefix and the suffix as they are in a key."""
        return decoded(self.prefix), decoded(self.suffix)

    def matches(self, event: str, key: str) -> bool:
        """Whether an event of a key is notified; without event types, any is."""
        prefix, suffix = self.ends
        named = not self.events or any(stands_for(one, event) for one in self.events)
        return named and key.startswith(prefix) and key.endswith(suffix)


def stands_for(event: str, other: str) -> bool:
    """Whether an event type is another one, or its family: `s3:ObjectCreated:*` stands for all of its kinds."""
    return _bare(other) == _bare(event) or _bare(other).startswith(f"{_bare(event)}:")


def _bare(event: str) -> str:
    return event.removeprefix("s3:").removesuffix(":*")


def common_events(first: KeyFilter, second: KeyFilter) -> list[str]:
    """The event types of both, the narrower name of each."""
    both = [
        narrow
        for one in first.events
        for other in second.events
        for narrow in ((other,) if stands_for(one, other) else (one,) if stands_for(other, one) else ())
    ]
    return list(dict.fromkeys(both))


def common_key(first: KeyFilter, second: KeyFilter) -> str | None:
    """A key that both filters let through, whatever the event; None if there is none.

    Of two prefixes of one key the longer starts with the shorter, and of two suffixes likewise: no other key exists.
    """
    prefix, suffix = zip(first.ends, second.ends, strict=True)
    starts = next((one for one in prefix if all(map(one.startswith, prefix))), None)
    ends = next((one for one in suffix if all(map(one.endswith, suffix))), None)
    return None if starts is None or ends is None else (starts + ends) or "a"


def overlap(first: KeyFilter, second: KeyFilter) -> str | None:
    """A key whose events both notifications ask for: S3 refuses the two together; None if there is none."""
    return common_key(first, second) if common_events(first, second) else None


def dead(one: KeyFilter) -> list[Dead]:
    """What keeps a filter from ever letting a key through, as far as that is certain, or as it is surely not meant."""
    found = [
        Dead((end,), f"S3 knows no wildcards: only keys with a star in them have the {end} {value}", value.strip("*"))
        for end, value in (("prefix", one.prefix), ("suffix", one.suffix))
        if "*" in value
    ]
    if len(_shortest(*one.ends).encode("utf-8", "surrogatepass")) > MOST_BYTES_OF_A_KEY:
        found.append(Dead((), f"no key is as long as prefix and suffix: {MOST_BYTES_OF_A_KEY} bytes are the most"))
    return found


def _shortest(prefix: str, suffix: str) -> str:
    """The shortest key with both ends."""
    shared = next(size for size in range(min(len(prefix), len(suffix)), -1, -1) if prefix.endswith(suffix[:size]))
    return prefix + suffix[shared:]


def unencoded(value: str) -> str:
    """A prefix or suffix as S3 wants it written, if it is not written so: URL-encoded, a space as +; else empty."""
    if _SAFE.issuperset(value):
        return ""
    from urllib.parse import quote_plus

    return quote_plus(value, safe="".join(sorted(_SAFE)), errors="surrogatepass")


def decoded(value: str) -> str:
    """A prefix or suffix as it is in a key."""
    if "%" not in value and "+" not in value:
        return value
    from urllib.parse import unquote_plus

    return unquote_plus(value)


def read(configuration: object) -> list[KeyFilter]:
    """The notifications of a configuration as the API takes it; what is malformed is passed over."""
    return [one for _, one in _read(configuration)]


def invalid(configuration: object) -> list[Refusal]:
    """Everything that S3 refuses of a notification configuration, or of the rules of one filter."""
    found = list(_malformed(configuration))
    if not found:
        for (_, first), (route, second) in combinations(_read(configuration), 2):
            if overlap(first, second) is not None:
                found.append(Refusal(route, OVERLAP, OVERLAP))
    return found


def matches(configuration: object, event: str, key: str) -> bool:
    """Whether a notification configuration, or a single filter, lets an event of a key through."""
    return not invalid(configuration) and any(one.matches(event, key) for one in read(configuration))


def why_not(one: KeyFilter, event: str, key: str) -> "Mismatch | None":
    """The first of event types, prefix and suffix that keeps a key out; None if it is let through."""
    from eventgen.filters import words  # with the engine of patterns, which no page needs for its notifications
    from eventgen.filters.why import Mismatch

    prefix, suffix = one.ends
    if one.events and not any(stands_for(each, event) for each in one.events):
        return Mismatch(("events",), "event", (_bare(event),), " or ".join(map(_bare, one.events)))
    if not key.startswith(prefix):
        return Mismatch(("prefix",), "key", (key,), words.wanted([{"prefix": prefix}]))
    return None if key.endswith(suffix) else Mismatch(("suffix",), "key", (key,), words.wanted([{"suffix": suffix}]))


def _notifications(configuration: object) -> Iterator[tuple[Route, object, object]]:
    """Of each notification its route, its event types and the rules of its filter."""
    if not isinstance(configuration, dict):
        return
    if "FilterRules" in configuration:
        yield (), [], configuration["FilterRules"]
    for kind in _DESTINATIONS:
        items = configuration.get(kind)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                yield (kind, index), item.get("Events"), _rules(item)


def _rules(item: dict[str, object]) -> object:
    found: object = item
    for key in ("Filter", "Key", "FilterRules"):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _malformed(configuration: object) -> Iterator[Refusal]:
    for route, _, rules in _notifications(configuration):
        for index, one in enumerate(rules if isinstance(rules, list) else []):
            at = (*route, "FilterRules", index) if not route else (*route, "Filter", "Key", "FilterRules", index)
            if (
                not isinstance(one, dict)
                or not isinstance(one.get("Name"), str)
                or not isinstance(one.get("Value"), str)
            ):
                yield Refusal(at, "MalformedXML", f"MalformedXML: {_MALFORMED}")
            elif one["Name"].lower() not in ("prefix", "suffix"):
                yield Refusal((*at, "Name"), _BAD_NAME, f"InvalidArgument: {_BAD_NAME}")


def _read(configuration: object) -> list[tuple[Route, KeyFilter]]:
    found: list[tuple[Route, KeyFilter]] = []
    for route, events, rules in _notifications(configuration):
        ends = {"prefix": "", "suffix": ""}
        for one in rules if isinstance(rules, list) else []:
            name, value = (one.get("Name"), one.get("Value")) if isinstance(one, dict) else (None, None)
            if isinstance(name, str) and isinstance(value, str):
                ends[name.lower()] = value
        named = tuple(event for event in events if isinstance(event, str)) if isinstance(events, list) else ()
        found.append((route, KeyFilter(named, ends["prefix"], ends["suffix"])))
    return found
