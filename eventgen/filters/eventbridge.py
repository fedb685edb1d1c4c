"""Event patterns of EventBridge rules and archives."""

from collections.abc import Iterator

from eventgen.filters import alternatives, wildcards
from eventgen.filters.dialect import Dialect
from eventgen.filters.elements import OPERATORS, Grammar, Wrong

TOO_COMPLEX = (
    "Rule is too complex - try using fewer wildcard characters "
    "or fewer repeating character sequences after a wildcard character"
)


def wildcard_load(pattern: object) -> int:
    """The most stars that one value of a field can keep open at once; `wildcards` says what is known of the bound."""
    return max((wildcards.load(_wildcards(one.wanted)) for one in alternatives.fields(pattern)), default=0)


def _wildcards(wanted: list[object]) -> Iterator[str]:
    for element in wanted:
        if isinstance(element, dict):
            inner = element.get("anything-but", element)
            found = inner.get("wildcard") if isinstance(inner, dict) else None
            yield from (text for text in (found if isinstance(found, list) else [found]) if isinstance(text, str))


def too_many_ways(pattern: dict[str, object]) -> Iterator[Wrong]:
    """The bound that `$or` has wherever EventBridge reads patterns."""
    if (found := alternatives.count(pattern)) > alternatives.MOST:
        yield (), f"$or results in {found} rule combinations, over {alternatives.MOST}"


def _limits(pattern: dict[str, object]) -> Iterator[Wrong]:
    yield from too_many_ways(pattern)
    for one in alternatives.fields(pattern):
        if wildcards.load(_wildcards(one.wanted)) >= wildcards.REFUSED_LOAD:
            yield one.route, TOO_COMPLEX


RULE = Dialect(
    Grammar(frozenset(OPERATORS), frozenset(("prefix", "suffix", "equals-ignore-case", "wildcard")), any_case=True),
    most=4096,  # botocore events.EventPattern
    quota=2048,  # eb-quota: Event pattern size, adjustable
    says="Event pattern is not valid. Reason: {}".format,
    limits=_limits,
)
